-- CreateTable
CREATE TABLE "Alias" (
    "id" SERIAL NOT NULL,
    "labId" TEXT,
    "modelId" TEXT,
    "text" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "places" TEXT NOT NULL,

    CONSTRAINT "Alias_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Benchmark" (
    "id" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "aliases" TEXT NOT NULL,
    "about" TEXT NOT NULL,
    "max" DOUBLE PRECISION,
    "higherIsBetter" BOOLEAN NOT NULL,
    "average" BOOLEAN,
    "filePath" TEXT NOT NULL,

    CONSTRAINT "Benchmark_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Claim" (
    "id" SERIAL NOT NULL,
    "labId" TEXT,
    "modelId" TEXT,
    "field" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "places" TEXT NOT NULL,
    "asOf" TEXT,
    "note" TEXT,
    "doubtful" BOOLEAN,
    "agrees" BOOLEAN,

    CONSTRAINT "Claim_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Detail" (
    "id" SERIAL NOT NULL,
    "labId" TEXT,
    "modelId" TEXT,
    "topicId" TEXT,
    "list" TEXT NOT NULL,
    "data" TEXT NOT NULL,

    CONSTRAINT "Detail_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Event" (
    "id" SERIAL NOT NULL,
    "labId" TEXT,
    "modelId" TEXT,
    "date" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "places" TEXT NOT NULL,

    CONSTRAINT "Event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ImportedFile" (
    "path" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "importedAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "ImportedFile_pkey" PRIMARY KEY ("path")
);

-- CreateTable
CREATE TABLE "Lab" (
    "id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "nameZh" TEXT,
    "partOf" TEXT,
    "huggingface" TEXT NOT NULL,
    "feeds" TEXT NOT NULL,
    "sites" TEXT NOT NULL,
    "colour" TEXT,
    "filePath" TEXT NOT NULL,

    CONSTRAINT "Lab_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Model" (
    "id" TEXT NOT NULL,
    "lab" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "nameZh" TEXT,
    "family" TEXT,
    "variantOf" TEXT,
    "predecessor" TEXT,
    "filePath" TEXT NOT NULL,

    CONSTRAINT "Model_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Point" (
    "id" SERIAL NOT NULL,
    "labId" TEXT,
    "modelId" TEXT,
    "topicId" TEXT,
    "section" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "places" TEXT NOT NULL,

    CONSTRAINT "Point_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Ranking" (
    "id" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "about" TEXT NOT NULL,
    "ordered" BOOLEAN NOT NULL,
    "values" TEXT NOT NULL,
    "filePath" TEXT NOT NULL,

    CONSTRAINT "Ranking_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Score" (
    "id" SERIAL NOT NULL,
    "modelId" TEXT NOT NULL,
    "benchmark" TEXT NOT NULL,
    "score" DOUBLE PRECISION,
    "text" TEXT NOT NULL,
    "places" TEXT NOT NULL,
    "by" TEXT,
    "setting" TEXT,
    "note" TEXT,
    "doubtful" BOOLEAN,

    CONSTRAINT "Score_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Source" (
    "id" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "title" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "about" TEXT NOT NULL,
    "asOf" TEXT NOT NULL,
    "asOfKind" TEXT NOT NULL,
    "group" TEXT,
    "groupLines" TEXT,
    "file" TEXT,
    "url" TEXT,
    "licence" TEXT,
    "filePath" TEXT NOT NULL,

    CONSTRAINT "Source_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Topic" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "about" TEXT NOT NULL,
    "aliases" TEXT NOT NULL,
    "filePath" TEXT NOT NULL,

    CONSTRAINT "Topic_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "Alias_modelId_idx" ON "Alias"("modelId");

-- CreateIndex
CREATE INDEX "Alias_labId_idx" ON "Alias"("labId");

-- CreateIndex
CREATE INDEX "Benchmark_filePath_idx" ON "Benchmark"("filePath");

-- CreateIndex
CREATE INDEX "Claim_modelId_idx" ON "Claim"("modelId");

-- CreateIndex
CREATE INDEX "Claim_labId_idx" ON "Claim"("labId");

-- CreateIndex
CREATE INDEX "Detail_topicId_idx" ON "Detail"("topicId");

-- CreateIndex
CREATE INDEX "Detail_modelId_idx" ON "Detail"("modelId");

-- CreateIndex
CREATE INDEX "Detail_labId_idx" ON "Detail"("labId");

-- CreateIndex
CREATE INDEX "Event_modelId_idx" ON "Event"("modelId");

-- CreateIndex
CREATE INDEX "Event_labId_idx" ON "Event"("labId");

-- CreateIndex
CREATE INDEX "Lab_filePath_idx" ON "Lab"("filePath");

-- CreateIndex
CREATE INDEX "Model_filePath_idx" ON "Model"("filePath");

-- CreateIndex
CREATE INDEX "Model_lab_idx" ON "Model"("lab");

-- CreateIndex
CREATE INDEX "Point_topicId_idx" ON "Point"("topicId");

-- CreateIndex
CREATE INDEX "Point_modelId_idx" ON "Point"("modelId");

-- CreateIndex
CREATE INDEX "Point_labId_idx" ON "Point"("labId");

-- CreateIndex
CREATE INDEX "Ranking_filePath_idx" ON "Ranking"("filePath");

-- CreateIndex
CREATE INDEX "Score_modelId_idx" ON "Score"("modelId");

-- CreateIndex
CREATE INDEX "Source_filePath_idx" ON "Source"("filePath");

-- CreateIndex
CREATE INDEX "Topic_filePath_idx" ON "Topic"("filePath");

-- AddForeignKey
ALTER TABLE "Alias" ADD CONSTRAINT "Alias_modelId_fkey" FOREIGN KEY ("modelId") REFERENCES "Model"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Alias" ADD CONSTRAINT "Alias_labId_fkey" FOREIGN KEY ("labId") REFERENCES "Lab"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Benchmark" ADD CONSTRAINT "Benchmark_filePath_fkey" FOREIGN KEY ("filePath") REFERENCES "ImportedFile"("path") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Claim" ADD CONSTRAINT "Claim_modelId_fkey" FOREIGN KEY ("modelId") REFERENCES "Model"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Claim" ADD CONSTRAINT "Claim_labId_fkey" FOREIGN KEY ("labId") REFERENCES "Lab"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Detail" ADD CONSTRAINT "Detail_topicId_fkey" FOREIGN KEY ("topicId") REFERENCES "Topic"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Detail" ADD CONSTRAINT "Detail_modelId_fkey" FOREIGN KEY ("modelId") REFERENCES "Model"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Detail" ADD CONSTRAINT "Detail_labId_fkey" FOREIGN KEY ("labId") REFERENCES "Lab"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Event" ADD CONSTRAINT "Event_modelId_fkey" FOREIGN KEY ("modelId") REFERENCES "Model"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Event" ADD CONSTRAINT "Event_labId_fkey" FOREIGN KEY ("labId") REFERENCES "Lab"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Lab" ADD CONSTRAINT "Lab_filePath_fkey" FOREIGN KEY ("filePath") REFERENCES "ImportedFile"("path") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Model" ADD CONSTRAINT "Model_filePath_fkey" FOREIGN KEY ("filePath") REFERENCES "ImportedFile"("path") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Point" ADD CONSTRAINT "Point_topicId_fkey" FOREIGN KEY ("topicId") REFERENCES "Topic"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Point" ADD CONSTRAINT "Point_modelId_fkey" FOREIGN KEY ("modelId") REFERENCES "Model"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Point" ADD CONSTRAINT "Point_labId_fkey" FOREIGN KEY ("labId") REFERENCES "Lab"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Ranking" ADD CONSTRAINT "Ranking_filePath_fkey" FOREIGN KEY ("filePath") REFERENCES "ImportedFile"("path") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Score" ADD CONSTRAINT "Score_modelId_fkey" FOREIGN KEY ("modelId") REFERENCES "Model"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Source" ADD CONSTRAINT "Source_filePath_fkey" FOREIGN KEY ("filePath") REFERENCES "ImportedFile"("path") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Topic" ADD CONSTRAINT "Topic_filePath_fkey" FOREIGN KEY ("filePath") REFERENCES "ImportedFile"("path") ON DELETE CASCADE ON UPDATE CASCADE;
