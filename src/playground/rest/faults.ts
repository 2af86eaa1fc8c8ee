/**
 * What goes wrong with a request.
 * - `hang`: no answer, ever. `hang-after-storing`: the same, but Discord did what was asked.
 * - `reset`: the connection breaks. `reset-after-storing`: the same, after doing what was asked.
 * - `truncated-json`: done, answered with half the JSON.
 * - `{ status }`: that status with Discord's error body (`code`, `message`), nothing done unless `afterStoring`.
 *   429: `retryAfter` in seconds and a scope; `cloudflare` is an HTML page without Discord's headers.
 */
export type FaultKind =
  | "hang"
  | "hang-after-storing"
  | "reset"
  | "reset-after-storing"
  | "truncated-json"
  | {
      status: 429;
      scope: "user" | "global" | "shared" | "cloudflare";
      /** Seconds. */
      retryAfter: number;
      /** For example 20016 (slow mode) or 20028 (channel write limit). */
      code?: number;
    }
  | { status: number; code?: number; message?: string; afterStoring?: boolean };

export interface FaultPlan {
  /** Everything given must fit; nothing given fits every request. */
  match?: {
    method?: string;
    /** A route as the request log names it (`/channels/:channel/messages`), a path, or an expression for the path. */
    route?: string | RegExp;
  };
  /** How many requests it befalls; 1 unless told, Infinity for all. */
  times?: number;
  kind: FaultKind;
}

export interface Fault {
  /** Requests it has befallen. */
  readonly used: number;
  remove(): void;
}

export type Faults = ReturnType<typeof createFaults>;

/** Scripted misfortune: plans are tried in the order they were added. */
export function createFaults() {
  const plans: { plan: FaultPlan; used: number }[] = [];

  function fits({ match }: FaultPlan, method: string, route: string, path: string): boolean {
    if (match?.method !== undefined && match.method !== method) return false;
    if (match?.route === undefined) return true;
    return typeof match.route === "string"
      ? match.route === route || match.route === path
      : match.route.test(path);
  }

  return {
    add(plan: FaultPlan): Fault {
      const entry = { plan, used: 0 };
      plans.push(entry);
      return {
        get used() {
          return entry.used;
        },
        remove() {
          const index = plans.indexOf(entry);
          if (index >= 0) plans.splice(index, 1);
        },
      };
    },
    clear(): void {
      plans.length = 0;
    },
    /** The fault that befalls this request, if any; counts it. */
    next(method: string, route: string, path: string): FaultKind | undefined {
      for (const entry of plans) {
        if (entry.used >= (entry.plan.times ?? 1) || !fits(entry.plan, method, route, path)) continue;
        entry.used += 1;
        return entry.plan.kind;
      }
      return undefined;
    },
  };
}
