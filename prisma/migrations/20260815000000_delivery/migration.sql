-- AlterTable
ALTER TABLE "Release" ADD COLUMN "fannedOutAt" DATETIME;

-- AlterTable
ALTER TABLE "Subscription" ADD COLUMN "pausedBy" TEXT;
ALTER TABLE "Subscription" ADD COLUMN "pausedAt" DATETIME;
ALTER TABLE "Subscription" ADD COLUMN "retryAt" DATETIME;
ALTER TABLE "Subscription" ADD COLUMN "troubles" INTEGER NOT NULL DEFAULT 0;

-- AlterTable
ALTER TABLE "Delivery" ADD COLUMN "place" DATETIME;
ALTER TABLE "Delivery" ADD COLUMN "isDigest" BOOLEAN NOT NULL DEFAULT false;
ALTER TABLE "Delivery" ADD COLUMN "leaderId" TEXT;
ALTER TABLE "Delivery" ADD COLUMN "begunAt" DATETIME;
ALTER TABLE "Delivery" ADD COLUMN "contentHash" TEXT;
ALTER TABLE "Delivery" ADD COLUMN "publishAt" DATETIME;

-- CreateIndex
CREATE INDEX "Delivery_state_place_idx" ON "Delivery"("state", "place");

-- CreateIndex
CREATE INDEX "Delivery_leaderId_idx" ON "Delivery"("leaderId");

-- CreateIndex
CREATE INDEX "Delivery_publishAt_idx" ON "Delivery"("publishAt");
