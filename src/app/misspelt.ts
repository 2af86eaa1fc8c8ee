/** Settings whose name is nearly one that is known: the person who set them believes that they count. */
import { editDistance } from "../search/text/spelling.ts";

/** Names that other bots have for ours. */
const elsewhere: Readonly<Record<string, string>> = {
  BOT_TOKEN: "DISCORD_TOKEN",
  DISCORD_BOT_TOKEN: "DISCORD_TOKEN",
  DB_URL: "DATABASE_URL",
};

/** Letters that may differ: one in a short name, two in a long one. */
const mostWrong = (name: string) => (name.length < 10 ? 1 : 2);

/** One sentence for each variable that looks like a setting and is none. Values are never printed. */
export function misspelt(names: readonly string[], known: readonly string[]): string[] {
  return names.flatMap((name) => {
    if (known.includes(name)) return [];
    const upper = name.toUpperCase().replaceAll("-", "_");
    const meant =
      elsewhere[upper] ??
      known.find((one) => editDistance(upper, one, mostWrong(one)) <= mostWrong(one)) ??
      known.find((one) => upper === `LABDEX_${one}`);
    return meant === undefined
      ? []
      : [`The setting ${name} is not known and does nothing: is ${meant} meant?`];
  });
}
