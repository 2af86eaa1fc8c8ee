/** What stands behind a message: its JSON, its check against Discord's contract, sizes, times, sources, a test. */
import { codePoints } from "../contract/code-points.ts";
import { type LooseComponent, walkComponents } from "../contract/component-rules.ts";
import {
  CONTENT_LIMIT,
  EMBEDS_TOTAL_LIMIT,
  embedLength,
  FILE_LIMIT,
  type LooseMessage,
  messageIssues,
} from "../contract/message-rules.ts";
import { shapeIssues } from "../contract/schemas.ts";
import type { Message } from "../world/types.ts";
import { testOf } from "./as-test.ts";
import type { Inspection, Step } from "./protocol.ts";

/** The message as a bot would send it: without what Discord adds. */
function bodyOf({ content, embeds, components }: Message): LooseMessage {
  const sent = embeds.map(({ type: _, image, thumbnail, ...embed }) => ({
    ...embed,
    ...(image === undefined ? {} : { image: { url: image.url } }),
    ...(thumbnail === undefined ? {} : { thumbnail: { url: thumbnail.url } }),
  }));
  return { content, embeds: sent, components: (components ?? []) as LooseComponent[] } as LooseMessage;
}

function issuesOf(message: Message): string[] {
  const body = bodyOf(message);
  const context = { place: "channel", files: new Map<string, string>() } as const;
  return [...shapeIssues("message", body), ...messageIssues(body, context)].map(
    ({ path, message: text }) => `${path.join(".")}: ${text}`,
  );
}

function sizesOf(message: Message): Inspection["sizes"] {
  const { content, embeds, attachments } = message;
  const parts = [...walkComponents((message.components ?? []) as LooseComponent[])].map(
    (placed) => placed.component,
  );
  const most = (texts: readonly (string | null | undefined)[]) =>
    Math.max(0, ...texts.map((text) => codePoints(text ?? "")));
  const fields = embeds.flatMap((embed) => embed.fields ?? []);
  const sizes: [string, number, number][] = [
    ["text", codePoints(content), CONTENT_LIMIT],
    ["all embeds", embeds.reduce((sum, embed) => sum + embedLength(embed), 0), EMBEDS_TOTAL_LIMIT],
    ["longest title", most(embeds.map(({ title }) => title)), 256],
    ["longest description", most(embeds.map(({ description }) => description)), 4_096],
    ["longest field", most(fields.map(({ value }) => value)), 1_024],
    ["rows", message.components?.length ?? 0, 5],
    ["longest custom_id", most(parts.map((part) => part.custom_id)), 100],
    ["longest label", most(parts.map((part) => part.label)), 80],
    ["options of a menu", Math.max(0, ...parts.map((part) => part.options?.length ?? 0)), 25],
    ["largest file, bytes", Math.max(0, ...attachments.map(({ size }) => size)), FILE_LIMIT],
  ];
  return sizes.filter(([, is]) => is > 0).map(([name, is, limit]) => ({ name, is, limit }));
}

const link = /\[((?:[^\]\\]|\\.)*)\]\((https?:\/\/[^)\s]+)(?:\s+"((?:[^"\\]|\\.)*)")?\)/g;

/** Where a message leads, each address once, with the words that lead there. */
function sourcesOf(message: Message): Inspection["sources"] {
  const texts = message.embeds.flatMap((embed) => [
    embed.description ?? "",
    ...(embed.fields ?? []).map((field) => field.value),
  ]);
  const found = [message.content, ...texts].flatMap((text) =>
    [...text.matchAll(link)].map(([, words = "", url = "", title]) => ({ words: title ?? words, url })),
  );
  const titles = message.embeds.flatMap(({ title, url }) =>
    url === undefined ? [] : [{ words: title ?? url, url }],
  );
  const buttons = [...walkComponents((message.components ?? []) as LooseComponent[])].flatMap(
    ({ component }) =>
      typeof component.url === "string"
        ? [{ words: component.label ?? component.url, url: component.url }]
        : [],
  );
  const byUrl = new Map<string, { url: string; words: string; times: number }>();
  for (const { words, url } of [...titles, ...found, ...buttons]) {
    const there = byUrl.get(url);
    byUrl.set(url, there === undefined ? { url, words, times: 1 } : { ...there, times: there.times + 1 });
  }
  return [...byUrl.values()];
}

/** @param steps what people did to get it, oldest first */
export function inspect(message: Message, steps: readonly Step[]): Inspection {
  const last = steps.at(-1);
  return {
    message,
    issues: issuesOf(message),
    sizes: sizesOf(message),
    sources: sourcesOf(message),
    test: testOf(message, steps),
    ...(last?.ms === undefined ? {} : { ms: last.ms }),
  };
}
