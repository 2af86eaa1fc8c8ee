UPDATE "Release" SET
    "loose" = f."loose", "family" = f."family", "hasLead" = f."hasLead", "firstSeenAt" = f."firstSeenAt",
    "announcedAs" = f."announcedAs", "announcedAt" = f."announcedAt", "askedIn" = f."askedIn"
FROM "UpstreamFind" AS f WHERE f."key" = "Release"."key";
INSERT INTO "Release" ("id", "key", "lab", "model", "title", "kind", "state", "origin", "detectedAt", "loose", "family",
    "hasLead", "firstSeenAt", "announcedAs", "announcedAt", "askedIn")
SELECT "key", "key", "lab", "model", "title", "kind",
    CASE WHEN "state" = 'announced' THEN 'known' ELSE "state" END, "origin", "firstSeenAt", "loose", "family", "hasLead",
    "firstSeenAt", "announcedAs", "announcedAt", "askedIn"
FROM "UpstreamFind" WHERE "key" NOT IN (SELECT "key" FROM "Release");
