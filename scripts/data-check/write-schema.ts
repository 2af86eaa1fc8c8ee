/** `npm run data:schema`: writes data/schema from the zod schemas. */
import { mkdirSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { jsonSchemas } from "./schema.ts";

const folder = join(resolve(import.meta.dirname, "..", ".."), "data", "schema");
mkdirSync(folder, { recursive: true });
for (const [name, text] of jsonSchemas()) writeFileSync(join(folder, name), text);
