/**
 * Deliveries in the store: the outbox. A row is reserved once per release and subscription, claimed by one worker at a
 * time (lease), marked before it is sent, and settled with the message's id. Every step is one conditional change, so
 * that a process can be killed between any two of them.
 */
import { claims } from "./deliveries/claim.ts";
import { posted } from "./deliveries/posted.ts";
import { reservations } from "./deliveries/reserve.ts";
import { outcomes } from "./deliveries/settle.ts";
import type { Store } from "./open.ts";

export type DeliveryStore = ReturnType<typeof createDeliveryStore>;

export function createDeliveryStore(store: Store) {
  return { ...reservations(store), ...claims(store), ...outcomes(store), ...posted(store) };
}
