/** Answers as text for programs: what a person reads, as Markdown, with every link. Pure. */
import type { Message } from "../views/message.ts";

/** A mark of Discord's that means nothing elsewhere: a moment is written out. */
const moments = (text: string): string =>
  text.replace(/<t:(\d+)(?::\w)?>/g, (_, seconds: string) => new Date(Number(seconds) * 1_000).toISOString());

/** All text of a message, in the order in which it is read. */
export function textOf({ content, embeds = [] }: Message): string {
  const parts = embeds.flatMap(({ author, title, url, description, fields = [], footer }) => [
    author?.name,
    title === undefined ? undefined : url === undefined ? `# ${title}` : `# [${title}](${url})`,
    description,
    ...fields.flatMap((field) => [`## ${field.name}`, field.value]),
    footer,
  ]);
  return moments([content, ...parts].filter((part) => part !== undefined && part !== "").join("\n"));
}
