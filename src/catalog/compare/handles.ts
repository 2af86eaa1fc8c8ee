/**
 * Short names of models for the custom_id of buttons: five model ids may be longer than its 100 characters. A handle
 * is a hash of the id, so that it means the same after a restart and after new models were added.
 */
import type { Catalog } from "../catalog.ts";
import type { Model, ModelId } from "../types.ts";

const length = 8;

/** Eight characters 0-9a-z from a 64-bit FNV-1a hash (http://www.isthe.com/chongo/tech/comp/fnv/). */
export function handleOf(id: ModelId): string {
  let hash = 0xcbf29ce484222325n;
  for (const byte of new TextEncoder().encode(id)) {
    hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * 0x100000001b3n);
  }
  return hash.toString(36).padStart(length, "0").slice(-length);
}

const indexes = new WeakMap<Catalog, ReadonlyMap<string, Model>>();

function indexOf(catalog: Catalog): ReadonlyMap<string, Model> {
  const known = indexes.get(catalog);
  if (known !== undefined) return known;
  const index = new Map([...catalog.models.values()].map((model) => [handleOf(model.id), model]));
  indexes.set(catalog, index);
  return index;
}

/** The model of a handle, or undefined where the catalogue has it no more. */
export function modelByHandle(catalog: Catalog, handle: string): Model | undefined {
  return indexOf(catalog).get(handle);
}
