/** The steps to a message as a test, to be pasted beside the others in tests/. */
import type { Message } from "../world/types.ts";
import type { Step } from "./protocol.ts";

const text = (value: unknown) => JSON.stringify(value);

/** One step as a call of a person's. @param before name of the reply that it goes on from */
function callOf({ request }: Step, before: string): string | undefined {
  switch (request.do) {
    case "slash": {
      const how = request.subcommand === undefined ? "" : `, { subcommand: ${text(request.subcommand)} }`;
      return `person.slash(${text(request.command)}, ${text(request.options)}${how})`;
    }
    case "press":
      return `person.press(${before}, ${text(request.customId)})`;
    case "choose":
      return `person.choose(${before}, ${text(request.customId)}, ${text(request.values)})`;
    case "submit":
      return `person.submit(${before}, ${text(request.fields)})`;
    case "menu":
      return `person.menu(${text(request.command)}, person.say("…"))`;
    default:
      return undefined;
  }
}

/** A line of the message that a reader would look for. */
function tellingLine({ embeds, content }: Message): string {
  const lines = `${embeds[0]?.description ?? content}`.split("\n");
  const plain = (line: string) => line.replace(/\[[^\]]*\]\([^)]*\)|[*_`~|\\]/g, "").trim();
  return (
    lines
      .map(plain)
      .find((line) => line.length > 12)
      ?.slice(0, 60) ?? ""
  );
}

export function testOf(message: Message, steps: readonly Step[]): string {
  const calls: string[] = [];
  for (const step of steps) {
    const call = callOf(step, calls.length === 0 ? "message" : `reply${calls.length}`);
    if (call !== undefined) calls.push(`  const reply${calls.length + 1} = await ${call};`);
  }
  const [first] = steps;
  const who =
    first === undefined
      ? ""
      : `{ as: ${text(first.request.as)}, channel: ${text(first.request.channel)}, locale: ${text(first.request.locale)} }`;
  const title = message.embeds[0]?.title;
  const settled =
    calls.length === 0
      ? "  // A post: find it in discord.world.history(channel)."
      : `  const message = await reply${calls.length}.settled();`;
  return [
    `test(${text(`${title ?? "a message"} says what it said`)}, async () => {`,
    `  const person = bot.discord.person(${who});`,
    ...calls,
    settled,
    ...(title === undefined ? [] : [`  expect(message.embeds[0]?.title).toBe(${text(title)});`]),
    `  expect(textOf(message)).toContain(${text(tellingLine(message))});`,
    "  expect(bot.discord.violations).toEqual([]);",
    "});",
    "",
  ].join("\n");
}
