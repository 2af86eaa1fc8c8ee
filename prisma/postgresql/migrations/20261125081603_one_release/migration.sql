-- What was found and what is announced are one release, in one table.
ALTER TABLE "Release" ADD COLUMN "loose" TEXT NOT NULL DEFAULT '';
ALTER TABLE "Release" ADD COLUMN "family" TEXT NOT NULL DEFAULT '';
ALTER TABLE "Release" ADD COLUMN "hasLead" BOOLEAN NOT NULL DEFAULT true;
ALTER TABLE "Release" ADD COLUMN "firstSeenAt" TIMESTAMP(3);
ALTER TABLE "Release" ADD COLUMN "announcedAs" TEXT;
ALTER TABLE "Release" ADD COLUMN "announcedAt" TIMESTAMP(3);
ALTER TABLE "Release" ADD COLUMN "askedIn" TEXT;
ALTER TABLE "Release" ADD COLUMN "decidedBy" TEXT;
ALTER TABLE "Release" ADD COLUMN "isMinor" BOOLEAN NOT NULL DEFAULT false;
ALTER TABLE "Release" ADD COLUMN "variants" TEXT NOT NULL DEFAULT '[]';
ALTER TABLE "UpstreamItem" ADD COLUMN "grouping" TEXT;
UPDATE "Release" SET
    "loose" = f."loose", "family" = f."family", "hasLead" = f."hasLead", "firstSeenAt" = f."firstSeenAt",
    "announcedAs" = f."announcedAs", "announcedAt" = f."announcedAt", "askedIn" = f."askedIn"
FROM "UpstreamFind" AS f WHERE f."key" = "Release"."key";
INSERT INTO "Release" ("id", "key", "lab", "model", "title", "kind", "state", "origin", "detectedAt", "loose", "family",
    "hasLead", "firstSeenAt", "announcedAs", "announcedAt", "askedIn")
SELECT gen_random_uuid()::text, "key", "lab", "model", "title", "kind",
    CASE WHEN "state" = 'announced' THEN 'known' ELSE "state" END, "origin", "firstSeenAt", "loose", "family", "hasLead",
    "firstSeenAt", "announcedAs", "announcedAt", "askedIn"
FROM "UpstreamFind" WHERE "key" NOT IN (SELECT "key" FROM "Release");
DROP TABLE "UpstreamFind";

-- What was decided on a whole line silences it for ever: it is asked about again.
DROP TABLE "ReviewRule";
CREATE TABLE "ReviewRule" (
    "lab" TEXT NOT NULL,
    "word" TEXT NOT NULL,
    "decision" TEXT NOT NULL,
    "decidedBy" TEXT NOT NULL,
    "decidedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "ReviewRule_pkey" PRIMARY KEY ("lab", "word")
);
