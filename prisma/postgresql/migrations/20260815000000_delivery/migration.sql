-- AlterTable
ALTER TABLE "Delivery" ADD COLUMN     "begunAt" TIMESTAMP(3),
ADD COLUMN     "contentHash" TEXT,
ADD COLUMN     "isDigest" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "leaderId" TEXT,
ADD COLUMN     "place" TIMESTAMP(3),
ADD COLUMN     "publishAt" TIMESTAMP(3);

-- AlterTable
ALTER TABLE "Release" ADD COLUMN     "fannedOutAt" TIMESTAMP(3);

-- AlterTable
ALTER TABLE "Subscription" ADD COLUMN     "pausedAt" TIMESTAMP(3),
ADD COLUMN     "pausedBy" TEXT,
ADD COLUMN     "retryAt" TIMESTAMP(3),
ADD COLUMN     "troubles" INTEGER NOT NULL DEFAULT 0;

-- CreateIndex
CREATE INDEX "Delivery_publishAt_idx" ON "Delivery"("publishAt");

-- CreateIndex
CREATE INDEX "Delivery_leaderId_idx" ON "Delivery"("leaderId");

-- CreateIndex
CREATE INDEX "Delivery_state_place_idx" ON "Delivery"("state", "place");
