-- AlterTable
ALTER TABLE "Release" ADD COLUMN     "announcedAs" TEXT,
ADD COLUMN     "announcedAt" TIMESTAMP(3),
ADD COLUMN     "askedIn" TEXT,
ADD COLUMN     "decidedBy" TEXT,
ADD COLUMN     "family" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "firstSeenAt" TIMESTAMP(3),
ADD COLUMN     "hasLead" BOOLEAN NOT NULL DEFAULT true,
ADD COLUMN     "isMinor" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "loose" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "variants" TEXT NOT NULL DEFAULT '[]';

-- AlterTable
ALTER TABLE "ReviewRule" DROP CONSTRAINT "ReviewRule_pkey",
DROP COLUMN "line",
ADD COLUMN     "word" TEXT NOT NULL,
ADD CONSTRAINT "ReviewRule_pkey" PRIMARY KEY ("lab", "word");

-- AlterTable
ALTER TABLE "UpstreamItem" ADD COLUMN     "grouping" TEXT;
