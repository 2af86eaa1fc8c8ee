/**
 * Prisma's own migration engine, in the form that npm delivers: WebAssembly, so that nothing is downloaded from
 * elsewhere. It is loaded only when there is something to migrate.
 */
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import { bindMigrationAwareSqlAdapterFactory, type SqlDriverAdapter } from "@prisma/driver-adapter-utils";
import type { SchemaEngine } from "@prisma/schema-engine-wasm/schema_engine_bg";

interface EngineExports {
  __wbindgen_start(): void;
}

/** The part of Node's WebAssembly that is used here; @types/node 20 does not describe it. */
interface WebAssemblyApi {
  instantiate(
    bytes: Uint8Array,
    imports: Record<string, object>,
  ): Promise<{ instance: { exports: EngineExports } }>;
}

let loaded: Promise<typeof SchemaEngine> | undefined;

/**
 * The package's entry imports .wasm as a module, which Node cannot; so its parts are put together here. Once only:
 * the parts in JavaScript know a single instance.
 */
function engineClass(): Promise<typeof SchemaEngine> {
  loaded ??= loadEngine();
  return loaded;
}

async function loadEngine(): Promise<typeof SchemaEngine> {
  const { WebAssembly } = globalThis as unknown as { WebAssembly: WebAssemblyApi };
  const glue = createRequire(import.meta.url).resolve("@prisma/schema-engine-wasm/schema_engine_bg");
  const imports = await import("@prisma/schema-engine-wasm/schema_engine_bg");
  const bytes = await readFile(path.join(path.dirname(glue), "schema_engine_bg.wasm"));
  const { instance } = await WebAssembly.instantiate(bytes, { "./schema_engine_bg.js": imports });
  imports.__wbg_set_wasm(instance.exports);
  // Where the engine reports its own failures; Prisma's client sets the same name for itself.
  Object.assign(globalThis, {
    PRISMA_WASM_PANIC_REGISTRY: {
      set_message(message: string) {
        throw new Error(`Prisma's migration engine failed: ${message}`);
      },
    },
  });
  instance.exports.__wbindgen_start();
  return imports.SchemaEngine;
}

/** Starts the engine on an open connection. */
export async function startSchemaEngine(db: SqlDriverAdapter): Promise<SchemaEngine> {
  const Engine = await engineClass();
  const connect = async () => ({ ...db, dispose: async () => undefined });
  const factory = { provider: db.provider, adapterName: db.adapterName, connect };
  return Engine.new(
    { datamodels: undefined },
    // The engine's log: what went wrong is in its errors too.
    () => undefined,
    bindMigrationAwareSqlAdapterFactory({
      ...factory,
      connectToShadowDb: () => Promise.reject(new Error("Migrations are applied without a second database.")),
    }),
  );
}
