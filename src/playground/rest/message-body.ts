import { MessageFlags } from "discord-api-types/v10";
import type { LooseComponent } from "../contract/component-rules.ts";
import { DiscordError } from "../contract/errors.ts";
import { under } from "../contract/form-errors.ts";
import {
  FILE_LIMIT,
  isEmptyMessage,
  type LooseMessage,
  type MessageContext,
  type MessagePlace,
  messageIssues,
} from "../contract/message-rules.ts";
import type { UploadedFile } from "../world/files.ts";
import type { StoredMessage } from "../world/types.ts";
import { refuseIf } from "./route.ts";

/**
 * Holds a message body, whose shape was checked, to the rules of where it is going.
 *
 * @param prefix where the message is in the request body
 * @throws DiscordError 50035, 50006 or 40005
 */
export function holdToRules(
  body: LooseMessage,
  files: ReadonlyMap<string, UploadedFile>,
  place: MessagePlace,
  prefix: readonly (string | number)[] = [],
  before?: StoredMessage,
): void {
  // A frozen body that passed without anything around it passes again.
  const isAlone = files.size === 0 && before === undefined && Object.isFrozen(body);
  if (isAlone && passed[place]?.has(body)) return;
  const context: MessageContext = {
    place,
    files: new Map([...files].map(([number, file]) => [number, file.name])),
    ...(before ? { before: looseBefore(before) } : {}),
  };
  const issues = messageIssues(body, context);
  refuseIf(prefix.reduceRight((all, key) => under(key, all), issues));
  if (place !== "deferral" && isEmptyMessage(body, context)) throw new DiscordError(50006);
  for (const file of files.values()) if (file.data.length > FILE_LIMIT) throw new DiscordError(40005);
  if (isAlone) passed[place] = (passed[place] ?? new WeakSet()).add(body);
}

const passed: Partial<Record<MessagePlace, WeakSet<LooseMessage>>> = {};

function looseBefore({ message }: StoredMessage): NonNullable<MessageContext["before"]> {
  return {
    flags: message.flags ?? 0,
    attachments: message.attachments,
    message: {
      content: message.content,
      embeds: message.embeds.map((embed) => ({ title: embed.title ?? null })),
      components: (message.components ?? []) as LooseComponent[],
      flags: (message.flags ?? 0) & MessageFlags.IsComponentsV2,
    },
  };
}
