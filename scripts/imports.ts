/**
 * Who may import what: the one table of it. `tests/architecture.test.ts` holds the code to it, `biome.json` shows it in
 * the editor, `npm run borders` prints it. Type imports count like any other.
 */
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("..", import.meta.url));

/** What a room (a folder, or a file at the root of `src`) may import besides itself. A path is a folder or a file. */
export const borders: Readonly<Record<string, readonly string[]>> = {
  "src/defined.ts": [],
  "src/clean-text.ts": [],
  "src/start-error.ts": [],
  "src/names": [],
  "src/catalog": ["src/names"],
  "src/search": ["src/names", "src/catalog"],
  "src/ask": ["src/names", "src/catalog", "src/search"],
  "src/messages": [],
  "src/releases": ["src/names", "src/catalog"],
  // What jobs need of the stores is a Pick of their types.
  "src/subscriptions": [
    ...["src/catalog", "src/releases", "src/store/delivery-store.ts", "src/store/release-store.ts"],
    "src/store/subscription-store.ts",
  ],
  "src/views": [
    ...["src/catalog", "src/messages", "src/subscriptions/types.ts"],
    // What a question came to, as plain data.
    ...["src/ask/question.ts", "src/ask/aspect.ts", "src/ask/most.ts"],
    ...["src/releases/types.ts", "src/releases/news.ts", "src/releases/health.ts"],
  ],
  "src/charts": ["src/views"],
  "src/store": ["src/catalog", "src/releases", "src/subscriptions"],
  "src/command.ts": [
    ...[
      "src/catalog",
      "src/search",
      "src/charts",
      "src/releases",
      "src/subscriptions/service.ts",
      "src/views",
    ],
  ],
  "src/answers": [
    ...["src/command.ts", "src/catalog", "src/search", "src/ask", "src/releases", "src/subscriptions"],
    ...["src/views", "src/messages"],
  ],
  commands: [
    ...["src/command.ts", "src/answers", "src/catalog", "src/search", "src/releases", "src/subscriptions"],
    ...["src/views", "src/messages"],
  ],
  "src/bot": [
    ...[
      "src/command.ts",
      "src/start-error.ts",
      "src/views",
      "src/messages",
      "src/catalog",
      "src/subscriptions",
    ],
  ],
  "src/playground/contract": [],
  "src/playground/world": ["src/playground/contract"],
  "src/playground/gateway": ["src/playground/contract", "src/playground/world"],
  "src/playground/rest": ["src/playground/contract", "src/playground/world"],
  "src/playground/person": ["src/playground/contract", "src/playground/world", "src/playground/gateway"],
  "src/playground/page": [
    ...["src/playground/world", "src/playground/person", "src/playground/rest/faults.ts"],
    ...["src/playground/contract", "src/playground/local-discord.ts"],
  ],
  "src/playground/local-discord.ts": [
    ...["src/playground/contract", "src/playground/world", "src/playground/gateway", "src/playground/rest"],
    "src/playground/person",
  ],
  "src/playground/start.ts": ["src/playground/local-discord.ts", "src/playground/page"],
  "src/http": ["src/start-error.ts"],
  "src/api": ["src/http", "src/catalog", "src/releases", "src/views"],
  "src/mcp": [
    ...["src/command.ts", "src/answers", "src/ask", "src/catalog", "src/search", "src/views", "src/messages"],
    "commands",
  ],
  // The one room that builds things, and so knows all others.
  "src/app": ["src", "commands"],
  "src/main.ts": ["src/app"],
};

/** What every room may import. */
export const common: readonly string[] = ["src/defined.ts", "src/clean-text.ts"];

/** Packages that only some rooms may know. */
export const packageHomes: Readonly<Record<string, readonly string[]>> = {
  "discord.js": ["src/bot"],
  "@prisma/client": ["src/store"],
  "@prisma/adapter-libsql": ["src/store"],
  "@prisma/adapter-pg": ["src/store"],
  "@libsql/client": ["src/store"],
  "fuse.js": ["src/search"],
  "pinyin-pro": ["src/search"],
  ws: ["src/playground"],
  "discord-api-spec": ["src/playground"],
  "@discordjs/builders": ["commands"],
  echarts: ["src/charts"],
  "@resvg/resvg-js": ["src/charts"],
  "prom-client": ["src/http"],
  "@modelcontextprotocol/sdk": ["src/mcp", "src/app"],
  pino: ["src/app", "src/bot", "src/releases"],
};

export interface Import {
  from: string;
  /** File inside the project, or the package's name. */
  to: string;
  isPackage: boolean;
}

