/**
 * Puts together what the image holds, and nothing else: `node scripts/image.mjs <folder>`. The program without its
 * playground, the files that it reads, and of each package only the files that it loads. The folder can be moved, and
 * runs with Node alone. Plain JavaScript, so that it needs no loader itself.
 */
import { execFileSync } from "node:child_process";
import { cp, mkdir, readdir, readFile, realpath, rm, writeFile } from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { nodeFileTrace } from "@vercel/nft";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const target = process.argv[2];
if (target === undefined) {
  process.stderr.write("Usage: node scripts/image.mjs <folder>\n");
  process.exit(1);
}

/** As deep as dist/, so that the program finds the same files from there. */
const built = "dist-image";

/** Files that are found by a name that is only known when the program runs. */
const readByName = [
  "node_modules/@embedpdf/fonts-sc/fonts/NotoSansHans-Regular.otf",
  "node_modules/@embedpdf/fonts-sc/fonts/NotoSansHans-Bold.otf",
  "node_modules/@prisma/client/runtime/query_compiler_small_bg.sqlite.wasm-base64.mjs",
  "node_modules/@prisma/client/runtime/query_compiler_small_bg.postgresql.wasm-base64.mjs",
  "node_modules/@prisma/schema-engine-wasm/schema_engine_bg.wasm",
];
/** Packages with a part for each kind of machine; here are those that were installed for this one. */
const forThisMachine = ["node_modules/@libsql", "node_modules/@resvg"];
/** What the program reads of its own, and what comes with it. */
const own = [
  ...["labs", "models", "market", "upstream", "sources.yaml", "rankings.yaml", "benchmarks.yaml"].map(
    (name) => `data/${name}`,
  ),
  "prisma/migrations",
  "prisma/postgresql/migrations",
  "LICENSE",
];

const filesBelow = async (folder) =>
  (await readdir(join(root, folder), { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => relative(root, join(entry.parentPath, entry.name)));

async function copied(path, to = path) {
  await mkdir(dirname(join(target, to)), { recursive: true });
  await cp(await realpath(join(root, path)), join(target, to), { recursive: true });
}

execFileSync(process.execPath, [join(root, "scripts/build.mjs"), built, "--without-playground"], {
  stdio: "inherit",
});
const programs = (await filesBelow(built)).filter((path) => path.endsWith(".js"));
const { fileList, warnings } = await nodeFileTrace(
  programs.map((path) => join(root, path)),
  { base: root, conditions: ["node", "import"], ignore: ["src/**", "commands/**", "data/**", "prisma/**"] },
);
for (const warning of warnings) {
  // Optional parts that are not installed, and what was left out on purpose.
  if (!/Failed to resolve dependency/.test(warning.message)) throw warning;
}
const machine = (await Promise.all(forThisMachine.map(filesBelow))).flat();
const packages = [...fileList, ...machine, ...readByName].filter((path) => path.startsWith("node_modules/"));

await rm(target, { recursive: true, force: true });
for (const path of new Set(packages)) await copied(path);
for (const path of await filesBelow(built)) await copied(path, join("dist", relative(built, path)));
for (const path of own) await copied(path);
const { name, version, license, type, bin, engines } = JSON.parse(
  await readFile(join(root, "package.json"), "utf8"),
);
await writeFile(
  join(target, "package.json"),
  `${JSON.stringify({ name, version, license, type, bin, engines }, null, 2)}\n`,
);
await rm(join(root, built), { recursive: true });
