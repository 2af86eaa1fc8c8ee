/** A server's subscriptions as files, and back: every entry is held to the rights of the member who imports it. */
import { type InteractionResponse, type Press, type Services, UserError } from "../command.ts";
import { en } from "../messages/en.ts";
import { channelKindOf, mostSubscriptions } from "../subscriptions/permissions.ts";
import type { Asked } from "../subscriptions/places.ts";
import { exportFiles, importText } from "../subscriptions/transfer.ts";
import type { Subscription, SubscriptionSettings } from "../subscriptions/types.ts";
import { noteMessage } from "../views/answers.ts";
import { customId } from "../views/custom-id.ts";
import { fitLines, limits } from "../views/limits.ts";
import type { Message } from "../views/message.ts";
import { channelMention } from "../views/subscription.ts";
import { bullet, echo, escapeMarkdown } from "../views/text.ts";
import { type Asking, askPlaces, guildOf, hindrance, pingHindrance, placeOf } from "./subscription-rights.ts";

const words = en.releases.subscriptions;

/** All of them, in as many files as Discord takes in one message, each in lines that fit into the form. */
export function exported(all: readonly Subscription[]): Message {
  const texts = exportFiles(all, { line: limits.inputText, files: limits.files });
  return {
    audience: "asker",
    embeds: [{ description: words.exported(all.length) }],
    files: texts.map((text, index) => ({
      name: texts.length === 1 ? "subscriptions.json" : `subscriptions-${index + 1}.json`,
      data: new TextEncoder().encode(text),
      description: words.fileDescription,
    })),
  };
}

export const importForm: Message = {
  audience: "asker",
  embeds: [{ description: words.importHelp }],
  rows: [
    [{ kind: "button", label: words.importButton, id: customId("subscribe", "paste"), style: "primary" }],
  ],
};

/** The form into which an exported file's text is pasted. */
export function pasteForm(asking: Asking): InteractionResponse {
  guildOf(asking);
  const input = {
    id: "text",
    label: words.importLabel,
    required: true,
    maxLength: limits.inputText,
    long: true,
  };
  const modal = { id: customId("subscribe", "import"), title: words.importTitle, inputs: [input] };
  return { as: "modal", modal };
}

/** Why an entry is left out, in words; else its channel's name and kind as they are now. */
function judge(
  asking: Asking,
  { places, roles }: Asked,
  settings: SubscriptionSettings,
  labs: ReadonlyMap<string, unknown>,
) {
  const found = places.get(settings.channelId);
  const isHere = settings.channelId === asking.here.id;
  const place = isHere ? placeOf(asking, asking.here) : found?.is === "there" ? found.place : undefined;
  const kind = place === undefined ? undefined : channelKindOf(place.type);
  if (place === undefined || kind === undefined) return words.notOfThisServer;
  const hindered = hindrance(place);
  if (hindered !== undefined) return hindered;
  const unknown = settings.filters.labs.find((lab) => !labs.has(lab));
  if (unknown !== undefined) return en.badLab(echo(unknown));
  if (settings.roleId !== undefined) {
    const role = roles.get(settings.roleId);
    const unpinged = role === undefined ? words.wrongRole : pingHindrance(place, role);
    if (unpinged !== undefined) return unpinged;
  }
  return { ...settings, channelName: place.name, channelKind: kind };
}

/** Adds what a pasted text holds, as far as the member may, and says what was left out and why. */
export async function imported(press: Press, services: Services): Promise<InteractionResponse> {
  const read = importText(press.fields.get("text") ?? "", guildOf(press), press.asker.userId);
  if (!read.ok) throw new UserError(words.importBad(escapeMarkdown(read.reason)));
  const channels = read.settings.map((one) => one.channelId);
  const asked = await askPlaces(press, services, channels);
  const count = { made: 0, there: 0 };
  let room = mostSubscriptions - (await services.subscriptions.ofGuild(guildOf(press))).length;
  const refused: string[] = [];
  for (const settings of read.settings) {
    const judged =
      room > 0 ? judge(press, asked, settings, services.catalog.labs) : words.tooMany(mostSubscriptions);
    if (typeof judged === "string") {
      refused.push(bullet(`${channelMention(settings.channelId)}: ${judged}`));
      continue;
    }
    const { created } = await services.subscriptions.add(judged);
    count[created ? "made" : "there"] += 1;
    if (created) room -= 1;
  }
  const lines = [
    words.imported(count.made, count.there),
    ...(refused.length === 0 ? [] : [words.importRefused(refused.length)]),
    ...refused,
  ];
  return { as: "reply", message: noteMessage(fitLines(lines, limits.description, en.releases.more)) };
}
