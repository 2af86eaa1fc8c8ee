/** What the release watch remembers, in the store: comes back as it was, on every kind of database. */
import { expect, test } from "vitest";
import type { Item, ListingState, Tracked } from "../../src/releases/found.ts";
import type { Store } from "../../src/store/open.ts";
import { createReleaseStore } from "../../src/store/release-store.ts";
import { createUpstreamStore } from "../../src/store/upstream-store.ts";
import { inEachDatabase, openedStore } from "./support.ts";

const t = (seconds: number) => new Date(Date.UTC(2026, 4, 1, 0, 0, seconds, 7));
const release: Tracked = {
  ...{ key: "model:moonshot/kimi-k3", lab: "moonshot", model: "moonshot/kimi-k3", loose: "kimik3" },
  ...{ family: "kimi", title: "Kimi K3", kind: "weights", origin: "huggingface", state: "waiting" },
  ...{ hasLead: true, firstSeenAt: t(1), variants: [] },
};
const item: Item = {
  ...{ source: "huggingface", externalId: "moonshotai/Kimi-K3", listing: "huggingface:moonshotai" },
  ...{ name: "Kimi-K3", lab: "moonshot", firstSeenAt: t(1), parents: ["base_model:a", "base_model:b"] },
  group: { name: "Kimi-K3", family: "kimi-k3", part: "model" },
  facts: { released: "2026-05-01", parameters: 1e12, price: { input: 0.5, output: 2.5, currency: "USD" } },
};
const listing: ListingState = {
  ...{ key: "huggingface:moonshotai", source: "huggingface", validators: { etag: '"1"' } },
  ...{ baseline: "done", rows: 12, failures: 0, lastOkAt: t(2), drift: ["a row has no id", "another"] },
};
const bySource = (one: { externalId: string }, other: { externalId: string }) =>
  one.externalId < other.externalId ? -1 : 1;

async function filled(store: Store) {
  const upstream = createUpstreamStore(store);
  await upstream.save({ items: [item], releases: [release], listings: [listing] }, t(2));
  return upstream;
}

inEachDatabase("the memory of the watch", (empty) => {
  test("comes back as it was, and takes changes over what is there", async () => {
    const upstream = await filled(await openedStore(await empty()));
    expect(await upstream.known()).toEqual({ items: [item], releases: [release] });
    expect(await upstream.listings()).toEqual([listing]);

    const announced: Tracked = { ...release, state: "ready", announcedAs: release.key, announcedAt: t(9) };
    const other: Item = {
      ...item,
      externalId: "moonshotai/Kimi-K3-Base",
      find: release.key,
      createdAt: t(3),
    };
    const failing: ListingState = {
      ...listing,
      ...{ failures: 2, nextTryAt: t(60), lastError: "500", drift: [] },
    };
    await upstream.save({ items: [other], releases: [announced], listings: [failing] }, t(9));
    const { items, releases } = await upstream.known();
    expect(items.toSorted(bySource)).toEqual([item, other]);
    expect(releases).toEqual([announced]);
    expect(await upstream.listings()).toEqual([failing]);
  });

  test("what a person decided meanwhile stays, and what came with it is added", async () => {
    const store = await openedStore(await empty());
    const upstream = createUpstreamStore(store);
    const releases = createReleaseStore(store);
    const review: Tracked = { ...release, state: "review" };
    await upstream.save({ releases: [review] }, t(1));
    const id = (await releases.byKey(release.key))?.id ?? "";
    await releases.update(id, { state: "rejected", decidedBy: "5" }, t(2));
    const variants = [{ title: "Kimi K3 Mini", model: "moonshot/kimi-k3-mini" }];
    await upstream.save({ releases: [{ ...review, variants }] }, t(3));
    expect(await releases.byKey(release.key)).toMatchObject({ id, state: "rejected", variants });
  });

  test("what is rejected is no knowledge any more", async () => {
    const store = await openedStore(await empty());
    const upstream = createUpstreamStore(store);
    await upstream.save(
      { items: [{ ...item, find: release.key }], releases: [release], listings: [listing] },
      t(2),
    );
    expect(await upstream.rows()).toHaveLength(1);
    await upstream.save({ releases: [{ ...release, state: "rejected" }] }, t(3));
    expect(await upstream.rows()).toEqual([]);
  });

  test("what was only known of is listed when a file dates it, and is no news", async () => {
    const store = await openedStore(await empty());
    const upstream = createUpstreamStore(store);
    const releases = createReleaseStore(store);
    await upstream.save({ releases: [{ ...release, state: "known" }] }, t(1));
    expect(await releases.keys()).toEqual(new Set());
    const { key, lab, model, title, kind } = release;
    await releases.add(
      [{ key, lab, model, title, kind, origin: "data", state: "ready", date: "2026-05-01" }],
      t(5),
    );
    expect(await releases.byKey(key)).toMatchObject({ state: "baseline", date: "2026-05-01" });
  });

  test("a later decision on the same word takes the place of the first", async () => {
    const upstream = createUpstreamStore(await openedStore(await empty()));
    const rule = { lab: "moonshot", word: "toy", decision: "post" } as const;
    await upstream.decide(rule, "5", t(1));
    await upstream.decide({ ...rule, decision: "reject" }, "6", t(2));
    expect(await upstream.rules()).toEqual([{ ...rule, decision: "reject" }]);
    expect(await upstream.lift(rule)).toBe(true);
    expect(await upstream.lift(rule)).toBe(false);
    expect(await upstream.rules()).toEqual([]);
  });

  test("its rows are knowledge, with the day on which their listing last answered", async () => {
    const upstream = await filled(await openedStore(await empty()));
    expect(await upstream.rows()).toMatchObject([
      {
        source: "huggingface",
        lab: "moonshot",
        group: { name: "Kimi-K3", part: "model" },
        read: "2026-05-01",
      },
    ]);
  });

  test("a release goes over to the entry that bears its name now", async () => {
    const store = await openedStore(await empty());
    const upstream = await filled(store);
    const releases = createReleaseStore(store);
    const { key, title, model } = release;
    await upstream.save({ releases: [{ ...release, state: "ready" }] }, t(5));
    const names = { taken: (id: string) => id === model, modelOf: () => undefined };
    expect(await upstream.place(names)).toBe(0);
    const modelOf = (_: string, loose: string) => (loose === "kimik3" ? "moonshot/k3" : undefined);
    expect(await upstream.place({ taken: () => false, modelOf })).toBe(1);
    expect(await releases.byKey(key)).toMatchObject({ model: "moonshot/k3", title });
    // Whoever seeds the releases of the files finds it under the file's name too.
    expect(await releases.keys()).toEqual(new Set([key, "model:moonshot/k3"]));
  });
});
