/** `/releases`: what came out, newest first, and what this channel follows. */
import { SlashCommandBuilder } from "@discordjs/builders";
import { completeName } from "../src/answers/lookup.ts";
import { modelByHandle } from "../src/catalog/compare/handles.ts";
import { compareModels } from "../src/catalog/compare.ts";
import { earliestDay, parseSince } from "../src/catalog/dates.ts";
import type { Model } from "../src/catalog/types.ts";
import { type Asker, type Command, everywhere, type Services, UserError } from "../src/command.ts";
import { defined } from "../src/defined.ts";
import { en } from "../src/messages/en.ts";
import { newsOf } from "../src/releases/news.ts";
import { comparisonMessage } from "../src/views/compare.ts";
import type { Message } from "../src/views/message.ts";
import { modelCard } from "../src/views/model.ts";
import { type ReleaseFilter, releaseListPage, releasesPerPage } from "../src/views/release-list.ts";
import { followLine } from "../src/views/subscription.ts";
import { echo } from "../src/views/text.ts";

async function page(
  services: Services,
  asker: Asker,
  filter: ReleaseFilter,
  number: number,
): Promise<Message> {
  const { catalog, subscriptions } = services;
  const from = filter.since === undefined ? {} : { since: earliestDay(filter.since) };
  const lab = filter.lab === undefined ? {} : { lab: filter.lab };
  const asked = Math.max(0, Math.trunc(number) || 0);
  const at = (wanted: number) =>
    subscriptions.published({ ...lab, ...from }, { skip: wanted * releasesPerPage, take: releasesPerPage });
  let shown = asked;
  let found = await at(shown);
  // Fewer than when the button was made: the last page.
  if (found.releases.length === 0 && found.total > 0) {
    shown = Math.ceil(found.total / releasesPerPage) - 1;
    found = await at(shown);
  }
  const follows =
    asker.guildId === undefined
      ? undefined
      : (await subscriptions.ofChannel(asker.channelId)).map((one) => followLine(catalog, one));
  return releaseListPage(
    catalog,
    { shown: found.releases.map((one) => newsOf(catalog, one)), total: found.total, number: shown },
    filter,
    follows,
  );
}

const text = (value: unknown): string | undefined => {
  const trimmed = value === undefined ? "" : String(value).trim();
  return trimmed === "" ? undefined : trimmed;
};

function filterOf({ catalog, search }: Services, words: { lab?: unknown; since?: unknown }): ReleaseFilter {
  const [lab, typed] = [text(words.lab), text(words.since)];
  const since = typed === undefined ? undefined : parseSince(typed);
  if (typed !== undefined && since === undefined) throw new UserError(en.badDate);
  const result =
    lab === undefined || catalog.labs.has(lab) ? undefined : search.resolve(lab, { only: "lab" });
  if (result !== undefined && result.kind !== "one") throw new UserError(en.badLab(echo(lab ?? "")));
  const id = result?.match.id ?? lab;
  return { ...defined({ lab: id, since }) };
}

function modelOf({ catalog }: Services, handle: string | undefined): Model {
  const model = handle === undefined ? undefined : modelByHandle(catalog, handle);
  if (model === undefined) throw new UserError(en.notThere);
  return model;
}

export const releases: Command = {
  definition: everywhere(
    new SlashCommandBuilder()
      .setName("releases")
      .setDescription("What came out, newest first, and what this channel follows")
      .addStringOption((option) =>
        option.setName("lab").setDescription("Only releases of this lab").setAutocomplete(true),
      )
      .addStringOption((option) =>
        option.setName("since").setDescription("Released in or after: 2025, 2025-06 or 2025-06-06"),
      ),
  ),
  run: ({ asker, options }, services) =>
    page(services, asker, filterOf(services, Object.fromEntries(options)), 0),
  complete: (_option, typed, _input, services) => completeName(services, typed, "lab"),
  actions: {
    page: async ({ args, asker }, services) => {
      const [lab, since, number] = args;
      return {
        as: "update",
        message: await page(services, asker, filterOf(services, { lab, since }), Number(number)),
      };
    },
    /** Under a post: the list, for who pressed. */
    list: async ({ asker }, services) => ({
      as: "reply",
      message: { ...(await page(services, asker, {}, 0)), audience: "asker" },
    }),
    card: ({ args }, services) => ({
      as: "reply",
      message: { ...modelCard(services.catalog, modelOf(services, args[0])), audience: "asker" },
    }),
    open: ({ values }, services) => ({
      as: "reply",
      message: { ...modelCard(services.catalog, modelOf(services, values[0])), audience: "asker" },
    }),
    compare: ({ args }, services) => {
      const models = [modelOf(services, args[0]), modelOf(services, args[1])];
      const comparison = compareModels(services.catalog, models);
      if (comparison === undefined) throw new UserError(en.releases.onlyOne);
      return { as: "reply", message: comparisonMessage(services.catalog, comparison, { audience: "asker" }) };
    },
  },
};
