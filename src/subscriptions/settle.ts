/** What becomes of a message after its attempt: sent, put off, given up, or its subscription paused or retired. */
import { defined } from "../defined.ts";
import { backOffMs, classify, failureVerdict, type SendFailure } from "./classify.ts";
import type { Composed, Delivering } from "./context.ts";
import type { Due, LeasedDelivery, MessageReference, Subscription } from "./types.ts";

/** Attempts after which a message is given up, some twelve hours. */
const mostAttempts = 60;

export async function settleDelivered<M>(
  d: Delivering<M>,
  due: Due,
  at: MessageReference | undefined,
  hash: string,
): Promise<void> {
  const { subscription } = due;
  const publishes = subscription.channelKind === "announcement" && at !== undefined;
  await d.deliveries.delivered(
    due,
    at,
    { contentHash: hash, ...(publishes ? { publishAt: d.now() } : {}) },
    d.now(),
  );
  d.totals.delivered += 1;
  d.posted?.(due);
  if (subscription.failures > 0 || subscription.state !== "active")
    await d.subscriptions.recovered(subscription.id);
}

async function tellOwner<M>(
  d: Delivering<M>,
  subscription: Subscription,
  reason: string,
  retired: boolean,
): Promise<void> {
  if (!(await d.subscriptions.claimNotice(subscription.id, d.now()))) return;
  const message = d.notice(subscription, reason, retired);
  const told = await d.sender.tell(
    subscription.ownerId,
    message,
    subscription.id.replaceAll("-", "").slice(0, 25),
  );
  if (!told.ok)
    d.log.warn({ subscription: subscription.id, failure: told.failure }, "an owner could not be told");
}

async function retire<M>(d: Delivering<M>, due: Due, reason: string): Promise<void> {
  const { subscription } = due;
  d.halted.set(subscription.id, d.now().getTime());
  await d.subscriptions.retire(subscription.id, reason, d.now());
  await d.deliveries.endAll(subscription.id, "gone", reason);
  d.totals.retired += 1;
  d.log.warn(
    { subscription: subscription.id, channel: subscription.channelId, reason },
    "subscription retired",
  );
  await tellOwner(d, subscription, reason, true);
}

async function pause<M>(d: Delivering<M>, leased: LeasedDelivery, reason: string): Promise<void> {
  const { due } = leased;
  const { subscription } = due;
  d.halted.set(subscription.id, d.now().getTime());
  const failures = await d.subscriptions.failed(subscription.id, reason, d.now(), (count) => {
    const verdict = failureVerdict(count);
    return d.after(verdict.retire ? 0 : verdict.retryAfterMs);
  });
  if (failures > 0 && failureVerdict(failures).retire) return retire(d, due, reason);
  d.totals.paused += 1;
  await d.deliveries.later(leased, { ...unchanged(due), dueAt: d.now(), error: reason });
  d.log.warn(
    { subscription: subscription.id, channel: subscription.channelId, reason },
    "subscription paused",
  );
  await tellOwner(d, subscription, reason, false);
}

/** A row as it was before the attempt, which certainly did not reach a channel. */
const unchanged = ({ attempts, begunAt }: Due) => ({
  attempts,
  ...defined({ begunAt }),
});

/** @param begun when the failed attempt began; undefined where nothing was sent */
export async function settleFailure<M>(
  d: Delivering<M>,
  leased: LeasedDelivery,
  failure: SendFailure,
  composed: Composed<M>,
  begun: Date | undefined,
): Promise<void> {
  const { due } = leased;
  const verdict = classify(failure);
  switch (verdict.do) {
    case "done":
      return settleDelivered(d, due, undefined, composed.hash);
    case "retire":
      return retire(d, due, verdict.reason);
    case "pause":
      return pause(d, leased, verdict.reason);
    case "unarchive": {
      const opened = await d.sender.unarchive(due.subscription.channelId);
      if (!opened.ok) return pause(d, leased, verdict.reason);
      // Opening it takes effect at once; should it not, the attempts run out like any others.
      return d.deliveries.later(leased, {
        ...unchanged(due),
        attempts: due.attempts + 1,
        dueAt: d.after(backOffMs(due.attempts + 1, d.random())),
      });
    }
    case "drop":
      d.totals.failed += 1;
      await d.deliveries.end(due, "failed", verdict.reason);
      if (verdict.bug)
        d.log.error({ delivery: due.id, reason: verdict.reason }, "Discord refuses a message of ours");
      else d.log.warn({ delivery: due.id, reason: verdict.reason }, "a message was blocked and dropped");
      return;
    case "wait":
      d.totals.waited += 1;
      if (verdict.global) d.pacer.pauseFor(verdict.ms);
      return d.deliveries.later(leased, { ...unchanged(due), dueAt: d.after(verdict.ms) });
    case "retry": {
      d.totals.retried += 1;
      const attempts = due.attempts + 1;
      if (attempts >= mostAttempts) {
        d.totals.failed += 1;
        d.log.error({ delivery: due.id, reason: verdict.reason }, "a message could not be sent for hours");
        return d.deliveries.end(due, "failed", verdict.reason);
      }
      const unsureSince = due.begunAt ?? (verdict.unsure ? begun : undefined);
      const forum = due.subscription.channelKind === "forum" && unsureSince !== undefined;
      const pauseMs = Math.max(backOffMs(attempts, d.random()), forum ? d.times.settleForum : 0);
      return d.deliveries.later(leased, {
        attempts,
        dueAt: d.after(pauseMs),
        error: verdict.reason,
        ...defined({ begunAt: unsureSince }),
      });
    }
    case "stop":
      await d.deliveries.later(leased, { ...unchanged(due), dueAt: d.now() });
      if (!d.stopped) {
        d.stopped = true;
        d.onStop(verdict.reason);
      }
  }
}
