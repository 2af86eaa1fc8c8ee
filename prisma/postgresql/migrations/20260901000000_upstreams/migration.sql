-- AlterTable
ALTER TABLE "Lab" ADD COLUMN     "feeds" TEXT NOT NULL DEFAULT '[]';

-- CreateTable
CREATE TABLE "ReviewRule" (
    "lab" TEXT NOT NULL,
    "line" TEXT NOT NULL,
    "decision" TEXT NOT NULL,
    "decidedBy" TEXT NOT NULL,
    "decidedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "ReviewRule_pkey" PRIMARY KEY ("lab","line")
);

-- CreateTable
CREATE TABLE "UpstreamFind" (
    "key" TEXT NOT NULL,
    "lab" TEXT NOT NULL,
    "model" TEXT NOT NULL,
    "loose" TEXT NOT NULL,
    "family" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "origin" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "hasLead" BOOLEAN NOT NULL,
    "firstSeenAt" TIMESTAMP(3) NOT NULL,
    "announcedAs" TEXT,
    "announcedAt" TIMESTAMP(3),

    CONSTRAINT "UpstreamFind_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "UpstreamItem" (
    "source" TEXT NOT NULL,
    "externalId" TEXT NOT NULL,
    "listing" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "title" TEXT,
    "lab" TEXT NOT NULL,
    "find" TEXT,
    "firstSeenAt" TIMESTAMP(3) NOT NULL,
    "createdAt" TIMESTAMP(3),
    "parents" TEXT NOT NULL,
    "facts" TEXT NOT NULL,

    CONSTRAINT "UpstreamItem_pkey" PRIMARY KEY ("source","externalId")
);

-- CreateTable
CREATE TABLE "UpstreamListing" (
    "key" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "etag" TEXT,
    "lastModified" TEXT,
    "hash" TEXT,
    "baseline" TEXT NOT NULL,
    "rows" INTEGER NOT NULL,
    "failures" INTEGER NOT NULL,
    "nextTryAt" TIMESTAMP(3),
    "lastOkAt" TIMESTAMP(3),
    "lastError" TEXT,
    "drift" TEXT NOT NULL,

    CONSTRAINT "UpstreamListing_pkey" PRIMARY KEY ("key")
);

-- CreateIndex
CREATE INDEX "UpstreamFind_state_idx" ON "UpstreamFind"("state");

-- CreateIndex
CREATE INDEX "UpstreamItem_find_idx" ON "UpstreamItem"("find");
