import { LRUCache } from "lru-cache";

export type NonceWindow = ReturnType<typeof createNonceWindow>;

/**
 * Which message was sent with which nonce in the past few minutes, over all channels: Discord's documentation
 * checks uniqueness by author.
 */
export function createNonceWindow(now: () => number, windowMs: number) {
  const sent = new LRUCache<string, { channelId: string; messageId: string; at: number }>({ max: 10_000 });
  return {
    remember(nonce: string | number, channelId: string, messageId: string): void {
      sent.set(String(nonce), { channelId, messageId, at: now() });
    },
    find(nonce: string | number): { channelId: string; messageId: string } | undefined {
      const found = sent.get(String(nonce));
      return found && now() - found.at <= windowMs ? found : undefined;
    },
  };
}
