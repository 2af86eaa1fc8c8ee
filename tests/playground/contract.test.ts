import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { codePoints } from "../../src/playground/contract/code-points.ts";
import { type LocalDiscord, startLocalDiscord } from "../../src/playground/local-discord.ts";
import { ids } from "../../src/playground/world/default-world.ts";
import type { RegisteredCommand } from "../../src/playground/world/types.ts";
import { request } from "./helpers.ts";

let discord: LocalDiscord;
beforeAll(async () => {
  discord = await startLocalDiscord();
});
afterAll(async () => {
  expect(discord.failures).toEqual([]);
  await discord.close();
});

const messages = `/channels/${ids.general}/messages`;
const row = (...components: object[]) => ({ type: 1, components });
const button = (more: object = {}) => ({ type: 2, style: 1, custom_id: "a", label: "A", ...more });
const select = (more: object = {}) => ({
  type: 3,
  custom_id: "s",
  options: [{ label: "One", value: "1" }],
  ...more,
});
const V2 = 1 << 15;
const text = (content: string) => ({ type: 10, content });

/** The place of the first error in Discord's nesting. */
function firstPath(errors: unknown): string {
  if (typeof errors !== "object" || errors === null) return "";
  const [entry] = Object.entries(errors);
  if (!entry || entry[0] === "_errors") return "";
  const below = firstPath(entry[1]);
  return below === "" ? entry[0] : `${entry[0]}.${below}`;
}

