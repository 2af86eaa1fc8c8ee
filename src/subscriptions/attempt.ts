/**
 * One delivery, exactly once:
 *
 * 1. A row is claimed by one worker, for a while (lease).
 * 2. Right before sending it is marked as begun, which fails when the lease was lost or would end during the attempt.
 * 3. The message carries a nonce made from the row. For some minutes Discord answers a repeated nonce with the first
 *    message, so an attempt whose outcome is unknown is simply repeated.
 * 4. After that time, Discord's nonces are forgotten: the channel's messages are read first, and the nonce is looked
 *    for in the ids of their buttons.
 *
 * Wherever a process dies, the row says whether an attempt may have reached Discord, and since when.
 */
import { defined } from "../defined.ts";
import type { Composed, Delivering } from "./context.ts";
import { settleDelivered, settleFailure } from "./settle.ts";
import type { Due, LeasedDelivery } from "./types.ts";

/** Discord's clock and ours may differ by so much when old messages are looked through. */
const clockMarginMs = 120_000;

/** Whether an attempt of unknown outcome is too old for its nonce; a forum post has none at all. */
function mustLook<M>(d: Delivering<M>, { begunAt, subscription }: Due): boolean {
  if (begunAt === undefined) return false;
  return subscription.channelKind === "forum" || d.now().getTime() - begunAt.getTime() > d.times.trustNonce;
}

function look<M>(d: Delivering<M>, { begunAt, subscription, nonce }: Due) {
  const begun = (begunAt ?? d.now()).getTime();
  return d.sender.find(subscription, nonce, {
    from: new Date(begun - clockMarginMs),
    // The nonce was repeated for so long at most.
    to: new Date(begun + d.times.trustNonce + d.times.send + clockMarginMs),
  });
}

export function wasHalted<M>(d: Delivering<M>, { due, until }: LeasedDelivery): boolean {
  const at = d.halted.get(due.subscription.id);
  return at !== undefined && until.getTime() - d.times.lease <= at;
}

/** Whether an attempt that begins now ends before the leased does. */
const inTime = <M>(d: Delivering<M>, leased: LeasedDelivery) => d.after(d.times.send) < leased.until;

export async function deliver<M>(d: Delivering<M>, claimed: LeasedDelivery): Promise<void> {
  let leased = claimed;
  let composed: Composed<M> | undefined;
  try {
    composed = d.compose(leased.due);
  } catch (error) {
    d.totals.failed += 1;
    d.log.error({ err: error, delivery: leased.due.id }, "a message could not be made");
    return d.deliveries.end(leased.due, "failed", String(error));
  }
  if (composed === undefined) {
    d.totals.skipped += 1;
    return d.deliveries.end(leased.due, "skipped", "no longer wanted");
  }
  const { subscription, nonce } = leased.due;
  for (;;) {
    if (mustLook(d, leased.due)) {
      d.totals.lookedUp += 1;
      const found = await look(d, leased.due);
      if (!found.ok) return settleFailure(d, leased, found.failure, composed, undefined);
      if (found.at !== undefined) return settleDelivered(d, leased.due, found.at, composed.hash);
      const { begunAt: _, ...fresh } = leased.due;
      leased = { ...leased, due: fresh };
    }
    const answered = await d.pacer.turn();
    try {
      // Waiting took time: the nonce may have become too old meanwhile.
      if (mustLook(d, leased.due)) continue;
      const begun = d.now();
      if (d.stopped) return d.deliveries.giveBack([leased]);
      if (!(await d.deliveries.begin(leased, d.after(d.times.send), begun))) return;
      // The database may have been busy for long. The row says that an attempt began: it will be looked for.
      if (!inTime(d, leased) || mustLook(d, leased.due)) return;
      const { roleId } = subscription;
      const how = { nonce, title: composed.title, ...defined({ roleId }) };
      const result = await d.sender.post(subscription, composed.message, how);
      answered(result.ok ? "answered" : "failed");
      if (result.ok) return settleDelivered(d, leased.due, result, composed.hash);
      return settleFailure(d, leased, result.failure, composed, begun);
    } finally {
      answered("unused");
    }
  }
}
