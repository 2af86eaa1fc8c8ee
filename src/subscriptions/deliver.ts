/** The delivery loop: takes what is due, many channels at a time, and publishes posts of announcement channels. */
import { deliver, wasHalted } from "./attempt.ts";
import { classify } from "./classify.ts";
import { type DelivererParts, type Delivering, startDelivering } from "./context.ts";
import type { LeasedDelivery } from "./types.ts";

/** Messages claimed at once, and those claimed and under way at most. */
const batch = 100;
const mostHeld = 200;

export type Deliverer = ReturnType<typeof createDeliverer>;

/**
 * How many messages may be held at once: no more than a quarter of what can be sent while a lease holds. Else all
 * leases would run out in the line, when many processes share the rate.
 */
function roomOf<M>({ pacer, times }: Delivering<M>): number {
  return Math.max(2, Math.min(mostHeld, Math.floor((pacer.rate() * (times.lease - times.send)) / 4_000)));
}

async function drain<M>(d: Delivering<M>): Promise<void> {
  const queue: LeasedDelivery[] = [];
  const running = new Set<Promise<void>>();
  const busy = new Set<string>();
  let claimAt = 0;
  d.halted.clear();

  const start = (leased: LeasedDelivery): void => {
    const { channelId } = leased.due.subscription;
    busy.add(channelId);
    const job = deliver(d, leased)
      .catch((error: unknown) => {
        // The lease runs out by itself; the row says whether an attempt was begun.
        d.log.error({ err: error, delivery: leased.due.id }, "a delivery failed on our side");
      })
      .finally(() => {
        busy.delete(channelId);
        running.delete(job);
      });
    running.add(job);
  };

  while (!d.stopped) {
    const room = roomOf(d);
    const free = room - queue.length - running.size;
    // Many at a time: a claim costs the database as much for one as for a hundred.
    if (free >= Math.min(batch, room) / 2 && d.now().getTime() >= claimAt) {
      const leased = await d.deliveries.claim(d.worker, d.now(), d.times.lease, Math.min(batch, free));
      // One message at a time per channel; an empty answer is not asked for again at once.
      if (leased.length === 0) claimAt = d.now().getTime() + 500;
      queue.push(...leased);
    }
    if (queue.length === 0 && running.size === 0) return;
    const index = queue.findIndex((one) => !busy.has(one.due.subscription.channelId));
    const [leased] = index < 0 ? [] : queue.splice(index, 1);
    if (leased === undefined) await Promise.race([...running, d.sleep(500)]);
    else if (wasHalted(d, leased)) await d.deliveries.giveBack([leased]);
    else start(leased);
  }
  await d.deliveries.giveBack(queue);
  await Promise.all(running);
}

async function publish<M>(d: Delivering<M>): Promise<void> {
  while (!d.stopped) {
    const sent = await d.deliveries.claimPublish(d.now(), d.after(d.times.lease), batch / 4);
    if (sent.length === 0) return;
    for (const { id, channelId, messageId } of sent) {
      if (d.stopped) return;
      const result = await d.sender.publish({ channelId, messageId });
      const verdict = result.ok ? undefined : classify(result.failure);
      if (verdict?.do === "wait") await d.deliveries.publishLater(id, d.after(verdict.ms));
      else if (verdict?.do === "retry") await d.deliveries.publishLater(id, d.after(d.times.lease));
      else await d.deliveries.publishLater(id, undefined);
      // 40033: published already.
      if (verdict?.do === "drop" && verdict.bug && !verdict.reason.includes("40033"))
        d.log.error({ delivery: id, reason: verdict.reason }, "a post could not be published");
    }
  }
}

export function createDeliverer<M>(parts: DelivererParts<M>) {
  const delivering = startDelivering(parts);
  return {
    /** What became of the messages so far. */
    totals: delivering.totals,

    /** Sends everything that is due, and returns when there is nothing more at the moment. */
    drain: () => drain(delivering),

    /** Publishes posts of announcement channels; Discord allows ten an hour in each. */
    publish: () => publish(delivering),

    /** Ends the loop: what is under way is settled, the rest is given back. */
    stop(): void {
      delivering.stopped = true;
    },
  };
}
