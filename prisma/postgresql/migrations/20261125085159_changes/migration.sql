-- AlterTable
ALTER TABLE "Release" ADD COLUMN     "change" TEXT;

-- AlterTable
ALTER TABLE "UpstreamItem" ADD COLUMN     "goneAt" TIMESTAMP(3);

-- CreateTable
CREATE TABLE "UpstreamChange" (
    "id" TEXT NOT NULL,
    "at" TIMESTAMP(3) NOT NULL,
    "source" TEXT NOT NULL,
    "externalId" TEXT NOT NULL,
    "release" TEXT,
    "field" TEXT NOT NULL,
    "before" TEXT,
    "after" TEXT,
    "state" TEXT NOT NULL,

    CONSTRAINT "UpstreamChange_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "UpstreamChange_at_idx" ON "UpstreamChange"("at");

-- CreateIndex
CREATE INDEX "UpstreamChange_release_idx" ON "UpstreamChange"("release");

-- CreateIndex
CREATE INDEX "UpstreamChange_state_idx" ON "UpstreamChange"("state");
