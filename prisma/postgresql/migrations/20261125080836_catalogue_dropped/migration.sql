-- DropForeignKey
ALTER TABLE "Alias" DROP CONSTRAINT "Alias_file_fkey";

-- DropForeignKey
ALTER TABLE "Benchmark" DROP CONSTRAINT "Benchmark_file_fkey";

-- DropForeignKey
ALTER TABLE "Claim" DROP CONSTRAINT "Claim_file_fkey";

-- DropForeignKey
ALTER TABLE "Detail" DROP CONSTRAINT "Detail_file_fkey";

-- DropForeignKey
ALTER TABLE "Event" DROP CONSTRAINT "Event_file_fkey";

-- DropForeignKey
ALTER TABLE "Lab" DROP CONSTRAINT "Lab_file_fkey";

-- DropForeignKey
ALTER TABLE "Model" DROP CONSTRAINT "Model_file_fkey";

-- DropForeignKey
ALTER TABLE "Point" DROP CONSTRAINT "Point_file_fkey";

-- DropForeignKey
ALTER TABLE "Ranking" DROP CONSTRAINT "Ranking_file_fkey";

-- DropForeignKey
ALTER TABLE "Source" DROP CONSTRAINT "Source_file_fkey";

-- DropForeignKey
ALTER TABLE "Topic" DROP CONSTRAINT "Topic_file_fkey";

-- DropTable
DROP TABLE "Alias";

-- DropTable
DROP TABLE "Benchmark";

-- DropTable
DROP TABLE "Claim";

-- DropTable
DROP TABLE "Detail";

-- DropTable
DROP TABLE "Event";

-- DropTable
DROP TABLE "ImportedFile";

-- DropTable
DROP TABLE "Lab";

-- DropTable
DROP TABLE "Model";

-- DropTable
DROP TABLE "Point";

-- DropTable
DROP TABLE "Ranking";

-- DropTable
DROP TABLE "Source";

-- DropTable
DROP TABLE "Topic";
