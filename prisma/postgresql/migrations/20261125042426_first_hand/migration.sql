-- AlterTable
ALTER TABLE "Claim" ADD COLUMN     "asOf" TEXT;

-- AlterTable
ALTER TABLE "Lab" ADD COLUMN     "colour" TEXT,
ADD COLUMN     "sites" TEXT NOT NULL DEFAULT '[]';
