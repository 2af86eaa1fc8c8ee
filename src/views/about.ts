/** What the bot is, how fresh its data is, and how to use it. */
import type { Catalog } from "../catalog/catalog.ts";
import { showDate } from "../catalog/dates.ts";
import { en } from "../messages/en.ts";
import type { SourceHealth } from "../releases/health.ts";
import { askedPermissions, inviteUrl } from "./invite.ts";
import { fitLines, limits } from "./limits.ts";
import type { Message } from "./message.ts";
import { bullet, escapeMarkdown, labelled } from "./text.ts";

const color = 0x5865f2;

/** How each upstream of the release watch is doing. */
export function upstreamLines(health: readonly SourceHealth[]): string[] {
  return health.map(({ source, listings, failing, lastOkAt, drifting }) => {
    const last =
      lastOkAt === undefined ? en.upstreams.never : `<t:${Math.floor(lastOkAt.getTime() / 1000)}:R>`;
    const failures = [
      ...(failing === 0 ? [] : [en.upstreams.failing(failing, listings)]),
      ...(drifting === 0 ? [] : [en.upstreams.drifting]),
    ];
    return labelled(en.upstreams.watched(source), [last, ...failures].join(" · "));
  });
}

/** How the bot is added elsewhere, and what it asks for there. @param applicationId snowflake */
export function inviteLines(applicationId: string, servers: number): string[] {
  const { add, toServer, needs } = en.invite;
  const permissions = askedPermissions.map(({ name, why }) => `${name} (${why})`);
  return [
    labelled(en.invite.in, en.invite.servers(servers)),
    "",
    `**[${add}](${inviteUrl(applicationId)})** ${toServer}. ${needs} ${permissions.join(", ")}.`,
  ];
}

/** Counts, the date of the data, its sources, how to correct a fact. `notes` are lines of other parts: upstreams. */
export function aboutMessage(catalog: Catalog, notes: readonly string[]): Message {
  const { labs, models, sources } = catalog.data;
  const facts = [...labs, ...models].reduce(
    (sum, entry) =>
      sum + Object.values(entry.facts).reduce((all, fact) => all + (fact?.claims.length ?? 0), 0),
    0,
  );
  const disputed = [...labs, ...models].reduce(
    (sum, entry) => sum + Object.values(entry.facts).filter((fact) => fact?.disputed === true).length,
    0,
  );
  const lines = [
    en.about.what,
    "",
    labelled(en.about.makers, String(catalog.makers.length)),
    labelled(en.about.models, String(models.length)),
    labelled(en.about.claims, en.about.claimsOf(facts, disputed)),
    labelled(en.about.topics, String(catalog.topics.size)),
    ...(catalog.asOf === undefined ? [] : [labelled(en.about.newest, showDate(catalog.asOf))]),
    ...notes,
    "",
    `**${en.sources}**`,
    ...sources.map((source) => {
      const day = showDate(source.asOf);
      const date = source.asOfKind === "stated" ? day : en.cards.contentTo(day);
      const title =
        source.url === undefined
          ? escapeMarkdown(source.title)
          : `[${escapeMarkdown(source.title)}](${source.url})`;
      return bullet(`**${source.id}**: ${title} (${date})`);
    }),
    "",
    en.about.correct,
  ];
  return {
    audience: "everyone",
    embeds: [{ title: en.about.title, description: fitLines(lines, limits.description, en.more), color }],
  };
}

/** One line for each command, and how answers are to be read. */
export function helpMessage(commands: readonly { name: string; description: string }[]): Message {
  const lines = [
    ...commands.map(({ name, description }) => bullet(`**/${name}**: ${escapeMarkdown(description)}`)),
    "",
    ...en.helpReading.map(bullet),
  ];
  return {
    audience: "asker",
    embeds: [{ title: en.helpTitle, description: fitLines(lines, limits.description, en.more), color }],
  };
}
