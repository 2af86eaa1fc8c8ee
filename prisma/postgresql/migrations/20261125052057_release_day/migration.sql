-- AlterTable
ALTER TABLE "Release" ADD COLUMN     "day" TEXT NOT NULL DEFAULT '';

-- CreateIndex
CREATE INDEX "Release_state_day_idx" ON "Release"("state", "day");
