-- CreateTable
CREATE TABLE "Signal" (
    "name" TEXT NOT NULL,
    "value" TEXT NOT NULL,

    CONSTRAINT "Signal_pkey" PRIMARY KEY ("name")
);
