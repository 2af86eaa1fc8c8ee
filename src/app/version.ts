import { readFileSync } from "node:fs";
import { z } from "zod";

const file = new URL("../../package.json", import.meta.url);

/** The program's own version: `1.0.0`. */
export const { version } = z.object({ version: z.string() }).parse(JSON.parse(readFileSync(file, "utf8")));
