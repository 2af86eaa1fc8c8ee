/** Imports go one way: the code keeps to the borders in scripts/imports.ts, type imports too, and so does the editor. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
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
} from "../scripts/imports.ts";

const imports = files.flatMap(importsOf);
const textOf = (file: string) => readFileSync(join(root, file), "utf8");

describe("imports go one way", () => {
  test("the test reads the imports that are there", () => {
    expect(imports.length).toBeGreaterThan(500);
    expect(imports).toContainEqual(
      expect.objectContaining({ from: "commands/lab.ts", to: "src/command.ts" }),
    );
    expect(imports).toContainEqual(expect.objectContaining({ from: "src/bot/bot.ts", to: "discord.js" }));
  });

  test("every folder and every file at the root has a border", () => {
    expect(files.filter((file) => roomOf(file) === undefined)).toEqual([]);
  });

  test("nobody imports what the borders do not allow", () => {
    expect(wrongImports(imports).map(({ from, to }) => `${from} -> ${to}`)).toEqual([]);
  });

  test("a wrong import, of a type too, is noticed", () => {
    const wrong = { from: "src/views/model.ts", to: "src/store/open.ts", isPackage: false };
    const foreign = { from: "src/views/model.ts", to: "discord.js", isPackage: true };
    expect(wrongImports([wrong, foreign])).toEqual([wrong, foreign]);
    expect(importsOf("commands/about.ts")).toContainEqual(expect.objectContaining({ to: "src/command.ts" }));
  });

  test("there are no circles, of type imports neither", () => {
    expect(cyclesIn(imports)).toEqual([]);
  });

  test("the editor knows the same borders", () => {
    expect(textOf(biomeFile), "run: npm run borders -- --write").toBe(biomeText());
  });
});

test("the catalogue, names, search and views do no I/O and read no clock", () => {
  const pure = ["src/catalog", "src/names", "src/search", "src/views"];
  const wrong = files
    .filter((file) => pure.some((room) => inside(file, room)))
    .filter(
      (file) =>
        importsOf(file).some((one) => one.isPackage && /^(node:|fs$|http$)/.test(one.to)) ||
        /\bDate\.now\(|new Date\(\)|\bfetch\(|process\.env/.test(textOf(file)),
    );
  expect(wrong).toEqual([]);
});

test("only the program reads the environment, and hands it to env.ts", () => {
  expect(files.filter((file) => file !== "src/main.ts" && /process\.env/.test(textOf(file)))).toEqual([]);
});

test("commands/index.ts is the only barrel, and each other file there is a command on it", () => {
  expect(files.filter((file) => file.endsWith("/index.ts"))).toEqual(["commands/index.ts"]);
  const own = files.filter((file) => inside(file, "commands") && file !== "commands/index.ts");
  expect(importsOf("commands/index.ts").map(({ to }) => to)).toEqual(expect.arrayContaining(own));
});

test("rooms that are gone have no border any more", () => {
  expect(Object.keys(borders).filter((room) => !existsSync(join(root, room)))).toEqual([]);
});
