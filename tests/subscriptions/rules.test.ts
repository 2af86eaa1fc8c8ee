import { PermissionFlagsBits } from "discord-api-types/v10";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { backOffMs, classify, failureVerdict, type SendFailure } from "../../src/subscriptions/classify.ts";
import { filterText, parseFilters, wants } from "../../src/subscriptions/filters.ts";
import { carriesNonce, nonceOf } from "../../src/subscriptions/nonce.ts";
import { type Answered, createPacer } from "../../src/subscriptions/pacer.ts";
import { mayPing, missingPermissions } from "../../src/subscriptions/permissions.ts";
import type { Filters } from "../../src/subscriptions/types.ts";
import { customId } from "../../src/views/custom-id.ts";
import { ready, realCatalog } from "../support/delivery.ts";

describe("what a failure leads to", () => {
  const refused = (status: number, code: number): SendFailure => ({
    kind: "refused",
    status,
    code,
    message: "m",
  });
  const cases: [string, SendFailure, object][] = [
    ["unknown channel", refused(404, 10003), { do: "retire" }],
    ["unknown guild", refused(404, 10004), { do: "retire" }],
    ["unknown message after a nonce", refused(404, 10008), { do: "done" }],
    ["missing access", refused(403, 50001), { do: "pause" }],
    ["missing permission", refused(403, 50013), { do: "pause" }],
    ["locked thread", refused(403, 160005), { do: "pause" }],
    ["wrong channel type", refused(400, 50024), { do: "pause" }],
    ["a forum now", refused(400, 40058), { do: "pause" }],
    ["an unknown 403", refused(403, 0), { do: "pause" }],
    ["archived thread", refused(400, 50083), { do: "unarchive" }],
    ["our bug", refused(400, 50035), { do: "drop", bug: true }],
    ["an unknown 400", refused(400, 99999), { do: "drop", bug: true }],
    ["an unknown route", refused(404, 0), { do: "drop", bug: true }],
    ["automod", refused(400, 200000), { do: "drop", bug: false }],
    ["harmful link", refused(400, 240000), { do: "drop", bug: false }],
    ["slow mode", refused(429, 20016), { do: "wait", global: false }],
    ["write limit", refused(429, 20028), { do: "wait", global: false }],
    [
      "a limit",
      { kind: "limited", retryAfterMs: 1234, global: true },
      { do: "wait", ms: 1234, global: true },
    ],
    ["a limit of nothing", { kind: "limited", retryAfterMs: 0, global: false }, { do: "wait", ms: 50 }],
    ["no answer", { kind: "unsure", message: "AbortError" }, { do: "retry", unsure: true }],
    ["500", refused(500, 0), { do: "retry", unsure: true }],
    ["504", refused(504, 0), { do: "retry", unsure: true }],
    ["401", refused(401, 0), { do: "stop" }],
  ];
  test.each(cases)("%s", (_name, failure, verdict) => {
    expect(classify(failure)).toMatchObject(verdict);
  });

  test("the reason says what Discord said", () => {
    expect(classify(refused(403, 50013))).toEqual({ do: "pause", reason: "m (50013)" });
  });

  test("back-off grows, is spread, and ends at a quarter of an hour", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1_000 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (attempts, random) => {
          const ms = backOffMs(attempts, random);
          expect(ms).toBeGreaterThanOrEqual(1_000);
          expect(ms).toBeLessThanOrEqual(900_000);
        },
      ),
    );
    expect(backOffMs(1, 0)).toBeLessThan(backOffMs(1, 1));
    expect(backOffMs(3, 0)).toBe(4_000);
  });

  test("a channel is tried again after 2, 6, 12, 24 and 48 hours, then given up", () => {
    const hours = [1, 2, 3, 4, 5].map((count) => {
      const verdict = failureVerdict(count);
      return verdict.retire ? "retire" : verdict.retryAfterMs / 3_600_000;
    });
    expect(hours).toEqual([2, 6, 12, 24, 48]);
    expect(failureVerdict(6)).toEqual({ retire: true });
  });
});

