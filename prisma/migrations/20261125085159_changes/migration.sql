-- AlterTable
ALTER TABLE "Release" ADD COLUMN "change" TEXT;

-- AlterTable
ALTER TABLE "UpstreamItem" ADD COLUMN "goneAt" DATETIME;

-- CreateTable
CREATE TABLE "UpstreamChange" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "at" DATETIME NOT NULL,
    "source" TEXT NOT NULL,
    "externalId" TEXT NOT NULL,
    "release" TEXT,
    "field" TEXT NOT NULL,
    "before" TEXT,
    "after" TEXT,
    "state" TEXT NOT NULL
);

-- CreateIndex
CREATE INDEX "UpstreamChange_state_idx" ON "UpstreamChange"("state");

-- CreateIndex
CREATE INDEX "UpstreamChange_release_idx" ON "UpstreamChange"("release");

-- CreateIndex
CREATE INDEX "UpstreamChange_at_idx" ON "UpstreamChange"("at");
