-- One word for a post that fails.
ALTER TABLE "Subscription" RENAME COLUMN "troubles" TO "failures";
UPDATE "Subscription" SET "pausedBy" = 'failure' WHERE "pausedBy" = 'trouble';
