-- CreateTable
CREATE TABLE "Alias" (
    "id" SERIAL NOT NULL,
    "ownerKind" TEXT NOT NULL,
    "ownerId" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "text" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "places" TEXT NOT NULL,
    "file" TEXT,

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
    "file" TEXT,

    CONSTRAINT "Benchmark_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Claim" (
    "id" SERIAL NOT NULL,
    "ownerKind" TEXT NOT NULL,
    "ownerId" TEXT NOT NULL,
    "field" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "value" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "places" TEXT NOT NULL,
    "note" TEXT,
    "doubtful" BOOLEAN NOT NULL,
    "agrees" BOOLEAN NOT NULL,
    "file" TEXT,

    CONSTRAINT "Claim_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Delivery" (
    "id" TEXT NOT NULL,
    "releaseId" TEXT NOT NULL,
    "subscriptionId" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'pending',
    "dueAt" TIMESTAMP(3) NOT NULL,
    "leaseUntil" TIMESTAMP(3),
    "leaseOwner" TEXT,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "nonce" TEXT NOT NULL,
    "channelId" TEXT,
    "messageId" TEXT,
    "error" TEXT,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMP(3) NOT NULL,
    "deliveredAt" TIMESTAMP(3),

    CONSTRAINT "Delivery_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Detail" (
    "id" SERIAL NOT NULL,
    "ownerKind" TEXT NOT NULL,
    "ownerId" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "data" TEXT NOT NULL,
    "file" TEXT,

    CONSTRAINT "Detail_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Event" (
    "id" SERIAL NOT NULL,
    "ownerKind" TEXT NOT NULL,
    "ownerId" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "date" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "places" TEXT NOT NULL,
    "file" TEXT,

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
    "file" TEXT,

    CONSTRAINT "Lab_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Lease" (
    "job" TEXT NOT NULL,
    "owner" TEXT NOT NULL,
    "until" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "Lease_pkey" PRIMARY KEY ("job")
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
    "file" TEXT,

    CONSTRAINT "Model_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Point" (
    "id" SERIAL NOT NULL,
    "ownerKind" TEXT NOT NULL,
    "ownerId" TEXT NOT NULL,
    "section" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "text" TEXT NOT NULL,
    "places" TEXT NOT NULL,
    "file" TEXT,

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
    "file" TEXT,

    CONSTRAINT "Ranking_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Release" (
    "id" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "lab" TEXT NOT NULL,
    "model" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "date" TEXT,
    "state" TEXT NOT NULL,
    "origin" TEXT NOT NULL,
    "heldUntil" TIMESTAMP(3),
    "detectedAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "readyAt" TIMESTAMP(3),

    CONSTRAINT "Release_pkey" PRIMARY KEY ("id")
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
    "groupFrom" INTEGER,
    "groupTo" INTEGER,
    "document" TEXT,
    "url" TEXT,
    "licence" TEXT,
    "file" TEXT,

    CONSTRAINT "Source_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Subscription" (
    "id" TEXT NOT NULL,
    "guildId" TEXT NOT NULL,
    "channelId" TEXT NOT NULL,
    "channelKind" TEXT NOT NULL,
    "filters" TEXT NOT NULL,
    "cadence" TEXT NOT NULL,
    "hour" INTEGER,
    "timeZone" TEXT,
    "roleId" TEXT,
    "ownerId" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'active',
    "pausedReason" TEXT,
    "ownerToldAt" TIMESTAMP(3),
    "startsAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "digestedUntil" TIMESTAMP(3),
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "Subscription_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Topic" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "about" TEXT NOT NULL,
    "aliases" TEXT NOT NULL,
    "file" TEXT,

    CONSTRAINT "Topic_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "Alias_file_idx" ON "Alias"("file");

-- CreateIndex
CREATE INDEX "Alias_ownerKind_ownerId_idx" ON "Alias"("ownerKind", "ownerId");

-- CreateIndex
CREATE INDEX "Benchmark_file_idx" ON "Benchmark"("file");

-- CreateIndex
CREATE INDEX "Claim_file_idx" ON "Claim"("file");

-- CreateIndex
CREATE INDEX "Claim_ownerKind_ownerId_field_idx" ON "Claim"("ownerKind", "ownerId", "field");

-- CreateIndex
CREATE UNIQUE INDEX "Delivery_nonce_key" ON "Delivery"("nonce");

-- CreateIndex
CREATE INDEX "Delivery_subscriptionId_state_idx" ON "Delivery"("subscriptionId", "state");

-- CreateIndex
CREATE INDEX "Delivery_state_dueAt_idx" ON "Delivery"("state", "dueAt");

-- CreateIndex
CREATE UNIQUE INDEX "Delivery_releaseId_subscriptionId_key" ON "Delivery"("releaseId", "subscriptionId");

-- CreateIndex
CREATE INDEX "Detail_file_idx" ON "Detail"("file");

-- CreateIndex
CREATE INDEX "Detail_ownerKind_ownerId_idx" ON "Detail"("ownerKind", "ownerId");

-- CreateIndex
CREATE INDEX "Event_file_idx" ON "Event"("file");

-- CreateIndex
CREATE INDEX "Event_date_idx" ON "Event"("date");

-- CreateIndex
CREATE INDEX "Event_ownerKind_ownerId_idx" ON "Event"("ownerKind", "ownerId");

-- CreateIndex
CREATE INDEX "Lab_file_idx" ON "Lab"("file");

-- CreateIndex
CREATE INDEX "Model_file_idx" ON "Model"("file");

-- CreateIndex
CREATE INDEX "Model_lab_idx" ON "Model"("lab");

-- CreateIndex
CREATE INDEX "Point_file_idx" ON "Point"("file");

-- CreateIndex
CREATE INDEX "Point_ownerKind_ownerId_idx" ON "Point"("ownerKind", "ownerId");

-- CreateIndex
CREATE INDEX "Ranking_file_idx" ON "Ranking"("file");

-- CreateIndex
CREATE UNIQUE INDEX "Release_key_key" ON "Release"("key");

-- CreateIndex
CREATE INDEX "Release_lab_idx" ON "Release"("lab");

-- CreateIndex
CREATE INDEX "Release_state_readyAt_idx" ON "Release"("state", "readyAt");

-- CreateIndex
CREATE INDEX "Source_file_idx" ON "Source"("file");

-- CreateIndex
CREATE INDEX "Subscription_state_cadence_idx" ON "Subscription"("state", "cadence");

-- CreateIndex
CREATE INDEX "Subscription_guildId_idx" ON "Subscription"("guildId");

-- CreateIndex
CREATE UNIQUE INDEX "Subscription_channelId_filters_key" ON "Subscription"("channelId", "filters");

-- CreateIndex
CREATE INDEX "Topic_file_idx" ON "Topic"("file");

-- AddForeignKey
ALTER TABLE "Alias" ADD CONSTRAINT "Alias_file_fkey" FOREIGN KEY ("file") REFERENCES "ImportedFile"("path") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Benchmark" ADD CONSTRAINT "Benchmark_file_fkey" FOREIGN KEY ("file") REFERENCES "ImportedFile"("path") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Claim" ADD CONSTRAINT "Claim_file_fkey" FOREIGN KEY ("file") REFERENCES "ImportedFile"("path") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Delivery" ADD CONSTRAINT "Delivery_subscriptionId_fkey" FOREIGN KEY ("subscriptionId") REFERENCES "Subscription"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Delivery" ADD CONSTRAINT "Delivery_releaseId_fkey" FOREIGN KEY ("releaseId") REFERENCES "Release"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Detail" ADD CONSTRAINT "Detail_file_fkey" FOREIGN KEY ("file") REFERENCES "ImportedFile"("path") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Event" ADD CONSTRAINT "Event_file_fkey" FOREIGN KEY ("file") REFERENCES "ImportedFile"("path") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Lab" ADD CONSTRAINT "Lab_file_fkey" FOREIGN KEY ("file") REFERENCES "ImportedFile"("path") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Model" ADD CONSTRAINT "Model_file_fkey" FOREIGN KEY ("file") REFERENCES "ImportedFile"("path") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Point" ADD CONSTRAINT "Point_file_fkey" FOREIGN KEY ("file") REFERENCES "ImportedFile"("path") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Ranking" ADD CONSTRAINT "Ranking_file_fkey" FOREIGN KEY ("file") REFERENCES "ImportedFile"("path") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Source" ADD CONSTRAINT "Source_file_fkey" FOREIGN KEY ("file") REFERENCES "ImportedFile"("path") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Topic" ADD CONSTRAINT "Topic_file_fkey" FOREIGN KEY ("file") REFERENCES "ImportedFile"("path") ON DELETE CASCADE ON UPDATE CASCADE;
