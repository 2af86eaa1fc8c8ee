/** What deliveries need of Discord, in the words of this folder. */
import type { SendFailure } from "./classify.ts";
import type { ChannelKind, MessageReference } from "./types.ts";

export interface PostTarget {
  guildId: string;
  channelId: string;
  channelKind: ChannelKind;
}

export type SendResult = ({ ok: true } & MessageReference) | { ok: false; failure: SendFailure };

/** Discord, for messages of the kind `M`. Requests that are not a post wait for their turn themselves. */
export interface Sender<M> {
  post(
    to: PostTarget,
    message: M,
    how: { nonce: string; roleId?: string; title: string },
  ): Promise<SendResult>;
  /** Looks for a message with this nonce that was sent in a time; `at` is missing where there is none. */
  find(
    to: PostTarget,
    nonce: string,
    time: { from: Date; to: Date },
  ): Promise<{ ok: true; at?: MessageReference } | { ok: false; failure: SendFailure }>;
  edit(at: MessageReference, message: M, roleId?: string): Promise<SendResult>;
  publish(at: MessageReference): Promise<SendResult>;
  unarchive(channelId: string): Promise<SendResult>;
  tell(userId: string, message: M, nonce: string): Promise<SendResult>;
}

export interface Log {
  info(fields: object, text: string): void;
  warn(fields: object, text: string): void;
  error(fields: object, text: string): void;
}
