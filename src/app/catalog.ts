/**
 * The catalogue and its search of the moment: read anew when the release watch found a model, here or in another
 * process, without a restart.
 */
import { randomUUID } from "node:crypto";
import { createCatalog } from "../catalog/catalog.ts";
import { withUpstream } from "../releases/knowledge.ts";
import { type KnownRow, mergeRows } from "../releases/rows.ts";
import { createSearch, entriesOf } from "../search/search.ts";
import { loadCatalog } from "../store/catalog-store.ts";
import type { Store } from "../store/open.ts";
import { createSignalStore } from "../store/signal-store.ts";
import { createUpstreamStore } from "../store/upstream-store.ts";

const catalogueSignal = "catalogue";

/** Leaves word for all processes on this database that the catalogue is to be read anew. */
export async function catalogueChanged(store: Store): Promise<string> {
  const change = randomUUID();
  await createSignalStore(store).leave(catalogueSignal, change);
  return change;
}

export type LiveCatalog = Awaited<ReturnType<typeof openCatalog>>;

/**
 * @param snapshot what upstreams said when the program was made
 * @throws StoreError when the rows are not what this program writes
 */
export async function openCatalog(store: Store, snapshot: readonly KnownRow[] = []) {
  const upstreams = createUpstreamStore(store);
  async function read() {
    const data = withUpstream(await loadCatalog(store), mergeRows(snapshot, await upstreams.rows()));
    return { catalog: createCatalog(data), search: createSearch(entriesOf(data)) };
  }
  const signals = createSignalStore(store);
  let seen = await signals.read(catalogueSignal);
  let current = await read();
  return {
    catalog: () => current.catalog,
    search: () => current.search,
    /** Both change at the same moment; who has the old ones keeps a whole catalogue. */
    async refresh(): Promise<void> {
      current = await read();
      seen = await catalogueChanged(store);
    },
    /** Reads it anew where another process has left word of a change; true then. */
    async catchUp(): Promise<boolean> {
      const latest = await signals.read(catalogueSignal);
      if (latest === seen) return false;
      current = await read();
      seen = latest;
      return true;
    },
  };
}
