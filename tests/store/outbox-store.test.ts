/** Releases, subscriptions, deliveries and leases in the store, on every kind of database. */
import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import type { NewRelease } from "../../src/releases/types.ts";
import { createDeliveryStore } from "../../src/store/delivery-store.ts";
import { createLeaseStore } from "../../src/store/lease-store.ts";
import type { Store } from "../../src/store/open.ts";
import { createReleaseStore } from "../../src/store/release-store.ts";
import { createSubscriptionStore } from "../../src/store/subscription-store.ts";
import type { SubscriptionSettings } from "../../src/subscriptions/types.ts";
import { inEachDatabase, openedStore } from "./support.ts";

const t = (seconds: number) => new Date(Date.UTC(2026, 4, 1) + seconds * 1_000);
const settings = (change: Partial<SubscriptionSettings> = {}): SubscriptionSettings => ({
  ...{ guildId: "1", channelId: "10", channelName: "general", channelKind: "text", ownerId: "5" },
  ...{ filters: { labs: [], variants: "all" }, schedule: { cadence: "instant" } },
  ...change,
});
const release = (name: string, change: Partial<NewRelease> = {}): NewRelease => ({
  ...{ key: `model:${name}`, lab: "zhipu", model: `zhipu/${name}`, title: name, kind: "weights" },
  ...{ origin: "data", state: "ready" },
  ...change,
});
const stores = (store: Store) => ({
  releases: createReleaseStore(store),
  subscriptions: createSubscriptionStore(store),
  deliveries: createDeliveryStore(store),
  leases: createLeaseStore(store),
});

/** A ready release, reserved for so many channels. */
async function reserved(store: Store, channels: number) {
  const all = stores(store);
  await all.releases.add([release("one")], t(10));
  const [one] = await all.releases.toFanOut();
  if (one === undefined) throw new Error("nothing is to be fanned out");
  const reservations = [];
  for (let channel = 0; channel < channels; channel += 1) {
    const { subscription } = await all.subscriptions.add(settings({ channelId: `${100 + channel}` }), t(0));
    reservations.push({ subscriptionId: subscription.id, place: t(10 + channel) });
  }
  expect(await all.deliveries.reserve(one.id, reservations, t(10))).toBe(channels);
  return { ...all, release: one, reservations };
}

