UPDATE "Release" SET "day" = substr("date" || '-01-01', 1, 10) WHERE "date" IS NOT NULL;

-- Found models are computed from what upstreams said, and stored no more.
DELETE FROM "Claim" WHERE "file" IS NULL;
DELETE FROM "Alias" WHERE "file" IS NULL;
DELETE FROM "Model" WHERE "file" IS NULL;