export const inside = (path: string, room: string): boolean => path === room || path.startsWith(`${room}/`);

const statement =
  /(?:^|\n)\s*(?:import|export)\s+(?:type\s)?(?:[^"';]*?\sfrom\s+)?["']([^"']+)["']|\bimport\(\s*["']([^"']+)["']\s*\)/g;

export function importsOf(file: string): Import[] {
  const text = readFileSync(join(root, file), "utf8");
  return [...text.matchAll(statement)].map(([, static_, dynamic]) => {
    const specifier = static_ ?? dynamic ?? "";
    if (specifier.startsWith("."))
      return { from: file, to: relative(root, resolve(root, dirname(file), specifier)), isPackage: false };
    const parts = specifier.split("/").slice(0, specifier.startsWith("@") ? 2 : 1);
    return { from: file, to: parts.join("/"), isPackage: true };
  });
}

function filesIn(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .map((name) => join(folder, name))
    .filter((name) => name.endsWith(".ts") && !name.includes("generated"));
}

/** Every source file of the program, without what Prisma generates. */
export const files: readonly string[] = [...filesIn("src"), ...filesIn("commands")].sort();

/** The room that a file belongs to: the most exact one. */
export function roomOf(file: string): string | undefined {
  return Object.keys(borders)
    .filter((room) => inside(file, room))
    .sort((a, b) => b.length - a.length)[0];
}

/** Imports that no border allows. */
export function wrongImports(imports: readonly Import[]): Import[] {
  return imports.filter(({ from, to, isPackage }) => {
    if (isPackage) return packageHomes[to]?.some((home) => inside(from, home)) === false;
    const room = roomOf(from);
    const mayKnow = [...(room === undefined ? [] : [room, ...(borders[room] ?? [])]), ...common];
    return !mayKnow.some((other) => inside(to, other));
  });
}

/** Circles of imports, each as its files in order. */
export function cyclesIn(imports: readonly Import[]): string[][] {
  const edges = new Map<string, string[]>();
  for (const { from, to } of imports.filter((one) => !one.isPackage))
    edges.set(from, [...(edges.get(from) ?? []), to]);
  const done = new Set<string>();
  const cycles: string[][] = [];
  const visit = (file: string, path: readonly string[]): void => {
    if (path.includes(file)) {
      cycles.push([...path.slice(path.indexOf(file)), file]);
      return;
    }
    if (done.has(file)) return;
    for (const next of edges.get(file) ?? []) visit(next, [...path, file]);
    done.add(file);
  };
  for (const file of edges.keys()) visit(file, []);
  return cycles;
}

/** A specifier that leads into a room, as Biome's patterns have it. */
function specifierOf(path: string, from: string): string {
  const isOutside = !inside(from, "src/playground");
  const below =
    isOutside && inside(path, "src/playground") ? "playground" : path.split("/").slice(-1).join("");
  return path.endsWith(".ts") ? `**/${path.split("/").slice(-2).join("/")}` : `**/${below}/**`;
}

/** The file that biome.json extends; generated. */
export const biomeFile = "scripts/borders.biome.json";

/** The same borders as Biome's rule, for the editor, one room a line: what it may not import. Folders only. */
export function biomeText(): string {
  const overrides = Object.entries(borders).map(([room, others]) => {
    const mayKnow = [room, ...others];
    const closed = Object.keys(borders).filter(
      (other) =>
        !other.endsWith(".ts") && !inside(room, other) && !mayKnow.some((known) => inside(other, known)),
    );
    const partly = others.filter((other) => closed.some((each) => inside(other, each)));
    const group = [
      ...new Set(closed.map((other) => specifierOf(other, room))),
      ...partly.map((other) => `!${specifierOf(other, room)}`),
    ];
    const message = `${room} knows only ${["itself", ...others].join(", ")}: see scripts/imports.ts`;
    const foreign = Object.entries(packageHomes).filter(
      ([, homes]) => !homes.some((home) => inside(room, home) || inside(home, room)),
    );
    const options = {
      ...(group.length === 0 ? {} : { patterns: [{ group, message }] }),
      paths: Object.fromEntries(foreign.map(([name, homes]) => [name, `only ${homes.join(", ")} knows it`])),
    };
    return {
      includes: [room.endsWith(".ts") ? room : `${room}/**`],
      linter: { rules: { style: { noRestrictedImports: { level: "error", options } } } },
    };
  });
  return `{ "overrides": [\n${overrides.map((one) => JSON.stringify(one)).join(",\n")}\n] }\n`;
}
