-- RedefineTables
PRAGMA defer_foreign_keys=ON;
PRAGMA foreign_keys=OFF;
CREATE TABLE "new_Release" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "key" TEXT NOT NULL,
    "lab" TEXT NOT NULL,
    "model" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "date" TEXT,
    "day" TEXT NOT NULL DEFAULT '',
    "state" TEXT NOT NULL,
    "origin" TEXT NOT NULL,
    "heldUntil" DATETIME,
    "detectedAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "readyAt" DATETIME,
    "fannedOutAt" DATETIME
);
INSERT INTO "new_Release" ("date", "detectedAt", "fannedOutAt", "heldUntil", "id", "key", "kind", "lab", "model", "origin", "readyAt", "state", "title") SELECT "date", "detectedAt", "fannedOutAt", "heldUntil", "id", "key", "kind", "lab", "model", "origin", "readyAt", "state", "title" FROM "Release";
DROP TABLE "Release";
ALTER TABLE "new_Release" RENAME TO "Release";
CREATE UNIQUE INDEX "Release_key_key" ON "Release"("key");
CREATE INDEX "Release_state_readyAt_idx" ON "Release"("state", "readyAt");
CREATE INDEX "Release_state_day_idx" ON "Release"("state", "day");
CREATE INDEX "Release_lab_idx" ON "Release"("lab");
PRAGMA foreign_keys=ON;
PRAGMA defer_foreign_keys=OFF;
