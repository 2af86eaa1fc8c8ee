/**
 * Short names of labs and models for the custom_id of buttons: five model ids may be longer than its 100 characters. A handle
 * is a hash of the id, so that it means the same after a restart and after new models were added.
 */
import type { Catalog } from "../catalog.ts";
import type { Lab, LabId, Model, ModelId } from "../types.ts";

const length = 8;

/** Eight characters 0-9a-z from a 64-bit FNV-1a hash (http://www.isthe.com/chongo/tech/comp/fnv/). */
export function handleOf(id: LabId | ModelId): string {
  let hash = 0xcbf29ce484222325n;
  for (const byte of new TextEncoder().encode(id)) {
    hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * 0x100000001b3n);
  }
  return hash.toString(36).padStart(length, "0").slice(-length);
}

/** A lab or a model. */
export type Named = { kind: "lab"; lab: Lab } | { kind: "model"; model: Model };

const indexes = new WeakMap<Catalog, ReadonlyMap<string, Named>>();

function indexOf(catalog: Catalog): ReadonlyMap<string, Named> {
  const known = indexes.get(catalog);
  if (known !== undefined) return known;
  const index = new Map<string, Named>();
  for (const lab of catalog.labs.values()) index.set(handleOf(lab.id), { kind: "lab", lab });
  for (const model of catalog.models.values()) index.set(handleOf(model.id), { kind: "model", model });
  indexes.set(catalog, index);
  return index;
}

/** The lab or model of a handle, or undefined where the catalogue has it no more. */
export function namedByHandle(catalog: Catalog, handle: string): Named | undefined {
  return indexOf(catalog).get(handle);
}

/** The model of a handle, or undefined where the catalogue has it no more. */
export function modelByHandle(catalog: Catalog, handle: string): Model | undefined {
  const named = namedByHandle(catalog, handle);
  return named?.kind === "model" ? named.model : undefined;
}
