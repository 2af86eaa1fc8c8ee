-- DropTable
DROP TABLE "UpstreamFind";
