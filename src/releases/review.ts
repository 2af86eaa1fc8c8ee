/** What owners decide on found releases, and what is remembered of it. */
import { isRealDate } from "../catalog/dates.ts";
import type { ReviewRule, Tracked } from "./found.ts";
import { oddWordOf } from "./rules.ts";
import { launchKinds, type Release } from "./types.ts";

export interface ReviewStore {
  known(): Promise<{ releases: Tracked[] }>;
  decide(rule: ReviewRule, decidedBy: string, now: Date): Promise<void>;
}

export interface ReviewReleases {
  byId(id: string): Promise<Release | undefined>;
  update(
    id: string,
    change: Partial<Pick<Release, "state" | "title" | "kind" | "date" | "heldUntil" | "decidedBy">>,
    now: Date,
  ): Promise<boolean>;
}

export interface ReviewParts {
  store: ReviewStore;
  releases: ReviewReleases;
  /** Reads the catalogue anew: what is rejected can be looked up no more. */
  refresh: () => Promise<void>;
  clock: () => Date;
}

export type Decision = "post" | "hold" | "reject";

/** Until somebody decides: a hold has no end of its own. */
const noEnd = new Date("9999-12-31T00:00:00Z");

/** `gone`: no such release. `late`: it is posted or decided already. */
export type Decided = { is: "decided"; release: Release } | { is: "gone" } | { is: "late"; release: Release };

export type Review = ReturnType<typeof createReview>;

export function createReview({ store, releases, refresh, clock }: ReviewParts) {
  async function open(id: string): Promise<Decided> {
    const release = await releases.byId(id);
    if (release === undefined) return { is: "gone" };
    return release.state === "review" ? { is: "decided", release } : { is: "late", release };
  }

  /** What can be changed: also what is posted, whose posts are corrected. */
  async function editable(id: string): Promise<Decided> {
    const found = await open(id);
    return found.is === "late" && found.release.state === "ready"
      ? { is: "decided", release: found.release }
      : found;
  }

  return {
    open,
    editable,

    /** Decides, and remembers it for the same release and for its odd word, where its name has one. */
    async decide(id: string, decision: Decision, userId: string): Promise<Decided> {
      const found = await open(id);
      if (found.is !== "decided") return found;
      const { release } = found;
      const now = clock();
      if (decision === "hold") {
        await releases.update(id, { heldUntil: noEnd }, now);
        return { is: "decided", release: { ...release, heldUntil: noEnd } };
      }
      const state = decision === "post" ? ("ready" as const) : ("rejected" as const);
      const all = (await store.known()).releases;
      const own = all.find((one) => one.key === release.key);
      if (own !== undefined)
        for (const word of [own.loose, oddWordOf(own, all)])
          if (word !== undefined && word !== "")
            await store.decide({ lab: own.lab, word, decision }, userId, now);
      await releases.update(id, { state, decidedBy: userId }, now);
      if (decision === "reject") await refresh();
      return { is: "decided", release: { ...release, state, decidedBy: userId } };
    },

    /** Changes what is or was posted. @returns the reason where a value cannot be taken */
    async edit(
      id: string,
      typed: { title: string; kind: string; date: string },
    ): Promise<Decided | { is: "wrong"; field: "title" | "kind" | "date" }> {
      const found = await editable(id);
      if (found.is !== "decided") return found;
      const title = typed.title.trim();
      const kind = launchKinds.find((one) => one === typed.kind.trim().toLowerCase());
      const date = typed.date.trim();
      if (title === "" || title.length > 120) return { is: "wrong", field: "title" };
      if (kind === undefined) return { is: "wrong", field: "kind" };
      if (date !== "" && !isRealDate(date)) return { is: "wrong", field: "date" };
      const change = { title, kind, ...(date === "" ? {} : { date }) };
      await releases.update(id, change, clock());
      return { is: "decided", release: { ...found.release, ...change } };
    },
  };
}
