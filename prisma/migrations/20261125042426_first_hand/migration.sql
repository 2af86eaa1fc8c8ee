-- AlterTable
ALTER TABLE "Claim" ADD COLUMN "asOf" TEXT;

-- RedefineTables
PRAGMA defer_foreign_keys=ON;
PRAGMA foreign_keys=OFF;
CREATE TABLE "new_Lab" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "kind" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "nameZh" TEXT,
    "partOf" TEXT,
    "huggingface" TEXT NOT NULL,
    "feeds" TEXT NOT NULL DEFAULT '[]',
    "sites" TEXT NOT NULL DEFAULT '[]',
    "colour" TEXT,
    "file" TEXT,
    CONSTRAINT "Lab_file_fkey" FOREIGN KEY ("file") REFERENCES "ImportedFile" ("path") ON DELETE CASCADE ON UPDATE CASCADE
);
INSERT INTO "new_Lab" ("feeds", "file", "huggingface", "id", "kind", "name", "nameZh", "partOf") SELECT "feeds", "file", "huggingface", "id", "kind", "name", "nameZh", "partOf" FROM "Lab";
DROP TABLE "Lab";
ALTER TABLE "new_Lab" RENAME TO "Lab";
CREATE INDEX "Lab_file_idx" ON "Lab"("file");
PRAGMA foreign_keys=ON;
PRAGMA defer_foreign_keys=OFF;
