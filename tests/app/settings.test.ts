/** What a host is told about settings and Node before anything runs. */
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { settingNames } from "../../src/app/env.ts";
import { misspelt } from "../../src/app/misspelt.ts";
import { nodeProblem } from "../../src/app/node-version.ts";

const meant: [given: string, meant: string][] = [
  ["DISCORD_TOKN", "DISCORD_TOKEN"],
  ["discord_token", "DISCORD_TOKEN"],
  ["DISCORD-TOKEN", "DISCORD_TOKEN"],
  ["DISCORD_BOT_TOKEN", "DISCORD_TOKEN"],
  ["DATABSE_URL", "DATABASE_URL"],
  ["OWNER_ID", "OWNER_IDS"],
  ["REVIEW_CHANEL_ID", "REVIEW_CHANNEL_ID"],
  ["LABDEX_LOG_LEVEL", "LOG_LEVEL"],
];
test.each(meant)("%s is taken for %s", (given, name) => {
  expect(misspelt([given], settingNames)).toEqual([
    `The setting ${given} is not known and does nothing: is ${name} meant?`,
  ]);
});

test("settings, and what other programs have in the environment, are left alone", () => {
  const others = ["PATH", "HOME", "LANG", "GH_TOKEN", "HF_HOME", "HF_TOKEN_PATH", "NODE_ENV", "PORT", "CI"];
  expect(misspelt([...settingNames, ...others], settingNames)).toEqual([]);
});

test("a Node that is too old is said so, with what is needed, which is what package.json says", () => {
  const { engines } = JSON.parse(readFileSync("package.json", "utf8")) as { engines: { node: string } };
  for (const old of ["16.20.2", "18.20.8", "20.18.3"]) {
    expect(nodeProblem(old)).toMatch(/^Labdex needs Node 20\.19 or later; this is .*\d: install/);
  }
  for (const version of ["20.19.0", "20.20.2", "22.1.0", "24.0.0"])
    expect(nodeProblem(version)).toBeUndefined();
  expect(engines.node).toBe(">=20.19");
});
