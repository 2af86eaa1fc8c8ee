-- AlterTable
ALTER TABLE "Lab" ADD COLUMN "feeds" TEXT NOT NULL DEFAULT '[]';

-- CreateTable
CREATE TABLE "UpstreamItem" (
    "source" TEXT NOT NULL,
    "externalId" TEXT NOT NULL,
    "listing" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "title" TEXT,
    "lab" TEXT NOT NULL,
    "find" TEXT,
    "firstSeenAt" DATETIME NOT NULL,
    "createdAt" DATETIME,
    "parents" TEXT NOT NULL,
    "facts" TEXT NOT NULL,

    PRIMARY KEY ("source", "externalId")
);

-- CreateTable
CREATE TABLE "UpstreamFind" (
    "key" TEXT NOT NULL PRIMARY KEY,
    "lab" TEXT NOT NULL,
    "model" TEXT NOT NULL,
    "loose" TEXT NOT NULL,
    "family" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "origin" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "hasLead" BOOLEAN NOT NULL,
    "firstSeenAt" DATETIME NOT NULL,
    "announcedAs" TEXT,
    "announcedAt" DATETIME
);

-- CreateTable
CREATE TABLE "UpstreamListing" (
    "key" TEXT NOT NULL PRIMARY KEY,
    "source" TEXT NOT NULL,
    "etag" TEXT,
    "lastModified" TEXT,
    "hash" TEXT,
    "baseline" TEXT NOT NULL,
    "rows" INTEGER NOT NULL,
    "failures" INTEGER NOT NULL,
    "nextTryAt" DATETIME,
    "lastOkAt" DATETIME,
    "lastError" TEXT,
    "drift" TEXT NOT NULL
);

-- CreateTable
CREATE TABLE "ReviewRule" (
    "lab" TEXT NOT NULL,
    "line" TEXT NOT NULL,
    "decision" TEXT NOT NULL,
    "decidedBy" TEXT NOT NULL,
    "decidedAt" DATETIME NOT NULL,

    PRIMARY KEY ("lab", "line")
);

-- CreateIndex
CREATE INDEX "UpstreamItem_find_idx" ON "UpstreamItem"("find");

-- CreateIndex
CREATE INDEX "UpstreamFind_state_idx" ON "UpstreamFind"("state");
