/** Every store, built once for one database. */
import { createDeliveryStore } from "../store/delivery-store.ts";
import { createLeaseStore } from "../store/lease-store.ts";
import type { Store } from "../store/open.ts";
import { createReleaseStore } from "../store/release-store.ts";
import { createSubscriptionStore } from "../store/subscription-store.ts";
import { createUpstreamStore } from "../store/upstream-store.ts";

export type Stores = ReturnType<typeof storesOf>;

export function storesOf(store: Store) {
  return {
    releases: createReleaseStore(store),
    upstreams: createUpstreamStore(store),
    subscriptions: createSubscriptionStore(store),
    deliveries: createDeliveryStore(store),
    leases: createLeaseStore(store),
  };
}
