/** What a host runs beside the bot, as the host sees it. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { runHostCommand } from "../../src/app/host/commands.ts";
import { startLocalDiscord } from "../../src/playground/local-discord.ts";
import { ids } from "../../src/playground/world/default-world.ts";
import { createSubscriptionStore } from "../../src/store/subscription-store.ts";
import { createUpstreamStore } from "../../src/store/upstream-store.ts";
import { databaseIn, temporaryFolder, withStore } from "../store/support.ts";
import { settings } from "../support/delivery.ts";

/** Runs a command and returns its exit code and what it said. */
async function host(command: string, variables: Record<string, string>) {
  const lines: string[] = [];
  const code = await runHostCommand(command.split(" "), variables, (line) => void lines.push(line));
  return { code, said: lines.join("\n") };
}

/** A Discord, upstreams that answer, and a database with one subscription. */
async function place() {
  const discord = await startLocalDiscord();
  const upstream = createServer((_request, response) => void response.end());
  await new Promise<void>((resolve) => upstream.listen(0, "127.0.0.1", resolve));
  onTestFinished(async () => {
    upstream.close();
    await discord.close();
  });
  const url = `http://127.0.0.1:${(upstream.address() as AddressInfo).port}`;
  const variables = {
    DISCORD_TOKEN: discord.token,
    DISCORD_API_URL: discord.apiUrl,
    DATABASE_URL: databaseIn(temporaryFolder()),
    HF_API_URL: url,
    MODELS_DEV_URL: url,
    OPENROUTER_URL: url,
  };
  await withStore(variables.DATABASE_URL, (store) =>
    createSubscriptionStore(store).add(settings(), new Date()),
  );
  return { discord, variables };
}

describe("labdex doctor", () => {
  test("where all is well, says what it looked at and ends with 0", async () => {
    const { variables } = await place();
    const { code, said } = await host("doctor", variables);
    expect(said).not.toContain("FAULT");
    for (const part of [
      "Node 2",
      "the token is",
      "SQLite, ",
      "MB free",
      "clock",
      "sessions left",
      "OpenRouter",
    ])
      expect(said).toContain(part);
    expect(said).toContain("it may post in the 1 subscribed channels");
    expect(code).toBe(0);
  });

  test("names a channel that it may not post in, and a setting that nobody knows", async () => {
    const { discord, variables } = await place();
    const everyone = discord.world.guild(ids.home)?.roles.get(ids.home);
    if (everyone !== undefined) everyone.permissions = "0";
    discord.world.setBotPermissions(ids.general, ["ViewChannel", "SendMessages"]);
    const { code, said } = await host("doctor", { ...variables, DISCORD_TOKN: "x" });
    expect(said).toContain(
      `FAULT #general (${ids.general}) does not allow Embed Links, Read Message History.`,
    );
    expect(said).toContain("look  The setting DISCORD_TOKN is not known");
    expect(code).toBe(1);
  });

  test("a refused token, a Discord and upstreams that are away are said, and nothing throws", async () => {
    const { variables } = await place();
    const refused = await host("doctor", { ...variables, DISCORD_TOKEN: "MTAw.wrong.token" });
    expect(refused.said).toContain("FAULT Discord refuses the token");
    const nowhere = "http://127.0.0.1:9";
    const away = await host("doctor", {
      ...variables,
      DISCORD_API_URL: `${nowhere}/api`,
      HF_API_URL: nowhere,
    });
    expect(away.said).toContain("FAULT Discord cannot be reached");
    expect(away.said).toContain("look  Hugging Face cannot be reached");
    expect([refused.code, away.code]).toEqual([1, 1]);
  });
});

test("labdex register brings the commands in line, and then has nothing to do", async () => {
  const { discord, variables } = await place();
  expect((await host("register", variables)).said).toMatch(/added: .*\/model/);
  expect(discord.commands().length).toBeGreaterThan(5);
  expect((await host("register", variables)).said).toContain("Nothing had to change.");
});

test("a command that is not known, or is called wrongly, is one sentence", async () => {
  const variables = { DATABASE_URL: databaseIn(temporaryFolder()) };
  await expect(host("frobnicate", variables)).rejects.toThrow("`labdex help` lists them");
  await expect(host("backup", variables)).rejects.toThrow("Usage: labdex backup FILE");
  await expect(host("move --from file:x", variables)).rejects.toThrow("Usage: labdex move --from");
  await expect(host("backup x", variables)).rejects.toThrow("There is no database at");
  const help = await host("help", {});
  for (const name of ["doctor", "backup", "restore", "move", "register", "releases check"])
    expect(help.said).toContain(`labdex ${name}`);
});

test("labdex backup and restore, over the command line", async () => {
  const { variables } = await place();
  const file = join(temporaryFolder(), "backup.db");
  expect((await host(`backup ${file}`, variables)).said).toContain("1 subscriptions");
  await expect(host(`backup ${file}`, variables)).rejects.toThrow("is there already");
  const other = { ...variables, DATABASE_URL: databaseIn(temporaryFolder()) };
  expect((await host(`restore ${file}`, other)).said).toContain("1 subscriptions");
  await expect(host("restore nothing.db", other)).rejects.toThrow("cannot be read");
});

test("what owners decided is listed and taken back", async () => {
  const variables = { DATABASE_URL: databaseIn(temporaryFolder()) };
  await withStore(variables.DATABASE_URL, async (store) =>
    createUpstreamStore(store).decide({ lab: "zhipu", word: "toy", decision: "reject" }, "5", new Date()),
  );
  expect((await host("releases rules", variables)).said).toContain("zhipu toy: no release");
  expect(await host("releases lift zhipu toy", variables)).toMatchObject({ code: 0 });
  expect(await host("releases lift zhipu toy", variables)).toMatchObject({ code: 1 });
  expect((await host("releases rules", variables)).said).toContain("No decisions are remembered.");
});