describe("a message", () => {
  test.each<[string, object, string]>([
    ["content over 2,000", { content: "x".repeat(2_001) }, "content"],
    ["eleven embeds", { embeds: Array.from({ length: 11 }, () => ({ title: "x" })) }, "embeds"],
    [
      "embeds over 6,000 together",
      { embeds: [{ description: "x".repeat(4_000) }, { description: "x".repeat(2_001) }] },
      "embeds",
    ],
    ["an empty embed", { embeds: [{}] }, "embeds.0.description"],
    ["an empty field name", { embeds: [{ fields: [{ name: "", value: "x" }] }] }, "embeds.0.fields.0.name"],
    [
      "an empty field value",
      { embeds: [{ fields: [{ name: "x", value: " " }] }] },
      "embeds.0.fields.0.value",
    ],
    [
      "26 fields",
      { embeds: [{ fields: Array.from({ length: 26 }, () => ({ name: "x", value: "x" })) }] },
      "embeds.0.fields",
    ],
    ["a title over 256", { embeds: [{ title: "x".repeat(257) }] }, "embeds.0.title"],
    [
      "a footer without text",
      { embeds: [{ title: "x", footer: { icon_url: "https://x.y/z.png" } }] },
      "embeds.0.footer.text",
    ],
    [
      "an image of another scheme",
      { embeds: [{ title: "x", image: { url: "ftp://x.y/z.png" } }] },
      "embeds.0.image.url",
    ],
    [
      "an image that is no address",
      { embeds: [{ title: "x", image: { url: "nowhere" } }] },
      "embeds.0.image.url",
    ],
    [
      "an attached image that did not come",
      { embeds: [{ image: { url: "attachment://a.png" } }] },
      "embeds.0.image.url",
    ],
    [
      "an attachment that did not come",
      { content: "x", attachments: [{ id: "0", filename: "a.png" }] },
      "attachments.0.id",
    ],
    ["a color out of range", { embeds: [{ title: "x", color: 0x1000000 }] }, "embeds.0.color"],
    ["a time that is none", { embeds: [{ title: "x", timestamp: "yesterday" }] }, "embeds.0.timestamp"],
    ["a typo in a key", { contents: "x" }, "contents"],
    ["a typo in an embed", { embeds: [{ titel: "x", title: "x" }] }, "embeds.0.titel"],
    ["a typo in a button", { components: [row(button({ lable: "x" }))] }, "components.0.components.0.lable"],
    [
      "a typo in a select",
      { components: [row(select({ placeholdr: "x" }))] },
      "components.0.components.0.placeholdr",
    ],
    [
      "a typo in allowed_mentions",
      { content: "x", allowed_mentions: { parsed: [] } },
      "allowed_mentions.parsed",
    ],
    ["a custom id twice", { components: [row(button(), button())] }, "components.0.components.1.custom_id"],
    [
      "custom id and url",
      { components: [row(button({ url: "https://x.y" }))] },
      "components.0.components.0.url",
    ],
    [
      "a link button without url",
      { components: [row(button({ style: 5, custom_id: undefined }))] },
      "components.0.components.0.url",
    ],
    [
      "a button without custom id",
      { components: [row(button({ custom_id: undefined }))] },
      "components.0.components.0.custom_id",
    ],
    [
      "no label and no emoji",
      { components: [row(button({ label: undefined }))] },
      "components.0.components.0.label",
    ],
    [
      "a label over 80",
      { components: [row(button({ label: "x".repeat(81) }))] },
      "components.0.components.0.label",
    ],
    [
      "a custom id over 100",
      { components: [row(button({ custom_id: "x".repeat(101) }))] },
      "components.0.components.0.custom_id",
    ],
    ["a select that shares its row", { components: [row(select(), button())] }, "components.0.components"],
    [
      "six buttons in a row",
      { components: [row(...[1, 2, 3, 4, 5, 6].map((id) => button({ custom_id: `${id}` })))] },
      "components.0.components",
    ],
    [
      "six rows",
      { components: [1, 2, 3, 4, 5, 6].map((id) => row(button({ custom_id: `${id}` }))) },
      "components",
    ],
    [
      "26 options",
      {
        components: [
          row(select({ options: Array.from({ length: 26 }, (_, i) => ({ label: "x", value: `${i}` })) })),
        ],
      },
      "components.0.components.0.options",
    ],
    [
      "an option value twice",
      {
        components: [
          row(
            select({
              options: [
                { label: "x", value: "1" },
                { label: "y", value: "1" },
              ],
            }),
          ),
        ],
      },
      "components.0.components.0.options.1.value",
    ],
    [
      "more values than options",
      { components: [row(select({ max_values: 2 }))] },
      "components.0.components.0.max_values",
    ],
    [
      "least above most",
      { components: [row(select({ min_values: 2, max_values: 1 }))] },
      "components.0.components.0.min_values",
    ],
    ["text display without V2", { components: [text("x")] }, "components.0.type"],
    ["V2 with content", { flags: V2, content: "x", components: [text("x")] }, "content"],
    ["V2 with embeds", { flags: V2, embeds: [{ title: "x" }], components: [text("x")] }, "embeds"],
    [
      "V2 with 41 components",
      { flags: V2, components: [{ type: 17, components: Array.from({ length: 40 }, () => text("x")) }] },
      "components",
    ],
    [
      "V2 with over 4,000 characters",
      { flags: V2, components: [text("x".repeat(2_001)), text("x".repeat(2_000))] },
      "components",
    ],
    ["EPHEMERAL in a channel", { content: "x", flags: 64 }, "flags"],
    [
      "users parsed and listed",
      { content: "x", allowed_mentions: { parse: ["users"], users: [ids.member] } },
      "allowed_mentions",
    ],
    ["a nonce over 25", { content: "x", nonce: "x".repeat(26) }, "nonce"],
    ["enforce_nonce without nonce", { content: "x", enforce_nonce: true }, "nonce"],
    [
      "a reply to nothing",
      { content: "x", message_reference: { message_id: ids.member } },
      "message_reference",
    ],
  ])("with %s is refused", async (_, body, path) => {
    const before = discord.violations.length;
    const answer = await request(discord, "POST", messages, body);
    expect(answer).toMatchObject({ status: 400, body: { code: 50035, message: "Invalid Form Body" } });
    expect(firstPath(answer.body.errors)).toBe(path);
    expect(discord.violations.length).toBe(before + 1);
  });

  test.each<[string, object]>([
    ["nothing", {}],
    ["blanks", { content: " \n" }],
    ["empty lists", { content: "", embeds: [], components: [] }],
  ])("of %s is empty: 50006", async (_, body) => {
    expect(await request(discord, "POST", messages, body)).toMatchObject({
      status: 400,
      body: { code: 50006 },
    });
  });

  test.each<[string, object]>([
    ["emoji counted once", { content: "😀".repeat(2_000), embeds: [{ title: "😀".repeat(256) }] }],
    [
      "exactly 6,000 over all embeds",
      { embeds: [{ description: "x".repeat(4_000) }, { description: "x".repeat(2_000) }] },
    ],
    [
      "an animated emoji",
      { components: [row(button({ emoji: { name: "x", id: ids.member, animated: true } }))] },
    ],
    [
      "a reply to nothing that need not exist",
      { content: "x", message_reference: { message_id: ids.member, fail_if_not_exists: false } },
    ],
    ["V2", { flags: V2, components: [{ type: 17, components: [text("x"), row(button())] }] }],
    [
      "40 components",
      { flags: V2, components: [{ type: 17, components: Array.from({ length: 39 }, () => text("x")) }] },
    ],
    ["a link button", { components: [row({ type: 2, style: 5, url: "https://x.y", label: "x" })] }],
  ])("with %s is taken", async (_, body) => {
    expect((await request(discord, "POST", messages, body)).status).toBe(200);
  });

  test("is refused or taken by its length in code points, whatever it is made of", async () => {
    const limits = [
      { limit: 2_000, body: (value: string) => ({ content: value }) },
      { limit: 256, body: (value: string) => ({ embeds: [{ title: value }] }) },
      { limit: 4_096, body: (value: string) => ({ embeds: [{ description: value }] }) },
      { limit: 1_024, body: (value: string) => ({ embeds: [{ fields: [{ name: "x", value }] }] }) },
      { limit: 80, body: (label: string) => ({ components: [row(button({ label }))] }) },
    ];
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...limits),
        fc.integer({ min: -2, max: 2 }),
        fc.array(fc.constantFrom("x", "語", "😀", "é"), { minLength: 1, maxLength: 7 }),
        async ({ limit, body }, offset, alphabet) => {
          const value = Array.from(
            { length: limit + offset },
            (_, index) => alphabet[index % alphabet.length],
          ).join("");
          expect(codePoints(value)).toBe(limit + offset);
          const answer = await request(discord, "POST", messages, body(value));
          expect(answer.status).toBe(offset > 0 ? 400 : 200);
        },
      ),
      { numRuns: 60 },
    );
  });

  test("counts code points as the language does", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (value) => {
        expect(codePoints(value)).toBe([...value].length);
      }),
    );
  });
});

