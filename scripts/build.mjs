/**
 * Puts the program together for `npm start`, in a third of a second: one JavaScript file, and one for each part that
 * is loaded only when it is needed. tsx would do the same while the program runs; its loader holds 45 MB for that.
 * Packages stay where they are. Plain JavaScript, so that it needs no loader itself.
 */
import { readdir, readFile, rm } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
/** Another folder only in tests; inside the project, where packages are found. */
const outdir = join(root, process.argv[2] ?? "dist");

/**
 * Prisma's query compiler is a string in a module of its own: once imported, it would stay in memory twice for as long
 * as the program runs. Where Prisma's generated client no longer imports it like this, nothing is changed.
 */
const compilerImport = /const \{ wasm \} = await import\("([^"]+\.wasm-base64\.mjs)"\)/;
const readCompiler = (_, name) => {
  const file = JSON.stringify(fileURLToPath(import.meta.resolve(name)));
  return `const wasm = (await (await import("node:fs/promises")).readFile(${file}, "latin1")).split('"')[1] ?? ""`;
};

/** Files that read others beside them (data, migrations, the page) find them from where their source is. */
const ownAddress = {
  name: "own-address",
  setup({ onLoad }) {
    onLoad({ filter: /\.ts$/ }, async ({ path }) => {
      const text = await readFile(path, "utf8");
      const address = JSON.stringify(pathToFileURL(path).href);
      const own = text.replaceAll(/\bimport\.meta\.url\b/g, address);
      return { contents: own.replace(compilerImport, readCompiler), loader: "ts" };
    });
  },
};

const { metafile } = await build({
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
  metafile: true,
});

// Afterwards, so that a program that is just starting from the same folder finds its parts.
const parts = new Set(Object.keys(metafile.outputs).map((path) => basename(path)));
for (const name of await readdir(outdir)) if (!parts.has(name)) await rm(join(outdir, name));
