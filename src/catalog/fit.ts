/** Whether a model fits into memory, and in which quantisation. Pure arithmetic over stated figures. */
import { defined } from "../defined.ts";
import type { Geometry, QuantisedFiles } from "./fields.ts";
import { figureOf } from "./figures.ts";
import type { Claim, Model } from "./types.ts";

/**
 * Bits a weight takes in the files of a quantisation, scales and the layers that are kept in more bits included: between
 * what MLX takes (half a bit for the scales of groups of 64) and llama.cpp's K-quants (`Q4_K_M`: 4.85).
 */
export const quantisations = [
  { name: "BF16", level: 16, bits: 16 },
  { name: "8 bit", level: 8, bits: 8.5 },
  { name: "6 bit", level: 6, bits: 6.6 },
  { name: "5 bit", level: 5, bits: 5.6 },
  { name: "4 bit", level: 4, bits: 4.8 },
  { name: "3 bit", level: 3, bits: 3.7 },
  { name: "2 bit", level: 2, bits: 2.9 },
] as const;
export type Quantisation = (typeof quantisations)[number];

/** Kept free for activations and the runtime: this part of the weights, and at least so many bytes. */
export const reserveShare = 0.05;
export const leastReserve = 1e9;
/** Tokens that memory is computed for where nobody says. */
export const usualContext = 8_192;

/** Bytes of the weights in files: parameters (all of them, not the active ones) x bits / 8. */
export const weightBytes = (parameters: number, bits: number): number => (parameters * bits) / 8;

/** Bytes that one token takes in the key-value cache at 16 bits; undefined where the geometry does not say. */
export function cacheBytesPerToken(geometry: Geometry): number | undefined {
  const { layers, kvLayers = layers, kvHeads, headDim, kvRank, ropeDim } = geometry;
  // Latent attention keeps one compressed vector and its rotary part a layer (DeepSeek-V2, arXiv 2405.04434).
  if (kvRank !== undefined) return kvLayers * (kvRank + (ropeDim ?? 0)) * 2;
  if (kvHeads === undefined || headDim === undefined) return undefined;
  return 2 * kvLayers * kvHeads * headDim * 2;
}

export interface FitQuestion {
  /** All parameters, in units of one; absent: only what has files is answered. */
  parameters?: number;
  /** Bytes there are; absent: how much each quantisation needs. */
  memory?: number;
  /** Tokens to be held. */
  context: number;
  geometry?: Geometry;
  /** Published files, by what is said of them. */
  files?: readonly Claim<QuantisedFiles>[];
}

export interface FitRow {
  quantisation: Quantisation;
  /** Bytes: of the published files where they are known, else computed. */
  weights: number;
  /** The published files that `weights` is the size of. */
  file?: Claim<QuantisedFiles>;
  /** Absent where the geometry is not stated. */
  cache?: number;
  reserve: number;
  /** Weights, cache where it is known, and reserve. */
  total: number;
  /** Absent without a memory to compare with. */
  fits?: boolean;
}

/** Every quantisation whose weights are known or can be computed, largest first. */
export function fitOf({ parameters, memory, context, geometry, files = [] }: FitQuestion): FitRow[] {
  const perToken = geometry === undefined ? undefined : cacheBytesPerToken(geometry);
  return quantisations.flatMap((quantisation): FitRow[] => {
    const file = files.find((one) => one.value.bits === quantisation.level);
    const computed = parameters === undefined ? undefined : weightBytes(parameters, quantisation.bits);
    const weights = file?.value.bytes ?? computed;
    if (weights === undefined) return [];
    const cache = perToken === undefined ? undefined : perToken * context;
    const reserve = Math.max(leastReserve, weights * reserveShare);
    const total = weights + (cache ?? 0) + reserve;
    return [
      {
        quantisation,
        weights,
        reserve,
        total,
        ...defined({ file, cache, fits: memory === undefined ? undefined : total <= memory }),
      },
    ];
  });
}

/** The rows of a model; empty where neither its size nor that of its files is stated. `memory` in bytes, `context` in tokens. */
export function fitRows(model: Model, memory: number | undefined, context: number): FitRow[] {
  return fitOf({
    context,
    files: model.facts.files?.claims ?? [],
    ...defined({
      parameters: figureOf(model, "size"),
      memory,
      geometry: model.facts.geometry?.claims[0].value,
    }),
  });
}

/** A quantisation below this costs more quality than people accept. */
const leastLevel = 4;

/** The finest quantisation of four bits or more that fits; undefined where none does or the size is not stated. */
export const bestFit = (model: Model, memory: number, context = usualContext): FitRow | undefined =>
  fitRows(model, memory, context).find((row) => row.fits === true && row.quantisation.level >= leastLevel);
