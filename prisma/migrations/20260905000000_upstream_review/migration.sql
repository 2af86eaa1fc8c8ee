-- AlterTable
ALTER TABLE "UpstreamFind" ADD COLUMN "askedIn" TEXT;
