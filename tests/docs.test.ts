/** What the documents for hosts say exists: settings, commands, figures, files. */
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { validate } from "dockerfile-utils";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { settingNames } from "../src/app/env.ts";
import { hostUsage } from "../src/app/host/commands.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
const read = (file: string) => readFileSync(join(root, file), "utf8");
const documents = ["README.md", "docs/hosting.md", "PRIVACY.md", "SECURITY.md", "CHANGELOG.md"];

test.each(documents)("%s links to files that are there", (file) => {
  const links = [...read(file).matchAll(/\]\((?!https?:|#)([^)#]+)(?:#[^)]*)?\)/g)].map(
    ([, path]) => path ?? "",
  );
  expect(links.filter((path) => !existsSync(join(root, dirname(file), path)))).toEqual([]);
});

test("README explains every setting, and no other", () => {
  const rows = [...read("README.md").matchAll(/^\| ((?:`[A-Z_]+`(?:, )?)+) \|/gm)].flatMap(([, names = ""]) =>
    [...names.matchAll(/`([A-Z_]+)`/g)].map(([, name]) => name),
  );
  expect(rows.toSorted()).toEqual([...settingNames].sort());
});

test("every command of the host's in the documents is one, and README lists them all", () => {
  const known = [...hostUsage.matchAll(/^ {2}labdex (\w+)/gm)].map(([, name]) => name);
  for (const file of documents)
    for (const [, name] of read(file).matchAll(
      /`?labdex (?:-- )?(doctor|backup|restore|move|register|releases|mcp|healthy|\w+) (?:FILE|--from|check)/g,
    ))
      expect(known).toContain(name);
  for (const name of known) expect(read("README.md")).toMatch(new RegExp(`\\| \`${name}[ \`]`));
});

test("compose files, the settings' example and the image name settings that exist", () => {
  const names = new Set([...settingNames, "POSTGRES_PASSWORD"]);
  for (const [, name = ""] of read(".env.example").matchAll(/^#?([A-Z_]+)=/gm)) expect(names).toContain(name);
  for (const file of ["compose.yaml", "compose.scale.yaml"]) {
    const { services } = parse(read(file), { merge: true }) as {
      services: Record<string, { read_only?: boolean; build?: string; environment?: Record<string, string> }>;
    };
    for (const service of Object.values(services).filter(({ build }) => build !== undefined)) {
      expect(service.read_only).toBe(true);
      for (const name of Object.keys(service.environment ?? {})) expect(names).toContain(name);
    }
  }
});

test("the Dockerfile is sound", () => {
  expect(validate(read("Dockerfile")).map(({ message }) => message)).toEqual([]);
});

test("the changelog has the program's version", () => {
  const { version } = JSON.parse(read("package.json")) as { version: string };
  expect(read("CHANGELOG.md")).toContain(`## ${version}\n`);
});
