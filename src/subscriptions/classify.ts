/** What to do after a send that failed: the table of DISCORD's answers, as one pure function. */

/** How a request to Discord failed. */
export type SendFailure =
  /** Discord answered with an error. `code` is its JSON error code, 0 where it gave none. */
  | { kind: "refused"; status: number; code: number; message: string }
  /** A rate limit, seen in advance or answered with 429. `global`: it holds for every channel. */
  | { kind: "limited"; retryAfterMs: number; global: boolean }
  /** No answer, or one that is not whole: Discord may have the message, or not. */
  | { kind: "unsure"; message: string }
  /** The message could not even be made: nothing was sent. */
  | { kind: "broken"; message: string };

export type Verdict =
  /** Discord has the message. */
  | { do: "done" }
  /** The channel or the server is gone: give the subscription up, keep its settings, tell its owner. */
  | { do: "retire"; reason: string }
  /** The bot may not post there: pause, tell the owner, try again after hours. */
  | { do: "pause"; reason: string }
  /** The thread is archived: open it and send again. */
  | { do: "unarchive"; reason: string }
  /** This message will never be taken: drop it. `bug`: the fault is ours, and must be reported. */
  | { do: "drop"; reason: string; bug: boolean }
  /** Not now, but certainly not sent. */
  | { do: "wait"; ms: number; global: boolean }
  /** Try again with the same nonce. `unsure`: Discord may have stored it. */
  | { do: "retry"; unsure: boolean; reason: string }
  /** The token is refused: no request may follow. */
  | { do: "stop"; reason: string };

/** Discord's JSON error codes that say what to do; https://discord.com/developers/docs/topics/opcodes-and-status-codes#json */
const byCode: Record<number, (reason: string) => Verdict> = {
  /** Unknown Channel, Unknown Guild. */
  10003: (reason) => ({ do: "retire", reason }),
  10004: (reason) => ({ do: "retire", reason }),
  /** Unknown Message, in answer to a repeated nonce: it was stored, and deleted since. */
  10008: () => ({ do: "done" }),
  /** Write limits of a channel: certainly not stored. */
  20016: () => ({ do: "wait", ms: slowModeMs, global: false }),
  20028: () => ({ do: "wait", ms: slowModeMs, global: false }),
  /** The forum wants a tag; a channel of another type than it was. */
  40067: (reason) => ({ do: "pause", reason }),
  40058: (reason) => ({ do: "pause", reason }),
  50024: (reason) => ({ do: "pause", reason }),
  50008: (reason) => ({ do: "pause", reason }),
  /** Missing Access, Missing Permissions, cannot message this user. */
  50001: (reason) => ({ do: "pause", reason }),
  50007: (reason) => ({ do: "pause", reason }),
  50013: (reason) => ({ do: "pause", reason }),
  50083: (reason) => ({ do: "unarchive", reason }),
  160005: (reason) => ({ do: "pause", reason }),
  /** Blocked by automatic moderation, harmful link. */
  200000: (reason) => ({ do: "drop", reason, bug: false }),
  240000: (reason) => ({ do: "drop", reason, bug: false }),
};

/** Where a limit says no time. */
const slowModeMs = 5_000;

export function classify(failure: SendFailure): Verdict {
  if (failure.kind === "limited") {
    return { do: "wait", ms: Math.max(failure.retryAfterMs, 50), global: failure.global };
  }
  if (failure.kind === "broken") return { do: "drop", reason: failure.message, bug: true };
  if (failure.kind === "unsure") return { do: "retry", unsure: true, reason: failure.message };
  const { status, code, message } = failure;
  const reason = `${message} (${code === 0 ? status : code})`;
  if (status === 401) return { do: "stop", reason };
  const known = byCode[code];
  if (known !== undefined) return known(reason);
  // A gateway in front of Discord may fail after Discord stored the message.
  if (status >= 500) return { do: "retry", unsure: true, reason };
  if (status === 429) return { do: "wait", ms: slowModeMs, global: false };
  if (status === 408) return { do: "retry", unsure: true, reason };
  if (status === 403) return { do: "pause", reason };
  return { do: "drop", reason, bug: true };
}

/** Longest pause between two attempts. */
const longestMs = 15 * 60_000;

/**
 * Pause before an attempt is repeated, in milliseconds: 2 s, 4 s, 8 s, up to 15 minutes, with "full jitter", so that
 * thousands of deliveries that failed together do not come back together.
 * @param attempts how many were begun, from 1
 * @param random from 0 to 1
 */
export function backOffMs(attempts: number, random: number): number {
  const ceiling = Math.min(longestMs, 1_000 * 2 ** Math.min(attempts, 20));
  return Math.round(ceiling * (0.5 + random / 2));
}

/** Hours between two attempts in a channel that fails, and after how many of them the subscription is given up. */
const retryHours = [2, 6, 12, 24, 48] as const;

/** What a channel's failure number `failures` (from 1) leads to. */
export function failureVerdict(failures: number): { retire: true } | { retire: false; retryAfterMs: number } {
  const hours = retryHours[failures - 1];
  return hours === undefined ? { retire: true } : { retire: false, retryAfterMs: hours * 3_600_000 };
}
