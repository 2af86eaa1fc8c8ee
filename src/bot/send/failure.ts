/** What became of a request that failed, in the words of the delivery loop. */
import { DiscordAPIError, HTTPError, RateLimitError } from "discord.js";
import type { SendFailure } from "../../subscriptions/classify.ts";

/** Messages were sent since, and none is shown: whether ours is among them stays unknown. */
export class HiddenHistory extends Error {
  constructor() {
    super("I may not read the message history there, and cannot tell whether a post arrived");
    this.name = "HiddenHistory";
  }
}

/** Cloudflare's own 429, which holds for the whole address. */
export class BlockedError extends Error {
  readonly retryAfterMs: number;
  constructor(retryAfterMs: number) {
    super("blocked by Cloudflare");
    this.name = "BlockedError";
    this.retryAfterMs = retryAfterMs;
  }
}

export function failureOf(error: unknown): SendFailure {
  if (error instanceof RateLimitError) {
    const retryAfterMs = Math.max(error.retryAfter, error.timeToReset, error.sublimitTimeout);
    return { kind: "limited", retryAfterMs, global: error.global };
  }
  if (error instanceof BlockedError)
    return { kind: "limited", retryAfterMs: error.retryAfterMs, global: true };
  if (error instanceof DiscordAPIError) {
    const code = typeof error.code === "number" ? error.code : 0;
    return { kind: "refused", status: error.status, code, message: error.message };
  }
  if (error instanceof HTTPError)
    return { kind: "refused", status: error.status, code: 0, message: error.message || "server error" };
  if (error instanceof HiddenHistory)
    return { kind: "refused", status: 403, code: 0, message: error.message };
  // The client forgets its token at the first 401.
  if (error instanceof Error && error.message.startsWith("Expected token to be set"))
    return { kind: "refused", status: 401, code: 0, message: "401: Unauthorized" };
  // No answer, a broken connection, half an answer, or something nobody thought of: the message may be there.
  const { name, message } = error instanceof Error ? error : { name: "Error", message: String(error) };
  return { kind: "unsure", message: `${name}: ${message}` };
}
