/** Subscriptions in words: what a channel follows, when it comes, and how it is doing. */
import type { Catalog } from "../catalog/catalog.ts";
import { en } from "../messages/en.ts";
import type { Filters, Schedule, Subscription } from "../subscriptions/types.ts";
import { customId } from "./custom-id.ts";
import { fitLines, limits } from "./limits.ts";
import type { Message } from "./message.ts";
import { bullet, escapeMarkdown, inWords, labelled } from "./text.ts";

const words = en.releases.subscriptions;

export const channelMention = (id: string): string => `<#${id}>`;
const moment = (date: Date) => `<t:${Math.floor(date.getTime() / 1000)}:f>`;

/** `releases of Zhipu and Moonshot AI · open weights only`. */
export function filterWords(catalog: Catalog, { labs, weights, modality, variants, news }: Filters): string {
  const names = labs.map((lab) => escapeMarkdown(catalog.labs.get(lab)?.name ?? lab));
  return [
    names.length === 0 ? words.everything : words.of(inWords(names)),
    ...(weights === undefined ? [] : [weights === "open" ? words.openWeights : words.closedWeights]),
    ...(modality === undefined ? [] : [words.modality(modality)]),
    ...(variants === "main" ? [words.mainOnly] : []),
    ...(news === undefined ? [] : [words.news[news]]),
  ].join(" · ");
}

/** `daily at 09:00 (Europe/Berlin)`. */
export function scheduleWords(schedule: Schedule): string {
  if (schedule.cadence === "instant") return words.instant;
  const hour = `${String(schedule.hour).padStart(2, "0")}:00`;
  return words[schedule.cadence](hour, schedule.timeZone);
}

function stateWords({ state, pausedBy, pausedReason, retryAt }: Subscription): string {
  if (state === "active") return words.states.active;
  const why = pausedBy === "person" ? words.byPerson : (pausedReason ?? "");
  return [
    words.states[state],
    ...(why === "" ? [] : [escapeMarkdown(why)]),
    ...(retryAt === undefined ? [] : [words.retryAt(moment(retryAt))]),
  ].join(" · ");
}

/** One subscription in one line. */
export function subscriptionLine(catalog: Catalog, one: Subscription): string {
  return [
    `${channelMention(one.channelId)}: ${filterWords(catalog, one.filters)}`,
    scheduleWords(one.schedule),
    ...(one.roleId === undefined ? [] : [`<@&${one.roleId}>`]),
    ...(one.state === "active" ? [] : [stateWords(one)]),
  ].join(" · ");
}

/** What a channel follows, without its name, for `/releases`. */
export function followLine(catalog: Catalog, one: Subscription): string {
  const paused = one.state === "active" ? [] : [stateWords(one)];
  return [filterWords(catalog, one.filters), scheduleWords(one.schedule), ...paused].join(" · ");
}

/** A subscription as it was saved, changed or found: what will come, when, and that nothing old is posted. */
export function subscriptionCard(
  catalog: Catalog,
  one: Subscription,
  title: string,
  next: Date | undefined,
  remarks: readonly string[] = [],
): Message {
  const when = next === undefined ? "" : ` · ${words.next(moment(next))}`;
  const lines = [
    labelled(words.what, filterWords(catalog, one.filters)),
    labelled(words.when, scheduleWords(one.schedule) + when),
    ...(one.roleId === undefined ? [] : [labelled(words.mentions, `<@&${one.roleId}>`)]),
    ...(one.state === "active" ? [] : [labelled(words.state, stateWords(one))]),
    ...remarks,
  ];
  return {
    audience: "asker",
    embeds: [{ description: fitLines([`**${title}**`, ...lines], limits.description, en.releases.more) }],
    rows: [[{ kind: "button", label: words.preview, id: customId("subscribe", "preview", one.id) }]],
  };
}

/**
 * Subscriptions of a server, for somebody who decides about them.
 * @param others how many there are in channels that are not theirs to decide about
 */
export function subscriptionList(catalog: Catalog, all: readonly Subscription[], others: number): Message {
  const left = others === 0 ? [] : [words.listOthers(others)];
  const lines = [...left, ...all.map((one) => bullet(subscriptionLine(catalog, one)))];
  return {
    audience: "asker",
    embeds: [
      all.length === 0
        ? { description: left[0] ?? words.listNone }
        : {
            title: words.listTitle(all.length),
            description: fitLines(lines, limits.description, en.releases.more),
          },
    ],
  };
}
