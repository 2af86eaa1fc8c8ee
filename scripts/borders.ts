/**
 * `npm run borders`: who imports what, room by room, and whether the borders hold. With `--write` the borders are also
 * written for Biome, which shows them in the editor.
 */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import {
  biomeFile,
  biomeText,
  borders,
  cyclesIn,
  files,
  importsOf,
  inside,
  roomOf,
  root,
  wrongImports,
} from "./imports.ts";

const say = (line: string) => process.stdout.write(`${line}\n`);
const imports = files.flatMap(importsOf);
const known = imports.map(({ from, to, isPackage }) => ({
  from: roomOf(from),
  to: isPackage ? to : (roomOf(to) ?? to),
  isPackage,
}));

/** `name (3)` for each name, the most imported first. */
function counted(names: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts]
    .sort(([, a], [, b]) => b - a)
    .map(([name, count]) => `${name} (${count})`)
    .join(", ");
}

for (const room of Object.keys(borders)) {
  const own = known.filter((one) => one.from === room && one.to !== room);
  say(`${room}: ${files.filter((file) => inside(file, room) && roomOf(file) === room).length} files`);
  say(
    `  imports   ${counted(own.filter((one) => !one.isPackage).map((one) => one.to)) || "nothing of ours"}`,
  );
  say(`  packages  ${counted(own.filter((one) => one.isPackage).map((one) => one.to)) || "none"}`);
}
const wrong = wrongImports(imports).map(({ from, to }) => `wrong: ${from} -> ${to}`);
const cycles = cyclesIn(imports).map((files) => `circle: ${files.join(" -> ")}`);
const homeless = files.filter((file) => roomOf(file) === undefined).map((file) => `no border: ${file}`);
for (const line of [...wrong, ...cycles, ...homeless]) say(line);
say(
  `${imports.length} imports, ${wrong.length} wrong, ${cycles.length} circles, ${homeless.length} files without a border.`,
);
if (wrong.length + cycles.length + homeless.length > 0) process.exitCode = 1;

if (process.argv.includes("--write")) writeFileSync(join(root, biomeFile), biomeText());
