-- What was found and what is announced are one release, in one table.
ALTER TABLE "Release" ADD COLUMN "loose" TEXT NOT NULL DEFAULT '';
ALTER TABLE "Release" ADD COLUMN "family" TEXT NOT NULL DEFAULT '';
ALTER TABLE "Release" ADD COLUMN "hasLead" BOOLEAN NOT NULL DEFAULT true;
ALTER TABLE "Release" ADD COLUMN "firstSeenAt" DATETIME;
ALTER TABLE "Release" ADD COLUMN "announcedAs" TEXT;
ALTER TABLE "Release" ADD COLUMN "announcedAt" DATETIME;
ALTER TABLE "Release" ADD COLUMN "askedIn" TEXT;
ALTER TABLE "Release" ADD COLUMN "decidedBy" TEXT;
ALTER TABLE "Release" ADD COLUMN "isMinor" BOOLEAN NOT NULL DEFAULT false;
ALTER TABLE "Release" ADD COLUMN "variants" TEXT NOT NULL DEFAULT '[]';
ALTER TABLE "UpstreamItem" ADD COLUMN "grouping" TEXT;

DROP TABLE "ReviewRule";
CREATE TABLE "ReviewRule" (
    "lab" TEXT NOT NULL,
    "word" TEXT NOT NULL,
    "decision" TEXT NOT NULL,
    "decidedBy" TEXT NOT NULL,
    "decidedAt" DATETIME NOT NULL,

    PRIMARY KEY ("lab", "word")
);
