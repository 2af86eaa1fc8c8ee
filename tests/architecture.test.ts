/** Imports go one way. Each rule names who may import what; a wrong import or a cycle fails here. */
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";

const root = fileURLToPath(new URL("..", import.meta.url));

interface Import {
  from: string;
  /** File inside the project, or the package's name. */
  to: string;
  isPackage: boolean;
  typeOnly: boolean;
}

function filesIn(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .map((name) => join(folder, name))
    .filter((name) => name.endsWith(".ts") && !name.includes("generated"));
}

const statement =
  /(?:^|\n)\s*(?:import|export)\s+(type\s)?(?:[^"';]*?\sfrom\s+)?["']([^"']+)["']|\bimport\(\s*["']([^"']+)["']\s*\)/g;

function importsOf(file: string): Import[] {
  const text = readFileSync(join(root, file), "utf8");
  return [...text.matchAll(statement)].map((match) => {
    const specifier = match[2] ?? match[3] ?? "";
    const isPackage = !specifier.startsWith(".");
    const to = isPackage
      ? specifier
          .split("/")
          .slice(0, specifier.startsWith("@") ? 2 : 1)
          .join("/")
      : relative(root, resolve(root, dirname(file), specifier));
    return { from: file, to, isPackage, typeOnly: match[1] !== undefined };
  });
}

const files = [...filesIn("src"), ...filesIn("commands")];
const imports = files.flatMap(importsOf);
const inside = (path: string, folder: string) => path === folder || path.startsWith(`${folder}/`);

/** What the files of a folder may import besides files of the same folder. A path is a folder or a file. */
const allowed: Record<string, readonly string[]> = {
  "src/catalog": [],
  "src/messages": [],
  "src/views": [
    "src/catalog",
    "src/messages",
    "src/releases/types.ts",
    "src/releases/news.ts",
    "src/releases/health.ts",
    "src/subscriptions/types.ts",
  ],
  "src/releases": ["src/catalog"],
  "src/subscriptions": ["src/catalog", "src/releases"],
  "src/charts": ["src/views"],
  "src/store": ["src/catalog", "src/releases", "src/subscriptions"],
  "src/playground": [],
  "src/bot": [
    "src/command.ts",
    "src/views",
    "src/messages",
    "src/catalog",
    "src/subscriptions",
    "src/start-error.ts",
  ],
  "src/data-check": ["src/catalog"],
  "src/answers": [
    "src/command.ts",
    "src/views",
    "src/messages",
    "src/catalog",
    "src/releases",
    "src/subscriptions",
  ],
  commands: [
    "src/command.ts",
    "src/answers",
    "src/views",
    "src/messages",
    "src/catalog",
    "src/releases",
    "src/subscriptions",
  ],
};

/** Packages that only one place may know. */
const packageHomes: Record<string, readonly string[]> = {
  "discord.js": ["src/bot"],
  "@prisma/client": ["src/store"],
  "@prisma/adapter-libsql": ["src/store"],
  "@libsql/client": ["src/store"],
  "fuse.js": ["src/catalog/search"],
  "pinyin-pro": ["src/catalog/search"],
  ws: ["src/playground"],
  "discord-api-spec": ["src/playground"],
  "@discordjs/builders": ["commands"],
  echarts: ["src/charts"],
  "@resvg/resvg-js": ["src/charts"],
};

describe("imports go one way", () => {
  test("the test reads the imports that are there", () => {
    expect(imports.length).toBeGreaterThan(50);
    expect(imports).toContainEqual(expect.objectContaining({ from: "src/main.ts", to: "src/bot/bot.ts" }));
  });

  for (const [folder, others] of Object.entries(allowed)) {
    test(`${folder} imports only ${["itself", ...others].join(", ")}`, () => {
      const wrong = imports
        .filter((one) => !one.isPackage && inside(one.from, folder))
        .filter((one) => !inside(one.to, folder) && !others.some((other) => inside(one.to, other)))
        .map((one) => `${one.from} -> ${one.to}`);
      expect(wrong).toEqual([]);
    });
  }

  for (const [name, homes] of Object.entries(packageHomes)) {
    test(`only ${homes.join(", ")} knows ${name}`, () => {
      const wrong = imports
        .filter((one) => one.isPackage && one.to === name && !homes.some((home) => inside(one.from, home)))
        .map((one) => one.from);
      expect(wrong).toEqual([]);
    });
  }

  test("the catalogue and the views do no I/O and read no clock", () => {
    const io = /^(node:|fs$|http$)/;
    const pure = files.filter((file) => inside(file, "src/catalog") || inside(file, "src/views"));
    const wrong = pure.filter(
      (file) =>
        importsOf(file).some((one) => one.isPackage && io.test(one.to)) ||
        /\bDate\.now\(|new Date\(\)|\bfetch\(|process\.env/.test(readFileSync(join(root, file), "utf8")),
    );
    expect(wrong).toEqual([]);
  });

  test("only the programs read the environment, and hand it to env.ts", () => {
    const programs = ["src/main.ts", "src/data-check.ts"];
    const wrong = files.filter(
      (file) => !programs.includes(file) && /process\.env/.test(readFileSync(join(root, file), "utf8")),
    );
    expect(wrong).toEqual([]);
  });

  test("there are no cycles", () => {
    const edges = new Map<string, string[]>();
    for (const one of imports.filter((each) => !each.isPackage && !each.typeOnly)) {
      edges.set(one.from, [...(edges.get(one.from) ?? []), one.to]);
    }
    const done = new Set<string>();
    const cycles: string[] = [];
    const visit = (file: string, path: readonly string[]): void => {
      if (path.includes(file)) {
        cycles.push([...path.slice(path.indexOf(file)), file].join(" -> "));
        return;
      }
      if (done.has(file)) return;
      for (const next of edges.get(file) ?? []) visit(next, [...path, file]);
      done.add(file);
    };
    for (const file of files) visit(file, []);
    expect(cycles).toEqual([]);
  });

  test("commands/index.ts is the only barrel, and lists every command", () => {
    expect(files.filter((file) => file.endsWith("/index.ts"))).toEqual(["commands/index.ts"]);
  });
});
