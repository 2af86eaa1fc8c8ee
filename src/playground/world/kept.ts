/** What is kept of a world over a restart: channels that were opened, the newest messages, and their files. */
import type { Files } from "./files.ts";
import type { Channel, StoredMessage } from "./types.ts";
import type { World } from "./world.ts";

export interface KeptWorld {
  channels: Channel[];
  messages: StoredMessage[];
  /** `data` in base64. */
  files: { id: string; name: string; contentType: string; data: string }[];
}

const perChannel = 100;

export function keptOf(world: World, files: Files): KeptWorld {
  const channels = [...world.channels.values()];
  const messages = channels.flatMap(({ id }) => world.history(id).slice(-perChannel));
  const attachments = messages.flatMap(({ message }) => message.attachments);
  return {
    channels,
    messages,
    files: attachments.flatMap(({ id }) => {
      const file = files.get(id);
      return file === undefined ? [] : [{ ...file, id, data: file.data.toString("base64") }];
    }),
  };
}

/** Puts it into a new world, before anybody is connected. What the new world has already stays as it is. */
export function restoreWorld(
  world: World,
  files: Files,
  { channels, messages, files: kept }: KeptWorld,
): void {
  for (const channel of channels) {
    // A person's private channel has another id in each world.
    const [recipient] = channel.recipients ?? [];
    if (recipient !== undefined && channel.guild_id === undefined) {
      for (const made of [...world.channels.values()])
        if (made.type === channel.type && made.recipients?.[0]?.id === recipient.id)
          world.channels.delete(made.id);
    }
    if (!world.channels.has(channel.id)) world.addChannel(channel);
  }
  for (const stored of messages) if (world.channels.has(stored.message.channel_id)) world.addMessage(stored);
  for (const { id, data, ...file } of kept) files.keep(id, { ...file, data: Buffer.from(data, "base64") });
}