inEachDatabase("the outbox", (empty) => {
  test("a release is added once, whoever brings it; only ready ones are posted", async () => {
    const store = await openedStore(await empty());
    const { releases } = stores(store);
    const waits = release("waits", { state: "review", heldUntil: t(60) });
    expect(await releases.add([release("one"), release("one"), waits], t(1))).toEqual([
      "model:one",
      "model:waits",
    ]);
    expect(await releases.add([release("one", { title: "other", origin: "hub" })], t(2))).toEqual([]);
    expect(await releases.byKey("model:one")).toMatchObject({
      title: "one",
      origin: "data",
      readyAt: t(1),
    });
    expect(await releases.countFrom("data")).toBe(2);
    const first = { skip: 0, take: 9 };
    expect((await releases.published({}, first)).releases.map((one) => one.title)).toEqual(["one"]);
    expect((await releases.toFanOut()).map((one) => one.title)).toEqual(["one"]);
  });

  test("what came out is paged in the database, newest first, by the earliest day that a date can mean", async () => {
    const { releases } = stores(await openedStore(await empty()));
    const dates = { b: "2026-02", a: "2026-02-01", year: "2025", newest: "2026-06-01" };
    await releases.add(
      [
        ...Object.entries(dates).map(([name, date]) => release(name, { date })),
        release("other", { lab: "x" }),
      ],
      t(1),
    );
    const titles = async (filter: { lab?: string; since?: string }, skip: number) => {
      const page = await releases.published(filter, { skip, take: 2 });
      return [page.total, ...page.releases.map((one) => one.title)];
    };
    const { lab } = release("a");
    expect(await titles({ lab }, 0)).toEqual([4, "newest", "a"]);
    expect(await titles({ lab }, 2)).toEqual([4, "b", "year"]);
    expect(await titles({ lab, since: "2026-02-01" }, 2)).toEqual([3, "b"]);
    expect(await titles({ lab: "x" }, 0)).toEqual([1, "other"]);
  });

  test("several that bring it at once add it once, and none fails", async () => {
    const { releases } = stores(await openedStore(await empty()));
    const added = await Promise.all(
      [1, 2, 3].map(() => releases.add([release("one"), release("two")], t(1))),
    );
    expect(added.flat().sort()).toEqual(["model:one", "model:two"]);
  });

  test("a release becomes ready once", async () => {
    const store = await openedStore(await empty());
    const { releases } = stores(store);
    await releases.add([release("one", { state: "review" })], t(1));
    const one = await releases.byKey("model:one");
    if (one === undefined) throw new Error("the release is not there");
    expect(await releases.update(one.id, { state: "ready", title: "One" }, t(5))).toBe(true);
    expect(await releases.update(one.id, { state: "ready" }, t(9))).toBe(true);
    expect(await releases.byId(one.id)).toMatchObject({ title: "One", readyAt: t(5) });
    expect(await releases.update(randomUUID(), { state: "ready" }, t(9))).toBe(false);
  });

  test("a subscription comes back as it was; the same settings is one", async () => {
    const store = await openedStore(await empty());
    const { subscriptions } = stores(store);
    const wanted = settings({
      filters: { labs: ["zhipu", "moonshot"], weights: "open", modality: "text", variants: "main" },
      schedule: { cadence: "weekly", hour: 9, timeZone: "Europe/Berlin" },
      roleId: "77",
    });
    const { created, subscription } = await subscriptions.add(wanted, t(0));
    expect(created).toBe(true);
    expect(subscription).toMatchObject({
      ...wanted,
      filters: { ...wanted.filters, labs: ["moonshot", "zhipu"] },
      ...{ state: "active", failures: 0, startsAt: t(0), digestedUntil: t(0) },
    });
    expect(await subscriptions.add(wanted, t(9))).toEqual({ created: false, subscription });
    expect(await subscriptions.byId(subscription.id)).toEqual(subscription);
    const other = await subscriptions.add(settings(), t(1));
    expect(await subscriptions.edit(other.subscription.id, { filters: wanted.filters }, t(2))).toBe("taken");
    expect(await subscriptions.edit(subscription.id, { roleId: null }, t(2))).not.toHaveProperty("roleId");
    expect(await subscriptions.edit(randomUUID(), {}, t(2))).toBeUndefined();
  });

  test("a failure counts once per look, passes, and is told once", async () => {
    const store = await openedStore(await empty());
    const { subscriptions } = stores(store);
    const { id } = (await subscriptions.add(settings(), t(0))).subscription;
    const later = (count: number) => t(100 * count);
    expect(await subscriptions.failed(id, "no", t(1), later)).toBe(1);
    expect(await subscriptions.failed(id, "no", t(2), later)).toBe(1);
    expect(await subscriptions.failed(id, "no", t(101), later)).toBe(2);
    expect(await subscriptions.byId(id)).toMatchObject({
      state: "paused",
      pausedBy: "failure",
      retryAt: t(200),
    });
    expect(await Promise.all([1, 2, 3].map(() => subscriptions.claimNotice(id, t(3))))).toEqual([
      true,
      false,
      false,
    ]);
    await subscriptions.recovered(id);
    const recovered = await subscriptions.byId(id);
    expect(recovered).toMatchObject({ state: "active", failures: 0 });
    expect(recovered).not.toHaveProperty("pausedReason");
    await subscriptions.pause(id, t(9));
    expect(await subscriptions.failed(id, "no", t(10), later)).toBe(0);
    expect(await subscriptions.byId(id)).toMatchObject({ pausedBy: "person", pausedAt: t(9) });
  });

  test("a delivery is reserved once per release and subscription", async () => {
    const store = await openedStore(await empty());
    const { deliveries, release: one, reservations } = await reserved(store, 3);
    expect(await deliveries.reserve(one.id, reservations, t(11))).toBe(0);
    expect(await deliveries.counts()).toEqual({ pending: 3 });
  });

  test("a delivery is claimed by one worker until its lease ends, in the order of places", async () => {
    const url = await empty();
    const first = await openedStore(url);
    const second = await openedStore(url);
    const { deliveries } = await reserved(first, 20);
    const other = createDeliveryStore(second);
    const claims = await Promise.all([
      deliveries.claim("a", t(20), 60_000, 15),
      other.claim("b", t(20), 60_000, 15),
    ]);
    const rest = await other.claim("b", t(21), 60_000, 15);
    const ids = [...claims.flat(), ...rest].map((claim) => claim.due.id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).toHaveLength(20);
    expect(await deliveries.claim("a", t(79), 60_000, 15)).toEqual([]);
    const again = await deliveries.claim("c", t(82), 60_000, 30);
    expect(again).toHaveLength(20);
    expect(again.map((claim) => claim.due.subscription.channelId)).toEqual(
      Array.from({ length: 20 }, (_, index) => `${100 + index}`),
    );
  });

  test("an attempt begins only under a claim that lasts; what is not known stays marked", async () => {
    const store = await openedStore(await empty());
    const { deliveries } = await reserved(store, 1);
    const [claim] = await deliveries.claim("a", t(20), 60_000, 1);
    if (claim === undefined) throw new Error("nothing was claimed");
    expect(await deliveries.begin(claim, t(81), t(70))).toBe(false);
    expect(await deliveries.begin(claim, t(40), t(25))).toBe(true);
    const [taken] = await deliveries.claim("b", t(81), 60_000, 1);
    expect(taken?.due).toMatchObject({ attempts: 1, begunAt: t(25), nonce: claim.due.nonce });
    expect(await deliveries.begin(claim, t(40), t(30))).toBe(false);
    if (taken === undefined) throw new Error("nothing was taken over");
    await deliveries.later(taken, { dueAt: t(200), attempts: 2, error: "no answer" });
    expect(await deliveries.claim("c", t(199), 60_000, 1)).toEqual([]);
    const [last] = await deliveries.claim("c", t(200), 60_000, 1);
    expect(last?.due.attempts).toBe(2);
    expect(last?.due).not.toHaveProperty("begunAt");
    await deliveries.delivered(claim.due, { channelId: "100", messageId: "9" }, { contentHash: "h" }, t(201));
    expect(await deliveries.claim("d", t(999), 60_000, 1)).toEqual([]);
    expect(await deliveries.counts()).toEqual({ delivered: 1 });
  });

  test("a digest is one message of several deliveries; its window closes once", async () => {
    const store = await openedStore(await empty());
    const { releases, subscriptions, deliveries } = stores(store);
    const { subscription } = await subscriptions.add(
      settings({ schedule: { cadence: "daily", hour: 9, timeZone: "UTC" } }),
      t(0),
    );
    await releases.add([release("one"), release("two")], t(10));
    const ready = await releases.readyBetween(t(0), t(100));
    const window = { from: t(0), to: t(100) };
    const closed = await Promise.all([1, 2].map(() => deliveries.reserveDigest(subscription, ready, window)));
    expect(closed.sort()).toEqual([false, true]);
    const claims = await deliveries.claim("a", t(100), 60_000, 10);
    expect(claims).toHaveLength(1);
    expect(claims[0]?.due.isDigest).toBe(true);
    expect(claims[0]?.due.releases.map((one) => one.title).sort()).toEqual(["one", "two"]);
    await deliveries.delivered(
      claims[0]?.due ?? { id: "", isDigest: true },
      { channelId: "10", messageId: "9" },
      { contentHash: "h" },
      t(101),
    );
    expect(await deliveries.counts()).toEqual({ delivered: 2 });
  });

  test("one delivery of a failing channel is tried, the paused wait, removed ones are gone", async () => {
    const store = await openedStore(await empty());
    const all = await reserved(store, 2);
    const [first, second] = all.reservations.map((reservation) => reservation.subscriptionId);
    await all.releases.add([release("two")], t(11));
    const two = await all.releases.byKey("model:two");
    await all.deliveries.reserve(two?.id ?? "", all.reservations, t(11));
    await all.subscriptions.failed(first ?? "", "no", t(12), () => t(50));
    await all.subscriptions.pause(second ?? "", t(12));
    expect(await all.deliveries.claim("a", t(20), 1_000, 10)).toEqual([]);
    expect(await all.deliveries.claim("a", t(50), 1_000, 10)).toHaveLength(1);
    await all.subscriptions.remove(first ?? "");
    expect(await all.deliveries.counts()).toEqual({ pending: 2 });
    expect(await all.deliveries.endAll(second ?? "", "skipped", "not wanted")).toBe(2);
    expect(await all.deliveries.prune(new Date(Date.now() + 60_000))).toBe(2);
  });

  test("a job is one process's until its lease ends", async () => {
    const store = await openedStore(await empty());
    const { leases } = stores(store);
    expect(await leases.take("job", "a", t(0), 10_000)).toBe(true);
    expect(await leases.take("job", "b", t(9), 10_000)).toBe(false);
    expect(await leases.take("job", "a", t(9), 10_000)).toBe(true);
    expect(await leases.take("job", "b", t(19), 10_000)).toBe(true);
    await leases.give("job", "a");
    expect(await leases.held("jo", t(20))).toBe(1);
    await leases.give("job", "b");
    expect(await leases.held("jo", t(20))).toBe(0);
  });

  test("posts are found for corrections by what they say, and taken for publishing once", async () => {
    const store = await openedStore(await empty());
    const { deliveries, releases, release: one } = await reserved(store, 2);
    const claims = await deliveries.claim("w", t(20), 10_000, 10);
    for (const [place, { due }] of claims.entries()) {
      const at = { channelId: due.subscription.channelId, messageId: `${900 + place}` };
      await deliveries.delivered(due, at, { contentHash: `hash ${place}`, publishAt: t(30 + place) }, t(21));
    }
    expect(await releases.readyBetween(t(0), t(20))).toHaveLength(1);
    expect(await releases.readyBetween(t(10), t(20))).toEqual([]);
    const outdated = await deliveries.outdated(one.id, "hash 1", t(20), 10);
    expect(outdated.map(({ messageId }) => messageId)).toEqual(["900"]);
    await deliveries.setContentHash(outdated[0]?.id ?? "", "hash 1");
    expect(await deliveries.outdated(one.id, "hash 1", t(20), 10)).toEqual([]);
    expect(await deliveries.outdated(one.id, "hash 2", t(22), 10)).toEqual([]);

    expect(await deliveries.claimPublish(t(29), t(60), 10)).toEqual([]);
    expect(await deliveries.claimPublish(t(30), t(60), 10)).toMatchObject([{ messageId: "900" }]);
    expect(await deliveries.claimPublish(t(31), t(60), 10)).toMatchObject([{ messageId: "901" }]);
    expect(await deliveries.claimPublish(t(59), t(90), 10)).toEqual([]);
    await deliveries.publishLater(outdated[0]?.id ?? "", undefined);
    expect(await deliveries.claimPublish(t(60), t(90), 10)).toMatchObject([{ messageId: "901" }]);
    expect(await deliveries.prune(new Date(0))).toBe(0);
    expect(await deliveries.prune(new Date(Date.now() + 60_000))).toBe(2);
  });

  test("what was sent before a subscription gave up is sent after all", async () => {
    const store = await openedStore(await empty());
    const { deliveries, subscriptions, reservations } = await reserved(store, 1);
    const id = reservations[0]?.subscriptionId ?? "";
    await subscriptions.retire(id, "the channel is gone", t(20));
    expect(await deliveries.endAll(id, "gone", "the channel is gone")).toBe(1);
    await subscriptions.resume(id);
    expect(await deliveries.revive(id, t(30))).toBe(1);
    expect(await deliveries.claim("w", t(29), 10_000, 10)).toEqual([]);
    const [claim] = await deliveries.claim("w", t(30), 10_000, 10);
    expect(claim?.due).toMatchObject({ attempts: 0, isDigest: false });
    await deliveries.giveBack(claim === undefined ? [] : [claim]);
    expect(await deliveries.claim("v", t(30), 10_000, 10)).toHaveLength(1);
  });
});
