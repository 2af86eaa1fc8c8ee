/** Discord's global limit for one bot. */
const GLOBAL = { requests: 50, seconds: 1 };

interface Rule {
  name: string;
  requests: number;
  seconds: number;
}

// What is seen in practice; Discord publishes no numbers and wants clients to read the headers.
const rules: Record<string, Rule> = {
  "POST /channels/:channel/messages": { name: "message-create", requests: 5, seconds: 5 },
  "PATCH /channels/:channel/messages/:message": { name: "message-edit", requests: 5, seconds: 5 },
  "DELETE /channels/:channel/messages/:message": { name: "message-delete", requests: 5, seconds: 1 },
  "POST /channels/:channel/messages/:message/crosspost": { name: "crosspost", requests: 10, seconds: 3_600 },
  "POST /channels/:channel/threads": { name: "thread-create", requests: 50, seconds: 300 },
  "POST /channels/:channel/typing": { name: "typing", requests: 5, seconds: 5 },
};

export interface Allowance {
  headers: Record<string, string>;
  /** Set when the request is refused. */
  refused?: { scope: "user" | "global"; retryAfter: number };
}

export type RateLimits = ReturnType<typeof createRateLimits>;

/**
 * Discord's limits, windows counted from the first request in them. Interaction callbacks and webhooks are outside
 * of the global one.
 *
 * @param now milliseconds since 1970
 */
export function createRateLimits(now: () => number) {
  const windows = new Map<string, { used: number; endsAt: number }>();

  function windowOf(key: string, seconds: number): { used: number; endsAt: number } {
    const known = windows.get(key);
    if (known && known.endsAt > now()) return known;
    const opened = { used: 0, endsAt: now() + seconds * 1_000 };
    windows.set(key, opened);
    return opened;
  }

  return {
    /** @param major id of the channel, guild or webhook, which each have windows of their own */
    take(method: string, route: string, major: string): Allowance {
      const outsideGlobal = route.startsWith("/interactions/") || route.startsWith("/webhooks/");
      if (!outsideGlobal) {
        const all = windowOf("global", GLOBAL.seconds);
        if (all.used >= GLOBAL.requests) {
          const retryAfter = Math.max(0.001, (all.endsAt - now()) / 1_000);
          return { headers: { "x-ratelimit-global": "true" }, refused: { scope: "global", retryAfter } };
        }
        all.used += 1;
      }
      const rule = rules[`${method} ${route}`];
      if (!rule) return { headers: {} };
      const own = windowOf(`${rule.name} ${major}`, rule.seconds);
      const over = own.used >= rule.requests;
      if (!over) own.used += 1;
      const resetAfter = Math.max(0.001, (own.endsAt - now()) / 1_000);
      const headers = {
        "x-ratelimit-limit": String(rule.requests),
        "x-ratelimit-remaining": String(rule.requests - own.used),
        "x-ratelimit-reset": (own.endsAt / 1_000).toFixed(3),
        "x-ratelimit-reset-after": resetAfter.toFixed(3),
        "x-ratelimit-bucket": rule.name,
      };
      return over ? { headers, refused: { scope: "user", retryAfter: resetAfter } } : { headers };
    },
  };
}