describe("filters", () => {
  const catalog = realCatalog();
  const check = (filters: Partial<Filters>, model: string) =>
    wants(
      { labs: [], variants: "all", ...filters },
      { ...ready(model), id: "x", detectedAt: new Date(0) },
      catalog.models.get(model),
    );
  test.each<[Partial<Filters>, string, boolean]>([
    [{}, "zhipu/glm-5", true],
    [{ labs: ["zhipu"] }, "zhipu/glm-5", true],
    [{ labs: ["moonshot"] }, "zhipu/glm-5", false],
    [{ weights: "open" }, "zhipu/glm-5", true],
    [{ weights: "closed" }, "zhipu/glm-5", false],
    [{ modality: "image" }, "moonshot/kimi-k2.5", true],
    // Kimi K2.5 takes video by its own page, so K2 stands for a model that does not.
    [{ modality: "video" }, "moonshot/kimi-k2", false],
  ])("%j wants %s: %s", (filters, model, wanted) => {
    expect(check(filters, model)).toBe(wanted);
  });

  test("a field that is not stated passes no filter on it, nor does a model that nobody knows", () => {
    const release = { ...ready(), id: "x", detectedAt: new Date(0) };
    expect(wants({ labs: [], variants: "all", weights: "open" }, release, undefined)).toBe(false);
    expect(wants({ labs: [], variants: "all", weights: "closed" }, release, undefined)).toBe(false);
    expect(wants({ labs: ["zhipu"], variants: "main" }, release, undefined)).toBe(true);
  });

  test("no minor variants", () => {
    const variant = catalog.data.models.find((model) => model.variantOf !== undefined);
    if (variant === undefined) throw new Error("the catalogue has no variant");
    const release = { ...ready(variant.id), id: "x", detectedAt: new Date(0) };
    expect(wants({ labs: [], variants: "main" }, release, variant)).toBe(false);
    expect(wants({ labs: [], variants: "all" }, release, variant)).toBe(true);
  });

  test("one text per settings, read back as it was", () => {
    const settings = fc.record(
      {
        labs: fc.array(fc.constantFrom("zhipu", "moonshot", "deepseek")),
        variants: fc.constantFrom("all" as const, "main" as const),
        weights: fc.constantFrom("open" as const, "closed" as const),
        modality: fc.constantFrom("text" as const, "video" as const),
      },
      { requiredKeys: ["labs", "variants"] },
    );
    fc.assert(
      fc.property(settings, (filters) => {
        const text = filterText(filters);
        const read = parseFilters(JSON.parse(text));
        expect(read).toEqual({ ...filters, labs: [...new Set(filters.labs)].sort() });
        expect(filterText({ ...filters, labs: [...filters.labs].reverse() })).toBe(text);
      }),
    );
    for (const broken of [null, 1, "x", {}, { labs: "x" }, { labs: [1] }, { labs: [], weights: "half" }])
      expect(parseFilters(broken)).toBeUndefined();
  });
});

test("a nonce has at most 25 characters, differs per id, and is found in a button's id", () => {
  fc.assert(
    fc.property(fc.uuid(), fc.uuid(), (a, b) => {
      expect(nonceOf(a)).toMatch(/^[\w-]{22}$/);
      expect(nonceOf(a) === nonceOf(b)).toBe(a === b);
      expect(carriesNonce(customId("releases", "card", "abc", nonceOf(a)), nonceOf(a))).toBe(true);
      if (a !== b)
        expect(carriesNonce(customId("releases", "card", "abc", nonceOf(a)), nonceOf(b))).toBe(false);
    }),
  );
});