describe("a command", () => {
  const at = `/applications/${ids.application}/commands`;
  const command = (more: object = {}) => ({ name: "model", description: "x", ...more });
  const option = (more: object = {}) => ({ type: 3, name: "name", description: "x", ...more });

  test.each<[string, object[], string]>([
    ["capitals", [command({ name: "Model" })], "0.name"],
    ["blanks", [command({ name: "a b" })], "0.name"],
    ["no description", [command({ description: undefined })], "0.description"],
    [
      "an option without description",
      [command({ options: [option({ description: undefined })] })],
      "0.options.0.description",
    ],
    [
      "required after optional",
      [command({ options: [option(), option({ name: "b", required: true })] })],
      "0.options.1.required",
    ],
    ["an option twice", [command({ options: [option(), option()] })], "0.options.1.name"],
    ["a name twice", [command(), command()], "1.name"],
    [
      "autocomplete with choices",
      [command({ options: [option({ autocomplete: true, choices: [{ name: "x", value: "x" }] })] })],
      "0.options.0.choices",
    ],
    [
      "26 choices",
      [
        command({
          options: [
            option({ choices: Array.from({ length: 26 }, (_, i) => ({ name: `${i}`, value: "x" })) }),
          ],
        }),
      ],
      "0.options.0.choices",
    ],
    ["an unknown locale", [command({ name_localizations: { xx: "modell" } })], "0.name_localizations.xx"],
    [
      "a localised name with capitals",
      [command({ name_localizations: { de: "Modell" } })],
      "0.name_localizations.de",
    ],
    [
      "subcommands beside options",
      [command({ options: [option({ type: 1 }), option({ name: "b" })] })],
      "0.options",
    ],
    ["a menu with description", [{ name: "Find", type: 3, description: "x" }], "0.description"],
    ["a typo", [command({ optoins: [] })], "0.optoins"],
    ["101 slash commands", Array.from({ length: 101 }, (_, i) => command({ name: `c${i}` })), ""],
    ["16 menus", Array.from({ length: 16 }, (_, i) => ({ name: `c${i}`, type: 3 })), ""],
  ])("with %s is refused", async (_, body, path) => {
    const answer = await request(discord, "PUT", at, body);
    expect(answer).toMatchObject({ status: 400, body: { code: 50035 } });
    expect(firstPath(answer.body.errors)).toBe(path);
  });

  test("has at most 8,000 characters, of each text its longest localisation", async () => {
    const choices = Array.from({ length: 25 }, (_, i) => ({
      name: `${i}`.padEnd(100, "x"),
      value: "y".repeat(100),
    }));
    const options = [option({ choices }), option({ name: "other", choices: choices.slice(0, 14) })];
    const big = command({ options });
    // 5 + 1 + (4 + 1 + 25 * 200) + (5 + 1 + 14 * 200) = 7,817
    expect((await request(discord, "PUT", at, [big])).status).toBe(200);
    const longer = {
      ...big,
      options: [...options, option({ name: "third", description_localizations: { de: "z".repeat(100) } })],
    };
    expect((await request(discord, "PUT", at, [longer])).status).toBe(200);
    const tooLong = { ...longer, description_localizations: { de: "z".repeat(80) } };
    expect(await request(discord, "PUT", at, [tooLong])).toMatchObject({
      status: 400,
      body: { code: 50035 },
    });
  });

  test("takes what discord.js sends, keeps its id by name, and gives back what was set", async () => {
    const body = [
      command({ default_member_permissions: "16", nsfw: false, options: [option({ required: false })] }),
    ];
    const first = await request<RegisteredCommand[]>(discord, "PUT", at, body);
    const second = await request<RegisteredCommand[]>(discord, "PUT", at, body);
    expect(second.body[0]?.id).toBe(first.body[0]?.id);
    expect(second.body[0]).toMatchObject({
      default_member_permissions: "16",
      options: [{ type: 3, name: "name", description: "x" }],
    });
    expect(second.body[0]?.options?.[0]).not.toHaveProperty("required");
    const changed = await request(discord, "PATCH", `${at}/${first.body[0]?.id}`, { description: "y" });
    expect(changed.body).toMatchObject({ name: "model", description: "y" });
    expect((await request(discord, "DELETE", `${at}/${first.body[0]?.id}`)).status).toBe(204);
    expect((await request(discord, "GET", at)).body).toEqual([]);
  });
});

test("a route that Discord does not have is answered 404 and kept", async () => {
  expect(await request(discord, "GET", "/nowhere")).toMatchObject({ status: 404, body: { code: 0 } });
  expect(discord.violations.at(-1)).toMatchObject({ kind: "unknown-route", path: "/nowhere" });
});

test("a body that is not JSON is 50109", async () => {
  const response = await fetch(`${discord.apiUrl}/v10${messages}`, {
    method: "POST",
    headers: { authorization: `Bot ${discord.token}`, "content-type": "application/json" },
    body: "{",
  });
  expect(await response.json()).toMatchObject({ code: 50109 });
});
