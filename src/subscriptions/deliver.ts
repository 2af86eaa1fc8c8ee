/**
 * The delivery loop: takes what is due, sends it, settles what became of it. Exactly once:
 *
 * 1. A row is claimed by one worker, for a while (lease).
 * 2. Right before sending it is marked as begun, which fails when the leased was lost or would end during the attempt.
 * 3. The message carries a nonce made from the row. For some minutes Discord answers a repeated nonce with the first
 *    message, so an attempt whose outcome is unknown is simply repeated.
 * 4. After that time, Discord's nonces are forgotten: the channel's messages are read first, and the nonce is looked
 *    for in the ids of their buttons.
 *
 * Wherever a process dies, the row says whether an attempt may have reached Discord, and since when.
 */
import { backOffMs, classify, failureVerdict, type SendFailure } from "./classify.ts";
import type { Pacer } from "./pacer.ts";
import type { FailureStore, LeasedDelivery, Log, MessageReference, OutboxStore, Sender } from "./ports.ts";
import type { Due, Subscription } from "./types.ts";

/** A message ready to go. */
export interface Composed<M> {
  message: M;
  /** Name of a forum post. */
  title: string;
  /** Stands for what the message says; equal texts have equal hashes. */
  hash: string;
}

export interface DelivererParts<M> {
  worker: string;
  deliveries: OutboxStore;
  subscriptions: FailureStore;
  sender: Sender<M>;
  pacer: Pacer;
  /** The message of a delivery as of now; undefined where its subscription wants none of it any more. */
  compose: (due: Due) => Composed<M> | undefined;
  /** What an owner is told when posts fail in a channel. */
  notice: (subscription: Subscription, reason: string, retired: boolean) => M;
  now: () => Date;
  /** From 0 to 1. */
  random: () => number;
  sleep: (ms: number) => Promise<void>;
  log: Log;
  /** Called once when Discord refuses the token: nothing is sent any more. */
  onStop: (reason: string) => void;
  times?: Partial<DeliveryTimes>;
}

/** In milliseconds. */
export interface DeliveryTimes {
  /** How long a leased holds. */
  lease: number;
  /** Longest duration of one attempt to send. */
  send: number;
  /** How long after an unknown outcome a repeated nonce is trusted; well below Discord's "few minutes". */
  trustNonce: number;
  /** A forum post has no nonce: so long an attempt of unknown outcome is given to show up before it is looked for. */
  settleForum: number;
}

const usualTimes: DeliveryTimes = { lease: 60_000, send: 15_000, trustNonce: 60_000, settleForum: 30_000 };

/** Messages claimed at once, and those claimed and under way at most. */
const batch = 100;
const mostHeld = 200;
/** Attempts after which a message is given up, some twelve hours. */
const mostAttempts = 60;
/** Discord's clock and ours may differ by so much when old messages are looked through. */
const clockMarginMs = 120_000;

export type Deliverer = ReturnType<typeof createDeliverer>;

