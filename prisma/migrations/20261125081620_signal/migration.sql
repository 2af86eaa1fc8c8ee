-- CreateTable
CREATE TABLE "Signal" (
    "name" TEXT NOT NULL PRIMARY KEY,
    "value" TEXT NOT NULL
);
