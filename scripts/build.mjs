/**
 * Puts the program together for `npm start`, in a third of a second: one JavaScript file, and one for each part that
 * is loaded only when it is needed. tsx would do the same while the program runs; its loader holds 45 MB for that.
 * Packages stay where they are. Plain JavaScript, so that it needs no loader itself.
 */
import { readFile, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const outdir = join(root, "dist");

/** Files that read others beside them (data, migrations, the page) find them from where their source is. */
const ownAddress = {
  name: "own-address",
  setup({ onLoad }) {
    onLoad({ filter: /\.ts$/ }, async ({ path }) => {
      const text = await readFile(path, "utf8");
      const address = JSON.stringify(pathToFileURL(path).href);
      return { contents: text.replaceAll(/\bimport\.meta\.url\b/g, address), loader: "ts" };
    });
  },
};

await rm(outdir, { recursive: true, force: true });
await build({
  absWorkingDir: root,
  entryPoints: ["src/main.ts"],
  outdir,
  bundle: true,
  splitting: true,
  packages: "external",
  platform: "node",
  format: "esm",
  target: "node20",
  sourcemap: true,
  sourcesContent: false,
  plugins: [ownAddress],
  logLevel: "warning",
});
