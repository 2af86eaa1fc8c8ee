/** Who may decide what about a server's subscriptions: asked of Discord when somebody presses, in one place for all. */
import { type Asker, type ChannelInfo, type Input, type Services, UserError } from "../command.ts";
import { en } from "../messages/en.ts";
import {
  channelKindOf,
  isAdministrator,
  mayDecide,
  mayPing,
  missingPermissions,
  type Place,
} from "../subscriptions/permissions.ts";
import type { Asked, Found } from "../subscriptions/places.ts";
import type { Subscription } from "../subscriptions/types.ts";
import { channelMention } from "../views/subscription.ts";

const words = en.releases.subscriptions;

/** Who asks, and in which channel: of a command, a button or a form alike. */
export type Asking = Pick<Input, "asker" | "here">;

/** The server in which somebody asks. @throws UserError outside one */
export function guildOf({ asker }: Asking): string {
  if (asker.guildId === undefined) throw new UserError(words.onlyInServers);
  return asker.guildId;
}

/** A channel whose rights Discord sent along: the one in which somebody asks, or one that an option names. */
export function placeOf({ asker, here }: Asking, channel: ChannelInfo): Place {
  const { id: channelId, name, type, permissions: member, appPermissions: bot } = channel;
  return {
    guildId: guildOf({ asker, here }),
    channelId,
    name,
    type,
    member,
    bot,
    here: channelId === here.id,
  };
}

const personOf = ({ userId: id, roles, permissions }: Asker) => ({ id, roles, permissions });

/** Channels by id as Discord knows them now. @throws UserError where it cannot be asked */
export async function askPlaces(
  asking: Asking,
  { subscriptions }: Services,
  channelIds: readonly string[],
  listed = false,
): Promise<Asked> {
  const asked = await subscriptions.places.of(guildOf(asking), personOf(asking.asker), channelIds, listed);
  if (asked.is === "asked") return asked;
  const { failure } = asked;
  const isAway = failure.kind === "refused" && [10004, 50001].includes(failure.code);
  throw new UserError(isAway ? words.onlyInServers : words.unasked);
}

const decides = (found: Found | undefined): boolean =>
  found !== undefined && found.is !== "elsewhere" && mayDecideAnywhere(found);

/** Of a channel that is gone or that the bot does not see, the right to manage channels of the server is what counts. */
function mayDecideAnywhere(found: Exclude<Found, { is: "elsewhere" }>): boolean {
  return mayDecide(found.place);
}

/**
 * The place of a subscription, for somebody who may decide there.
 * @throws UserError where they may not, or Discord cannot be asked
 */
export async function needDecision(asking: Asking, services: Services, channelId: string): Promise<void> {
  if (isAdministrator(asking.asker.permissions)) return;
  if (channelId === asking.here.id) {
    if (!mayDecide(placeOf(asking, asking.here)))
      throw new UserError(words.notAllowed(channelMention(channelId)));
    return;
  }
  const { places } = await askPlaces(asking, services, [channelId]);
  if (!decides(places.get(channelId))) throw new UserError(words.notAllowed(channelMention(channelId)));
}

/** Those of a server's subscriptions that somebody may decide about. @param listed what is some seconds old will do */
export async function decidable(
  asking: Asking,
  services: Services,
  all: readonly Subscription[],
  listed = false,
): Promise<Subscription[]> {
  if (all.length === 0 || isAdministrator(asking.asker.permissions)) return [...all];
  const { places } = await askPlaces(
    asking,
    services,
    all.map((one) => one.channelId),
    listed,
  );
  return all.filter((one) => decides(places.get(one.channelId)));
}

/** What keeps a channel from being subscribed by somebody, in words; undefined where nothing does. */
export function hindrance(place: Place): string | undefined {
  const kind = channelKindOf(place.type);
  if (kind === undefined) return words.wrongChannel;
  const channel = channelMention(place.channelId);
  if (!mayDecide(place)) return words.notAllowed(channel);
  const missing = missingPermissions(kind, place.bot);
  return missing.length === 0 ? undefined : words.missing(channel, missing);
}

/** What keeps posts in a channel from mentioning a role that somebody names, in words; undefined where nothing does. */
export function pingHindrance(place: Place, role: { id: string; mentionable: boolean }): string | undefined {
  const mention = `<@&${role.id}>`;
  switch (mayPing(place, role)) {
    case "yes":
      return undefined;
    case "nobody":
      return words.everyoneMention;
    case "member":
      return words.roleNotYours(mention);
    case "bot":
      return words.roleNotMentionable(mention);
  }
}
