DROP TABLE "UpstreamFind";