describe("permissions", () => {
  const { ViewChannel, SendMessages, EmbedLinks, ReadMessageHistory, Administrator, SendMessagesInThreads } =
    PermissionFlagsBits;
  test.each([
    ["text", ViewChannel | SendMessages | EmbedLinks | ReadMessageHistory, []],
    ["text", ViewChannel | SendMessages, ["Embed Links", "Read Message History"]],
    ["thread", ViewChannel | SendMessages | EmbedLinks | ReadMessageHistory, ["Send Messages in Threads"]],
    ["thread", ViewChannel | SendMessagesInThreads | EmbedLinks | ReadMessageHistory, []],
    ["forum", 0n, ["View Channel", "Embed Links", "Read Message History", "Send Messages"]],
    ["announcement", Administrator, []],
  ] as const)("%s with %d lacks %j", (kind, bits, missing) => {
    expect(missingPermissions(kind, bits)).toEqual(missing);
  });
  const place = (member: bigint, bot: bigint) => ({
    guildId: "1",
    channelId: "2",
    name: "models",
    type: 0,
    member,
    bot,
  });

  test.each([
    ["anybody's role", { id: "3", mentionable: true }, 0n, 0n, "yes"],
    ["a closed role", { id: "3", mentionable: false }, 0n, PermissionFlagsBits.MentionEveryone, "member"],
    [
      "a closed role, by a member who may",
      { id: "3", mentionable: false },
      PermissionFlagsBits.MentionEveryone,
      SendMessages,
      "bot",
    ],
    [
      "both may",
      { id: "3", mentionable: false },
      PermissionFlagsBits.MentionEveryone,
      PermissionFlagsBits.MentionEveryone,
      "yes",
    ],
    [
      "everyone",
      { id: "1", mentionable: true },
      PermissionFlagsBits.Administrator,
      PermissionFlagsBits.Administrator,
      "nobody",
    ],
  ])("mentioning: %s", (_name, role, member, bot, may) => {
    expect(mayPing(place(member, bot), role)).toBe(may);
  });
});

describe("the pacer", () => {
  /** Sends as fast as the pacer lets, to a Discord that counts in windows of a second from the first request in them. */
  async function run(requests: number, latency: () => number, processes = 1) {
    let now = 0;
    const pending: { at: number; done: Answered }[] = [];
    const settle = () => {
      for (const one of pending.splice(0)) {
        if (one.at <= now) one.done("answered");
        else pending.push(one);
      }
    };
    const pacer = createPacer({
      perSecond: 50,
      now: () => now,
      sleep: async (ms) => {
        const next = pending.reduce((first, one) => Math.min(first, one.at), now + ms);
        now = Math.max(now, next);
        settle();
      },
    });
    pacer.share(processes);
    const arrivals: number[] = [];
    for (let count = 0; count < requests; count += 1) {
      const done = await pacer.turn();
      const travel = latency();
      arrivals.push(now + travel / 2);
      pending.push({ at: now + travel, done });
    }
    return { arrivals: arrivals.sort((a, b) => a - b), ms: now };
  }
  function mostInAWindow(arrivals: readonly number[]): number {
    let [start, used, most] = [Number.NEGATIVE_INFINITY, 0, 0];
    for (const at of arrivals) {
      if (at >= start + 1_000) [start, used] = [at, 0];
      used += 1;
      most = Math.max(most, used);
    }
    return most;
  }

  test("uses at least 95 % of 50 a second and never more, whatever the answers take", async () => {
    for (const latency of [
      () => 2,
      () => 20,
      () => 200,
      (() => {
        let n = 0;
        return () => {
          n += 7;
          return 2 + (n % 25);
        };
      })(),
    ]) {
      const { arrivals, ms } = await run(1_000, latency);
      expect(mostInAWindow(arrivals)).toBeLessThanOrEqual(50);
      expect(1_000 / (ms / 1_000)).toBeGreaterThan(47.5);
    }
  });

  test("shares the limit between processes", async () => {
    const { arrivals } = await run(200, () => 5, 2);
    expect(mostInAWindow(arrivals)).toBeLessThanOrEqual(25);
  });

  test("a turn that was not used is there for the next", async () => {
    let now = 0;
    const pacer = createPacer({
      perSecond: 2,
      now: () => now,
      sleep: async (ms) => {
        now += ms;
      },
    });
    for (let count = 0; count < 10; count += 1) (await pacer.turn())("unused");
    expect(now).toBeLessThan(1_000);
    for (let count = 0; count < 10; count += 1) (await pacer.turn())("failed");
    expect(now).toBeGreaterThan(3_900);
  });

  test("rests when told", async () => {
    let now = 0;
    const pacer = createPacer({
      perSecond: 50,
      now: () => now,
      sleep: async (ms) => {
        now += ms;
      },
    });
    pacer.pauseFor(5_000);
    await pacer.turn();
    expect(now).toBeGreaterThanOrEqual(5_000);
  });
});
