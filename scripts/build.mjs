/**
 * Puts the program together for `npm start`, in a second: one JavaScript file, and one for each part that is loaded
 * only when it is needed. tsx would do the same while the program runs; its loader holds 45 MB for that. Packages go
 * in: to find and load their thousand files takes a third of a second and 18 MB. Plain JavaScript, so that it needs no
 * loader itself.
 */
import { readFileSync } from "node:fs";
import { access, chmod, constants, mkdir, readdir, readFile, rm } from "node:fs/promises";
import { basename, dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const [folder = "dist"] = process.argv.slice(2).filter((one) => !one.startsWith("--"));
/** Another folder only in tests and for the image; inside the project, where packages are found. */
const outdir = join(root, folder);
/** Without the playground and its packages; the program then asks for a token. */
const isBare = process.argv.includes("--without-playground");

/** Ends with one sentence for the person who starts it. */
function refuse(sentence) {
  process.stderr.write(`${sentence}\n`);
  process.exit(1);
}

const [major, minor] = process.versions.node.split(".").map(Number);
const [needMajor, needMinor] = JSON.parse(readFileSync(join(root, "package.json"), "utf8"))
  .engines.node.match(/\d+/g)
  .map(Number);
if (major < needMajor || (major === needMajor && minor < needMinor))
  refuse(`Labdex needs Node ${needMajor}.${needMinor} or later; this is ${process.versions.node}.`);
try {
  await mkdir(outdir, { recursive: true });
  await access(outdir, constants.W_OK);
} catch {
  refuse(
    `The folder ${outdir} cannot be written by this user: give it the right to, or build it as another user and run \`node ${join(outdir, "main.js")}\`.`,
  );
}
// Now that it is known that this Node can.
const { build } = await import("esbuild");

/**
 * Prisma's query compiler is a string in a module of its own: once imported, it would stay in memory twice for as long
 * as the program runs. Where Prisma's generated client no longer imports it like this, nothing is changed.
 */
const compilerImport = /const \{ wasm \} = await import\("([^"]+\.wasm-base64\.mjs)"\)/;
const readCompiler = (_, name) => {
  const file = `new URL(import.meta.resolve(${JSON.stringify(name)}))`;
  return `const wasm = (await (await import("node:fs/promises")).readFile(${file}, "latin1")).split('"')[1] ?? ""`;
};

/**
 * Files that read others beside them (data, migrations, the page) find them from where their source would be, seen from
 * the program: the whole can be moved.
 */
const ownAddress = {
  name: "own-address",
  setup({ onLoad }) {
    onLoad({ filter: /\.ts$/ }, async ({ path }) => {
      const text = await readFile(path, "utf8");
      const source = JSON.stringify(relative(outdir, path).replaceAll("\\", "/"));
      const own = text.replaceAll(/\bimport\.meta\.url\b/g, `new URL(${source}, import.meta.url).href`);
      return { contents: own.replace(compilerImport, readCompiler), loader: "ts" };
    });
  },
};

/** Packages that stay where they are: they have a native part, files beside them or a worker, or may be missing. */
const external = [
  ...["@prisma/*", "libsql", "pg", "@resvg/resvg-js", "@embedpdf/fonts-sc", "pino", "pino-pretty"],
  ...["esbuild", "echarts", "discord-api-spec", "zlib-sync", "bufferutil", "utf-8-validate"],
];
/** CommonJS packages in a file of modules still ask for Node's own. */
const require = `import { createRequire as requireFrom } from "node:module"; const require = requireFrom(import.meta.url);`;

/** What is left out stays an import, which fails. */
const leftOut = {
  name: "left-out",
  setup({ onResolve }) {
    if (isBare) onResolve({ filter: /\/playground\/start\.ts$/ }, ({ path }) => ({ path, external: true }));
  },
};

const { metafile } = await build({
  absWorkingDir: root,
  entryPoints: ["src/main.ts"],
  outdir,
  bundle: true,
  splitting: true,
  external,
  banner: { js: require },
  platform: "node",
  format: "esm",
  target: "node20",
  sourcemap: true,
  sourcesContent: false,
  plugins: [leftOut, ownAddress],
  logLevel: "warning",
  metafile: true,
});

// Afterwards, so that a program that is just starting from the same folder finds its parts.
const parts = new Set(Object.keys(metafile.outputs).map((path) => basename(path)));
for (const name of await readdir(outdir)) if (!parts.has(name)) await rm(join(outdir, name));
await chmod(join(outdir, "main.js"), 0o755);
