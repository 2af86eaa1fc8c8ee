-- AlterTable
ALTER TABLE "Subscription" ADD COLUMN "channelName" TEXT NOT NULL DEFAULT '';
