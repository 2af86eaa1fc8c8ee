/** The playground's time: releases that appear, days that pass, and what goes wrong, with the whole program behind it. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pino } from "pino";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readEnv } from "../../src/app/env.ts";
import { buildLabdex } from "../../src/app/labdex.ts";
import { createHeard } from "../../src/app/playground/heard.ts";
import type {
  Happened,
  PersonResponse,
  TimeState,
  WorldSnapshot,
} from "../../src/playground/page/protocol.ts";
import { ids } from "../../src/playground/world/default-world.ts";

const day = 24 * 3_600_000;
const folder = mkdtempSync(join(tmpdir(), "labdex-time-"));
const heard = createHeard();
const log = pino({ level: "info" }, { write: heard.write });
let labdex: Awaited<ReturnType<typeof buildLabdex>>;
let url = "";

async function call<T>(path: string, body?: object): Promise<T> {
  const headers = { "content-type": "application/json" };
  const how = body === undefined ? {} : { method: "POST", headers, body: JSON.stringify(body) };
  return (await (await fetch(`${url}${path}`, how)).json()) as T;
}
const happen = (body: object) => call<Happened>("/page/time", body);
const time = () => call<TimeState>("/page/time");
const world = (as: string) => call<WorldSnapshot>(`/page/world?as=${as}&channel=${ids.general}`);
const subscribe = (options: Record<string, string>) =>
  call<PersonResponse>("/page/act", {
    ...{ do: "slash", command: "subscribe", subcommand: "add", options },
    ...{ as: ids.moderator, channel: ids.general, locale: "en-US" },
  });
const fault = (name: string, is: boolean, channel: string = ids.models) =>
  happen({ do: "fault", fault: name, channel, is });
/** Lets the next held-back release appear. */
async function next() {
  const release = (await time()).releases.find(({ isOut }) => !isOut);
  return { release, happened: await happen({ do: "appear", id: release?.id }) };
}

beforeAll(async () => {
  const env = readEnv({
    ...{ DATABASE_URL: `file:${join(folder, "a.db")}`, PLAYGROUND_PORT: "0" },
    ...{ HF_API_URL: "http://127.0.0.1:9", MODELS_DEV_URL: "http://127.0.0.1:9" },
    OPENROUTER_URL: "http://127.0.0.1:9",
  });
  labdex = await buildLabdex(env, log, heard);
  url = (await labdex.start()).url ?? "";
}, 60_000);
afterAll(async () => {
  await labdex.stop(0);
  rmSync(folder, { recursive: true });
});

describe("releases", () => {
  test("a dozen real ones are held back, and no channel gets what it has not asked for", async () => {
    const { releases } = await time();
    expect(releases).toHaveLength(12);
    expect(releases.every(({ isOut, day: on }) => !isOut && on !== undefined)).toBe(true);
    const { happened } = await next();
    expect(happened.posts).toEqual([]);
    expect(happened.said).toContain("Announced");
  });

  test("one arrives in the channels that follow it: at once here, with the next digest there", async () => {
    await subscribe({ channel: ids.models });
    await subscribe({ channel: ids.announcements, cadence: "daily" });
    const { release, happened } = await next();
    expect(happened.said).toContain(release?.title);
    expect(happened.posts.map(({ channel }) => channel)).toContain(ids.models);
    const passed = await happen({ do: "pass", ms: day });
    expect([...happened.posts, ...passed.posts].map(({ channel }) => channel)).toContain(ids.announcements);
  }, 30_000);

  test("others of them follow, each once", async () => {
    for (let count = 0; count < 3; count += 1) {
      const { release, happened } = await next();
      expect(
        happened.posts.map(({ channel }) => channel),
        release?.title,
      ).toContain(ids.models);
    }
    expect((await time()).releases.filter(({ isOut }) => isOut)).toHaveLength(5);
  }, 60_000);

  test("one that is made up arrives like any other, once", async () => {
    const made = { do: "make up", lab: "zhipu", name: "GLM-99", kind: "weights", parameters: 900 };
    const { said, posts } = await happen(made);
    expect(said).toContain("Announced: GLM-99");
    expect(posts).toContainEqual(expect.objectContaining({ channel: ids.models }));
    expect((await happen({ do: "check" })).posts).toEqual([]);
  });

  test.each([
    [{ do: "appear", id: "zhipu/nothing" }, /out already/],
    [{ do: "make up", lab: "nobody", name: "X-1", kind: "weights" }, /no such lab/],
    [{ do: "make up", lab: "zhipu", name: "", kind: "weights" }, /"name"/],
    [{ do: "pass", ms: -1 }, /"ms"/],
    [{ do: "fly" }, /"do"/],
  ])("%j is refused in words", async (body, words) => {
    expect((await call<{ error: string }>("/page/time", body)).error).toMatch(words);
  });
});

describe("what goes wrong", () => {
  test("upstreams that are down are said to be so, and the release comes afterwards", async () => {
    await fault("upstreams down", true);
    expect((await happen({ do: "check" })).said).toContain("No upstream answered");
    await fault("upstreams down", false);
    await happen({ do: "pass", ms: day });
    expect((await next()).happened.posts.length).toBeGreaterThan(0);
  }, 30_000);

  test.each([
    ["discord down", "DeepSeek-V91"],
    ["rate limited", "DeepSeek-Coder-V92"],
  ])(
    "%s: the post comes when it is over, once",
    async (name, release) => {
      await fault(name, true);
      const made = { do: "make up", lab: "deepseek", name: release, kind: "weights" };
      expect((await happen(made)).posts).toEqual([]);
      await fault(name, false);
      const passed = await happen({ do: "pass", ms: day });
      const instant = passed.posts.filter(({ channel }) => channel === ids.models);
      expect(instant).toHaveLength(1);
    },
    30_000,
  );

  test("without permission the owner of the subscription is told, and a channel may be deleted and come back", async () => {
    await fault("permission taken", true);
    await happen({ do: "make up", lab: "alibaba", name: "Qwen99-7B", kind: "weights" });
    const seen = await world(ids.moderator);
    const direct = seen.channels.find(({ kind }) => kind === "direct")?.id ?? "";
    expect(JSON.stringify(seen.messages[direct])).toContain(ids.models);
    await fault("permission taken", false);
    expect((await fault("channel deleted", true)).posts).toEqual([]);
    expect((await world(ids.moderator)).channels.map(({ id }) => id)).not.toContain(ids.models);
    expect((await time()).deleted).toEqual([{ id: ids.models, name: "models" }]);
    await fault("channel deleted", false);
    expect((await world(ids.moderator)).channels.map(({ id }) => id)).toContain(ids.models);
  }, 30_000);
});
