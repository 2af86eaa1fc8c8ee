export type Bus<Event> = ReturnType<typeof createBus<Event>>;

/** Tells every subscriber of every event, in order, in the same turn. */
export function createBus<Event>() {
  const listeners = new Set<(event: Event) => void>();
  return {
    emit(event: Event): void {
      for (const listener of listeners) listener(event);
    },
    /** @returns a function that ends the subscription */
    subscribe(listener: (event: Event) => void): () => void {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
  };
}
