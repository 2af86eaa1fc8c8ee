/** What people type about subscriptions, read and checked; every mistake is told in words. */
import { modalities } from "../catalog/fields.ts";
import { type Choice, type Input, type Services, UserError } from "../command.ts";
import { defined } from "../defined.ts";
import { en } from "../messages/en.ts";
import { everything } from "../subscriptions/filters.ts";
import { channelKindOf, type Place } from "../subscriptions/permissions.ts";
import { isTimeZone, timeZones } from "../subscriptions/schedule.ts";
import {
  type ChannelKind,
  cadences,
  type Filters,
  type Schedule,
  type Subscription,
} from "../subscriptions/types.ts";
import { limits, shorten } from "../views/limits.ts";
import { channelMention, filterWords, scheduleWords } from "../views/subscription.ts";
import { echo } from "../views/text.ts";
import { completeName } from "./lookup.ts";
import {
  askPlaces,
  decidable,
  guildOf,
  hindrance,
  needDecision,
  pingHindrance,
  placeOf,
} from "./subscription-rights.ts";

const words = en.releases.subscriptions;

const textOf = (input: Input, name: string): string | undefined => {
  const text = String(input.options.get(name) ?? "").trim();
  return text === "" ? undefined : text;
};

/** The subscription that was chosen, of this server. @throws UserError where the member may not decide about it */
export async function chosenSubscription(input: Input, services: Services): Promise<Subscription> {
  const typed = textOf(input, "subscription") ?? "";
  const all = await services.subscriptions.ofGuild(guildOf(input));
  const found = all.find((one) => one.id === typed) ?? all.find((one) => `#${one.channelName}` === typed);
  if (found === undefined) throw new UserError(words.notFound);
  await needDecision(input, services, found.channelId);
  return found;
}

function labIds({ catalog, search }: Services, typed: string): string[] {
  return typed
    .split(/[,;、，]/)
    .map((part) => part.trim())
    .filter((part) => part !== "")
    .map((part) => {
      if (catalog.labs.has(part)) return part;
      const result = search.resolve(part, { only: "lab" });
      if (result.kind !== "one") throw new UserError(en.badLab(echo(part)));
      return result.match.id;
    });
}

/** The filters that the options name; what they leave out stays as it was. `all` and `any` lift a filter. */
export function filtersFrom(input: Input, services: Services, before: Filters = everything): Filters {
  const lab = textOf(input, "lab");
  const weights = textOf(input, "weights") ?? before.weights;
  const modality = textOf(input, "modality") ?? before.modality;
  const variants = textOf(input, "variants") ?? before.variants;
  const known = modalities.find((one) => one === modality);
  const news = textOf(input, "news") ?? before.news;
  return {
    labs: lab === undefined ? before.labs : lab === "all" ? [] : [...new Set(labIds(services, lab))].sort(),
    variants: variants === "main" ? "main" : "all",
    ...(weights === "open" || weights === "closed" ? { weights } : {}),
    ...(news === "changes" || news === "all" ? { news } : {}),
    ...defined({ modality: known }),
  };
}

/** The schedule that the options name. A digest comes at nine, Coordinated Universal Time, unless told. */
export function scheduleFrom(input: Input, before: Schedule = { cadence: "instant" }): Schedule {
  const cadence = cadences.find((one) => one === textOf(input, "cadence")) ?? before.cadence;
  const hour = input.options.get("hour");
  const zone = textOf(input, "timezone");
  if (cadence === "instant") {
    if (hour !== undefined || zone !== undefined) throw new UserError(words.needsDigest);
    return { cadence };
  }
  const usual = before.cadence === "instant" ? { hour: 9, timeZone: "UTC" } : before;
  const timeZone = zone === undefined ? usual.timeZone : timeZoneCalled(zone);
  return { cadence, hour: typeof hour === "number" ? hour : usual.hour, timeZone };
}

function timeZoneCalled(typed: string): string {
  const known = timeZones.find((name) => name.toLowerCase() === typed.toLowerCase().replaceAll(" ", "_"));
  if (known !== undefined) return known;
  if (isTimeZone(typed)) return typed;
  throw new UserError(words.badTimeZone(echo(typed)));
}

/** The channel that is to be subscribed: the member decides there, and the bot may post. */
export function channelFrom(input: Input): { place: Place; kind: ChannelKind } {
  const id = textOf(input, "channel");
  const channel = id === undefined ? input.here : input.channels?.get(id);
  const place = channel === undefined ? undefined : placeOf(input, channel);
  const kind = place === undefined ? undefined : channelKindOf(place.type);
  if (place === undefined || kind === undefined) throw new UserError(words.wrongChannel);
  const hindered = hindrance(place);
  if (hindered !== undefined) throw new UserError(hindered);
  return { place, kind };
}

/**
 * The role to mention in a channel, where the member and the bot may.
 * @param place asked for only where a role is named
 */
export async function roleFrom(
  input: Input,
  place: () => Place | Promise<Place>,
): Promise<string | undefined> {
  const id = textOf(input, "role");
  if (id === undefined) return undefined;
  const role = input.roles?.get(id);
  const hindered = role === undefined ? words.wrongRole : pingHindrance(await place(), role);
  if (hindered !== undefined) throw new UserError(hindered);
  return id;
}

/** The channel of a subscription as it is now. @throws UserError where the bot does not see it */
export async function placeOfChosen(
  input: Input,
  services: Services,
  { channelId }: Subscription,
): Promise<Place> {
  if (channelId === input.here.id) return placeOf(input, input.here);
  const found = (await askPlaces(input, services, [channelId])).places.get(channelId);
  if (found?.is !== "there") throw new UserError(words.missing(channelMention(channelId), ["View Channel"]));
  return found.place;
}

/** Labs after the last comma; those before it stay. */
function completeLabs(services: Services, typed: string): Choice[] {
  const at = typed.lastIndexOf(",");
  const before = at < 0 ? "" : `${typed.slice(0, at)}, `;
  const choices = completeName(services, typed.slice(at + 1).trim(), "lab").map(({ name, value }) => ({
    name: shorten(before + name, limits.choiceText),
    value: before + value,
  }));
  return choices.filter(({ value }) => value.length <= limits.choiceText);
}

function completeTimeZones(typed: string): Choice[] {
  const sought = typed.trim().toLowerCase().replaceAll(" ", "_");
  return timeZones
    .filter((name) => name.toLowerCase().includes(sought))
    .slice(0, limits.choices)
    .map((name) => ({ name, value: name }));
}

async function completeSubscriptions(typed: string, input: Input, services: Services): Promise<Choice[]> {
  if (input.asker.guildId === undefined) return [];
  const all = await decidable(
    input,
    services,
    await services.subscriptions.ofGuild(input.asker.guildId),
    true,
  );
  const sought = typed.trim().toLowerCase();
  return all
    .map((one) => {
      const label = [
        `#${one.channelName}`,
        filterWords(services.catalog, one.filters),
        scheduleWords(one.schedule),
        ...(one.state === "active" ? [] : [words.states[one.state]]),
      ].join(" · ");
      return { name: shorten(label, limits.choiceText), value: one.id };
    })
    .filter(({ name }) => name.toLowerCase().includes(sought))
    .slice(0, limits.choices);
}

/** Suggestions for the options of `/subscribe`. */
export function completeSubscribe(
  option: string,
  typed: string,
  input: Input,
  services: Services,
): Choice[] | Promise<Choice[]> {
  if (option === "lab") return completeLabs(services, typed);
  if (option === "timezone") return completeTimeZones(typed);
  return completeSubscriptions(typed, input, services);
}