export function createDeliverer<M>(parts: DelivererParts<M>) {
  const { deliveries, subscriptions, sender, pacer, log, now } = parts;
  const times = { ...usualTimes, ...parts.times };
  const after = (ms: number) => new Date(now().getTime() + ms);
  const totals = {
    delivered: 0,
    lookedUp: 0,
    waited: 0,
    retried: 0,
    paused: 0,
    retired: 0,
    failed: 0,
    skipped: 0,
  };
  let stopped = false;
  /** When subscriptions failed: what else was claimed for them before is given back. */
  const halted = new Map<string, number>();

  async function settleDelivered(due: Due, at: MessageReference | undefined, hash: string): Promise<void> {
    const { subscription } = due;
    const publishes = subscription.channelKind === "announcement" && at !== undefined;
    await deliveries.delivered(
      due,
      at,
      { contentHash: hash, ...(publishes ? { publishAt: now() } : {}) },
      now(),
    );
    totals.delivered += 1;
    if (subscription.failures > 0 || subscription.state !== "active")
      await subscriptions.recovered(subscription.id);
  }

  async function tellOwner(subscription: Subscription, reason: string, retired: boolean): Promise<void> {
    if (!(await subscriptions.claimNotice(subscription.id, now()))) return;
    const message = parts.notice(subscription, reason, retired);
    const told = await sender.tell(
      subscription.ownerId,
      message,
      subscription.id.replaceAll("-", "").slice(0, 25),
    );
    if (!told.ok)
      log.warn({ subscription: subscription.id, failure: told.failure }, "an owner could not be told");
  }

  async function retire(due: Due, reason: string): Promise<void> {
    const { subscription } = due;
    halted.set(subscription.id, now().getTime());
    await subscriptions.retire(subscription.id, reason, now());
    await deliveries.endAll(subscription.id, "gone", reason);
    totals.retired += 1;
    log.warn(
      { subscription: subscription.id, channel: subscription.channelId, reason },
      "subscription retired",
    );
    await tellOwner(subscription, reason, true);
  }

  async function pause(leased: LeasedDelivery, reason: string): Promise<void> {
    const { due } = leased;
    const { subscription } = due;
    halted.set(subscription.id, now().getTime());
    const failures = await subscriptions.failed(subscription.id, reason, now(), (count) => {
      const verdict = failureVerdict(count);
      return after(verdict.retire ? 0 : verdict.retryAfterMs);
    });
    if (failures > 0 && failureVerdict(failures).retire) return retire(due, reason);
    totals.paused += 1;
    await deliveries.later(leased, { ...unchanged(due), dueAt: now(), error: reason });
    log.warn(
      { subscription: subscription.id, channel: subscription.channelId, reason },
      "subscription paused",
    );
    await tellOwner(subscription, reason, false);
  }

  /** A row as it was before the attempt, which certainly did not reach a channel. */
  const unchanged = ({ attempts, begunAt }: Due) => ({
    attempts,
    ...(begunAt === undefined ? {} : { begunAt }),
  });

  /** @param begun when the failed attempt began; undefined where nothing was sent */
  async function settleFailure(
    leased: LeasedDelivery,
    failure: SendFailure,
    composed: Composed<M>,
    begun: Date | undefined,
  ): Promise<void> {
    const { due } = leased;
    const verdict = classify(failure);
    switch (verdict.do) {
      case "done":
        return settleDelivered(due, undefined, composed.hash);
      case "retire":
        return retire(due, verdict.reason);
      case "pause":
        return pause(leased, verdict.reason);
      case "unarchive": {
        const opened = await sender.unarchive(due.subscription.channelId);
        if (!opened.ok) return pause(leased, verdict.reason);
        // Opening it takes effect at once; should it not, the attempts run out like any others.
        return deliveries.later(leased, {
          ...unchanged(due),
          attempts: due.attempts + 1,
          dueAt: after(backOffMs(due.attempts + 1, parts.random())),
        });
      }
      case "drop":
        totals.failed += 1;
        await deliveries.end(due, "failed", verdict.reason);
        if (verdict.bug)
          log.error({ delivery: due.id, reason: verdict.reason }, "Discord refuses a message of ours");
        else log.warn({ delivery: due.id, reason: verdict.reason }, "a message was blocked and dropped");
        return;
      case "wait":
        totals.waited += 1;
        if (verdict.global) pacer.pauseFor(verdict.ms);
        return deliveries.later(leased, { ...unchanged(due), dueAt: after(verdict.ms) });
      case "retry": {
        totals.retried += 1;
        const attempts = due.attempts + 1;
        if (attempts >= mostAttempts) {
          totals.failed += 1;
          log.error({ delivery: due.id, reason: verdict.reason }, "a message could not be sent for hours");
          return deliveries.end(due, "failed", verdict.reason);
        }
        const unsureSince = due.begunAt ?? (verdict.unsure ? begun : undefined);
        const forum = due.subscription.channelKind === "forum" && unsureSince !== undefined;
        const pauseMs = Math.max(backOffMs(attempts, parts.random()), forum ? times.settleForum : 0);
        return deliveries.later(leased, {
          ...{ attempts, dueAt: after(pauseMs), error: verdict.reason },
          ...(unsureSince === undefined ? {} : { begunAt: unsureSince }),
        });
      }
      case "stop":
        await deliveries.later(leased, { ...unchanged(due), dueAt: now() });
        if (!stopped) {
          stopped = true;
          parts.onStop(verdict.reason);
        }
    }
  }

  /** Whether an attempt of unknown outcome is too old for its nonce; a forum post has none at all. */
  function mustLook({ begunAt, subscription }: Due): boolean {
    if (begunAt === undefined) return false;
    return subscription.channelKind === "forum" || now().getTime() - begunAt.getTime() > times.trustNonce;
  }

  function look({ begunAt, subscription, nonce }: Due) {
    const begun = (begunAt ?? now()).getTime();
    return sender.find(subscription, nonce, {
      from: new Date(begun - clockMarginMs),
      // The nonce was repeated for so long at most.
      to: new Date(begun + times.trustNonce + times.send + clockMarginMs),
    });
  }

  function wasHalted({ due, until }: LeasedDelivery): boolean {
    const at = halted.get(due.subscription.id);
    return at !== undefined && until.getTime() - times.lease <= at;
  }

  /** Whether an attempt that begins now ends before the leased does. */
  const inTime = (leased: LeasedDelivery) => after(times.send) < leased.until;

  async function deliver(claimed: LeasedDelivery): Promise<void> {
    let leased = claimed;
    let composed: Composed<M> | undefined;
    try {
      composed = parts.compose(leased.due);
    } catch (error) {
      totals.failed += 1;
      log.error({ err: error, delivery: leased.due.id }, "a message could not be made");
      return deliveries.end(leased.due, "failed", String(error));
    }
    if (composed === undefined) {
      totals.skipped += 1;
      return deliveries.end(leased.due, "skipped", "no longer wanted");
    }
    const { subscription, nonce } = leased.due;
    for (;;) {
      if (mustLook(leased.due)) {
        totals.lookedUp += 1;
        const found = await look(leased.due);
        if (!found.ok) return settleFailure(leased, found.failure, composed, undefined);
        if (found.at !== undefined) return settleDelivered(leased.due, found.at, composed.hash);
        const { begunAt: _, ...fresh } = leased.due;
        leased = { ...leased, due: fresh };
      }
      const answered = await pacer.turn();
      try {
        // Waiting took time: the nonce may have become too old meanwhile.
        if (mustLook(leased.due)) continue;
        const begun = now();
        if (stopped || !(await deliveries.begin(leased, after(times.send), begun))) return;
        // The database may have been busy for long. The row says that an attempt began: it will be looked for.
        if (!inTime(leased) || mustLook(leased.due)) return;
        const { roleId } = subscription;
        const how = { nonce, title: composed.title, ...(roleId === undefined ? {} : { roleId }) };
        const result = await sender.post(subscription, composed.message, how);
        answered(result.ok ? "answered" : "failed");
        if (result.ok) return settleDelivered(leased.due, result, composed.hash);
        return settleFailure(leased, result.failure, composed, begun);
      } finally {
        answered("unused");
      }
    }
  }

  /**
   * How many messages may be held at once: no more than a quarter of what can be sent while a leased holds. Else all
   * leased would run out in the line, when many processes share the rate.
   */
  const room = () =>
    Math.max(2, Math.min(mostHeld, Math.floor((pacer.rate() * (times.lease - times.send)) / 4_000)));

  return {
    /** What became of the messages so far. */
    totals,

    /** Sends everything that is due, and returns when there is nothing more at the moment. */
    async drain(): Promise<void> {
      const queue: LeasedDelivery[] = [];
      const running = new Set<Promise<void>>();
      const busy = new Set<string>();
      let claimAt = 0;
      halted.clear();

      const start = (leased: LeasedDelivery): void => {
        const { channelId } = leased.due.subscription;
        busy.add(channelId);
        const job = deliver(leased)
          .catch((error: unknown) => {
            // The lease runs out by itself; the row says whether an attempt was begun.
            log.error({ err: error, delivery: leased.due.id }, "a delivery failed on our side");
          })
          .finally(() => {
            busy.delete(channelId);
            running.delete(job);
          });
        running.add(job);
      };

      while (!stopped) {
        const free = room() - queue.length - running.size;
        // Many at a time: a leased costs the database as much for one as for a hundred.
        const enough = free >= Math.min(batch, room()) / 2;
        if (enough && now().getTime() >= claimAt) {
          const leased = await deliveries.claim(parts.worker, now(), times.lease, Math.min(batch, free));
          // One message at a time per channel; an empty answer is not asked for again at once.
          if (leased.length === 0) claimAt = now().getTime() + 500;
          queue.push(...leased);
        }
        if (queue.length === 0 && running.size === 0) return;
        const index = queue.findIndex((one) => !busy.has(one.due.subscription.channelId));
        const [leased] = index < 0 ? [] : queue.splice(index, 1);
        if (leased === undefined) await Promise.race([...running, parts.sleep(500)]);
        else if (wasHalted(leased)) await deliveries.giveBack([leased]);
        else start(leased);
      }
      await deliveries.giveBack(queue);
      await Promise.all(running);
    },

    /** Publishes posts of announcement channels; Discord allows ten an hour in each. */
    async publish(): Promise<void> {
      for (;;) {
        if (stopped) return;
        const sent = await deliveries.claimPublish(now(), after(times.lease), batch / 4);
        if (sent.length === 0) return;
        for (const { id, channelId, messageId } of sent) {
          if (stopped) return;
          const result = await sender.publish({ channelId, messageId });
          const verdict = result.ok ? undefined : classify(result.failure);
          if (verdict?.do === "wait") await deliveries.publishLater(id, after(verdict.ms));
          else if (verdict?.do === "retry") await deliveries.publishLater(id, after(times.lease));
          else await deliveries.publishLater(id, undefined);
          // 40033: published already.
          if (verdict?.do === "drop" && verdict.bug && !verdict.reason.includes("40033"))
            log.error({ delivery: id, reason: verdict.reason }, "a post could not be published");
        }
      }
    },

    /** Ends the loop: what is under way is settled, the rest is given back. */
    stop(): void {
      stopped = true;
    },
  };
}
