/**
 * The REST client of what the bot sends of its own accord: it repeats nothing and waits for nothing by itself, for both
 * are the delivery loop's, across restarts.
 */
import { DefaultRestOptions, REST } from "discord.js";
import type { Pacer } from "../../subscriptions/pacer.ts";
import { BlockedError } from "./failure.ts";

export interface SenderOptions {
  token: string;
  /** Base of Discord's REST API, without version. */
  apiUrl: string;
  pacer: Pacer;
  /** Longest duration of a request, in milliseconds. */
  timeoutMs?: number;
}

/** 10,000 answers of 401, 403 or 429 in ten minutes ban an address; well before that, everything rests. */
const invalid = { most: 8_000, windowMs: 600_000 } as const;
export type Requests = ReturnType<typeof createRequests>;

/** `rest` asks at once; `paced` takes its turn; `signal` ends a request in time. */
export function createRequests({ token, apiUrl, pacer, timeoutMs = 15_000 }: SenderOptions) {
  let refused = 0;
  let countedFrom = 0;

  function countRefusal(): void {
    const now = performance.now();
    if (now - countedFrom > invalid.windowMs) [refused, countedFrom] = [0, now];
    refused += 1;
    if (refused >= invalid.most) pacer.pauseFor(invalid.windowMs - (now - countedFrom));
  }

  const rest = new REST({
    api: apiUrl,
    version: "10",
    timeout: timeoutMs,
    // Repeating is the delivery loop's, with back-off and across restarts; so is waiting, and the global limit.
    retries: 0,
    // One handler per channel is kept for its limit, which lasts seconds.
    handlerSweepInterval: 30_000,
    rejectOnRateLimit: () => true,
    globalRequestsPerSecond: 1_000_000,
    makeRequest: async (url, init) => {
      const response = await DefaultRestOptions.makeRequest(url, init);
      if ([401, 403, 429].includes(response.status)) countRefusal();
      // A proxy passes a route's limit on without the mark of Discord's own gateway; the scope tells them apart.
      const isDiscords = response.headers.has("via") || response.headers.has("x-ratelimit-scope");
      if (response.status === 429 && !isDiscords) {
        await response.arrayBuffer();
        throw new BlockedError(Number(response.headers.get("retry-after") ?? 60) * 1_000);
      }
      return response;
    },
  }).setToken(token);

  const signal = () => AbortSignal.timeout(timeoutMs);

  /** A request that takes its turn. */
  async function paced<T>(request: () => Promise<unknown>): Promise<T> {
    const answered = await pacer.turn();
    try {
      const answer = (await request()) as T;
      answered("answered");
      return answer;
    } finally {
      answered("failed");
    }
  }

  return { rest, signal, paced };
}
