/**
 * Packets, interactions and custom_ids of any shape: nothing ends the process, nothing is taken for a bug, and what is
 * valid is answered all the while. LABDEX_FUZZ says how many; 200,000 take some minutes.
 */
import { afterAll, beforeAll, expect, test } from "vitest";
import { commands } from "../../commands/index.ts";
import { textOf } from "../support/bot.ts";
import { type Subscriber, startSubscriber } from "../support/subscriber.ts";

const count = Number(process.env.LABDEX_FUZZ ?? 2_000);

/** Numbers that are the same at every run. */
function seeded(seed: number) {
  let state = seed;
  return (below: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state % below;
  };
}

const values = (random: (below: number) => number): unknown => {
  const all: unknown[] = [
    null,
    undefined,
    "",
    "x",
    0,
    -1,
    1.5,
    1e308,
    true,
    [],
    [null],
    {},
    { id: null },
    "__proto__",
    "constructor",
    "\u0000",
    "9".repeat(50),
    "1|subscribe|preview|",
    "\ud800",
    "../../users/@me",
    "x".repeat(5_000),
    [[[[]]]],
    { toString: 1 },
  ];
  return all[random(all.length)];
};

const text = (random: (below: number) => number): string => {
  const value = values(random);
  return typeof value === "string" ? value : JSON.stringify(value ?? 0);
};

/** A copy with one to four of its parts replaced or taken away. */
function mutated(packet: unknown, random: (below: number) => number): unknown {
  const copy = structuredClone(packet);
  for (let times = 1 + random(4); times > 0; times--) {
    let place: unknown = copy;
    for (;;) {
      if (typeof place !== "object" || place === null) break;
      const keys = Object.keys(place);
      const key = keys[random(keys.length)];
      if (key === undefined) break;
      const inner: unknown = Reflect.get(place, key);
      if (typeof inner === "object" && inner !== null && random(4) > 0) {
        place = inner;
        continue;
      }
      Reflect.set(place, key, values(random));
      break;
    }
  }
  return copy;
}

let bot: Subscriber;
const packets: { t: string; d: unknown }[] = [];

beforeAll(async () => {
  bot = await startSubscriber({ discord: { remembered: 50 } }, commands, true);
  bot.bot.client.on("raw", (packet: { t: string; d: unknown }) => {
    if (packets.length < 200 && packet.t !== "READY") packets.push(structuredClone(packet));
  });
  const ana = bot.discord.person({ as: "ana" });
  const card = await ana.slash("model", { name: "deepseek v3" });
  await ana.press(card, "Sources");
  await ana.slash("lab", { name: "moonshot" });
  await ana.slash("models", { weights: "open" });
  await ana.slash("releases");
  await ana.slash("ask", { question: "cheapest open model" });
  await ana.slash("compare", { first: "glm-5", second: "kimi k2.5" });
  await ana.slash("subscribe", { lab: "zhipu" }, { subcommand: "add" });
  await ana.slash("subscribe", {}, { subcommand: "list" });
  await ana.autocomplete("model", "name", "glm");
  const form = await ana.press(
    await ana.slash("subscribe", {}, { subcommand: "import" }),
    "Paste the file's text",
  );
  await ana.submit(form, { text: "{" });
  const said = ana.say("glm-5 and kimi k2.5");
  await ana.menu("Find models", said);
  ana.say(`<@${bot.discord.applicationId}> glm-5`);
  ana.delete(said.id);
  await bot.discord.until(() => packets.some(({ t }) => t === "MESSAGE_DELETE"));
}, 60_000);
afterAll(() => bot.close());

const isBug = ({ msg }: Record<string, unknown>) => /bug|could not be read|failed/.test(String(msg));

/** A few at a time, as they come from Discord: what is asked is whether it answers, not how much it takes at once. */
const pause = () => new Promise((resolve) => void setTimeout(resolve, 10));

async function answersStill(): Promise<void> {
  const reply = await bot.discord.person({ as: "bo" }).slash("model", { name: "glm-5" });
  expect(`${reply.error ?? ""}${JSON.stringify(bot.errors.at(-1) ?? "")}${textOf(reply.message)}`).toContain(
    "744B",
  );
  expect(reply.ms).toBeLessThan(3_000);
}

test(
  `${count} mutated packets`,
  async () => {
    const random = seeded(7);
    expect(packets.map(({ t }) => t)).toContain("MESSAGE_DELETE");
    for (let index = 0; index < count; index++) {
      const packet = packets[random(packets.length)];
      if (packet === undefined) throw new Error("nothing to send");
      const name = random(50) === 0 ? text(random) : packet.t;
      bot.discord.gateway.send(name, random(100) === 0 ? values(random) : mutated(packet.d, random));
      if (index % 10 === 9) await pause();
      if (index % 500 === 499) await answersStill();
    }
    await answersStill();
    expect(bot.errors.filter(isBug)).toEqual([]);
  },
  Math.max(60_000, count * 10),
);

test(
  `${count} custom ids over all commands`,
  async () => {
    const random = seeded(11);
    const press = packets.find(({ d }) => (d as { type?: number }).type === 3)?.d as { data: object };
    const actions = commands.flatMap(({ definition, actions = {} }) =>
      Object.keys(actions).map((action) => `1|${definition.name}|${action}`),
    );
    for (let index = 0; index < count; index++) {
      const args = Array.from({ length: random(6) }, () => text(random).slice(0, 60));
      const start = random(10) === 0 ? text(random) : (actions[random(actions.length)] ?? "");
      const custom_id = [start, ...args].join("|").slice(0, 100);
      const data = { ...press.data, custom_id, values: args };
      bot.discord.gateway.send("INTERACTION_CREATE", { ...press, data });
      if (index % 10 === 9) await pause();
      if (index % 500 === 499) await answersStill();
    }
    await answersStill();
    expect(bot.errors.filter(isBug)).toEqual([]);
  },
  Math.max(60_000, count * 10),
);
