/** The catalogue and its search of the moment: read anew when the release watch found a model, without a restart. */
import { createCatalog } from "../catalog/catalog.ts";
import { withUpstream } from "../releases/knowledge.ts";
import { type KnownRow, mergeRows } from "../releases/rows.ts";
import { createSearch, entriesOf } from "../search/search.ts";
import { loadCatalog } from "../store/catalog-store.ts";
import type { Store } from "../store/open.ts";
import { createUpstreamStore } from "../store/upstream-store.ts";

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
  let current = await read();
  return {
    catalog: () => current.catalog,
    search: () => current.search,
    /** Both change at the same moment; who has the old ones keeps a whole catalogue. */
    async refresh(): Promise<void> {
      current = await read();
    },
  };
}
