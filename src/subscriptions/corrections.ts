/** A fact that was corrected soon after its release was posted: the posts are edited. */
import type { Release } from "../releases/types.ts";
import type { DeliveryStore } from "../store/delivery-store.ts";
import type { ReleaseStore } from "../store/release-store.ts";
import { classify } from "./classify.ts";
import type { Log, Sender } from "./sender.ts";
import type { Sent } from "./types.ts";

export interface CorrectorParts<M> {
  deliveries: Pick<DeliveryStore, "outdated" | "setContentHash">;
  releases: Pick<ReleaseStore, "readyBetween">;
  sender: Sender<M>;
  /** What a post of this release says as of now. */
  hashOf: (release: Release) => string;
  compose: (sent: Sent) => M | undefined;
  now: () => Date;
  log: Log;
}

const hourMs = 3_600_000;
/** How long after its post a fact's correction is still brought in. */
const correctedForMs = 72 * hourMs;
/** A post may come long after its release: after a downtime, or while a channel failed. */
const releasedWithinMs = 30 * 24 * hourMs;
const batch = 100;

/** Edits every post that is younger than 72 hours and says something else than it would now. Returns how many. */
export async function correctPosts<M>(parts: CorrectorParts<M>): Promise<number> {
  const { deliveries, releases, sender, now, log } = parts;
  const since = new Date(now().getTime() - correctedForMs);
  let edited = 0;
  for (const release of await releases.readyBetween(new Date(now().getTime() - releasedWithinMs), now())) {
    const hash = parts.hashOf(release);
    const tried = new Set<string>();
    for (;;) {
      const found = await deliveries.outdated(release.id, hash, since, batch);
      const sent = found.filter(({ id }) => !tried.has(id));
      if (sent.length === 0) break;
      for (const one of sent) {
        tried.add(one.id);
        const message = parts.compose(one);
        if (message === undefined) continue;
        const result = await sender.edit(one, message, one.subscription.roleId);
        const verdict = result.ok ? undefined : classify(result.failure);
        if (verdict?.do === "stop") return edited;
        // What may pass is tried again with the next run; a post that is gone or closed to us stays as it is.
        if (verdict?.do === "wait" || verdict?.do === "retry") continue;
        if (verdict?.do === "drop" && verdict.bug)
          log.error({ delivery: one.id, reason: verdict.reason }, "a correction was refused");
        await deliveries.setContentHash(one.id, hash);
        if (result.ok) edited += 1;
      }
      if (found.length < batch) break;
    }
  }
  return edited;
}
