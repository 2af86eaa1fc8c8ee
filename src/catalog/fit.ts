/** Whether a model fits into memory, and in which quantisation. Pure arithmetic over stated figures. */
import { defined } from "../defined.ts";
import type { Geometry } from "./fields.ts";

/**
 * Bits a weight takes in the files of a quantisation, its scales and the layers that are kept in more bits included.
 * From the sizes of published files over their parameters; llama.cpp's table for the K-quants.
 */
export const quantisations = [
  { name: "BF16", bits: 16 },
  { name: "8 bit", bits: 8.5 },
  { name: "6 bit", bits: 6.6 },
  { name: "5 bit", bits: 5.7 },
  { name: "4 bit", bits: 4.85 },
  { name: "3 bit", bits: 3.9 },
  { name: "2 bit", bits: 2.9 },
] as const;
export type Quantisation = (typeof quantisations)[number];

/** Kept free for activations and the runtime: a tenth of the weights, at least this much. In bytes. */
const leastReserve = 1e9;

/** Bytes of the weights in files: parameters (all of them, not the active ones) x bits / 8. */
export const weightBytes = (parameters: number, bits: number): number => (parameters * bits) / 8;

/** Bytes that one token takes in the key-value cache at 16 bits; undefined where the geometry does not say. */
export function cacheBytesPerToken({
  layers,
  kvHeads,
  headDim,
  kvRank,
  ropeDim,
}: Geometry): number | undefined {
  // Latent attention keeps one compressed vector and its rotary part a layer (DeepSeek-V2, arXiv 2405.04434).
  if (kvRank !== undefined) return layers * (kvRank + (ropeDim ?? 0)) * 2;
  if (kvHeads === undefined || headDim === undefined) return undefined;
  return 2 * layers * kvHeads * headDim * 2;
}

export interface FitQuestion {
  /** All parameters, in units of one. */
  parameters: number;
  /** Bytes there are; absent: how much each quantisation needs. */
  memory?: number;
  /** Tokens to be held. */
  context: number;
  geometry?: Geometry;
}

export interface FitRow {
  quantisation: Quantisation;
  weights: number;
  /** Absent where the geometry is not stated. */
  cache?: number;
  reserve: number;
  /** Weights, cache where it is known, and reserve. */
  total: number;
  /** Absent without a memory to compare with. */
  fits?: boolean;
}

/** Every quantisation, largest first. */
export function fitOf({ parameters, memory, context, geometry }: FitQuestion): FitRow[] {
  const perToken = geometry === undefined ? undefined : cacheBytesPerToken(geometry);
  return quantisations.map((quantisation) => {
    const weights = weightBytes(parameters, quantisation.bits);
    const cache = perToken === undefined ? undefined : perToken * context;
    const reserve = Math.max(leastReserve, weights * 0.05);
    const total = weights + (cache ?? 0) + reserve;
    return {
      quantisation,
      weights,
      reserve,
      total,
      ...defined({ cache }),
      ...(memory === undefined ? {} : { fits: total <= memory }),
    };
  });
}
