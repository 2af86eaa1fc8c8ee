/** What a question in words comes to. Plain data: read by answer.ts, made by understand.ts. */
import type { LabField, Modality, ModelField } from "../catalog/fields.ts";
import type { FigureName } from "../catalog/figures.ts";
import type { Conditions, ModelOrder } from "../catalog/select.ts";
import type { Lab, Model, StatedDate, Topic } from "../catalog/types.ts";

/** An entry that a question is about. */
export type Subject = { kind: "model"; model: Model } | { kind: "lab"; lab: Lab; typed?: string };

/** A name that no entry has, as typed, and what may be meant. */
export interface Unknown {
  typed: string;
  suggestions: readonly Model[];
}

/** What is asked of an entry: one of its fields, or something that is read from several. */
export type Aspect =
  | ModelField
  | LabField
  | "commercial"
  | "scores"
  | "maker"
  | "leader"
  | "base"
  | "predecessor"
  | "successor";

/** What a superlative ranks by: a figure, or a benchmark's score. */
export type Measure =
  | { by: "figure"; figure: FigureName; least: boolean }
  | { by: "score"; benchmark: string };

export type Question =
  | { kind: "help" }
  /** One thing about one to five entries. `takes`: the modality that is asked about. */
  | { kind: "aspect"; aspect: Aspect; about: readonly Subject[]; takes?: Modality }
  /** `isYesNo`: the answer begins with yes or no. */
  | { kind: "models"; where: Conditions; order: ModelOrder; isYesNo?: true }
  /** `among`: what is listed where nobody states what it is measured by. */
  | { kind: "most"; measure: Measure; where: Conditions; among?: Conditions }
  /** The most or the least of every lab. */
  | { kind: "each"; measure: Measure; where: Conditions }
  /** What some models score on the versions of one benchmark. */
  | { kind: "scores"; about: readonly Model[]; benchmarks: readonly string[] }
  /** What a call costs; tokens, and calls a day. */
  | { kind: "cost"; about: readonly Model[]; input: number; output: number; cached?: number; calls?: number }
  | { kind: "count"; of: "models" | "labs"; where: Conditions }
  /** Labs of a city, those that state a field, or all. */
  | { kind: "labs"; city?: string; stating?: LabField }
  | { kind: "person"; lab: Lab; name: string }
  | { kind: "topic"; topic: Topic }
  | { kind: "news"; where: Conditions; since?: StatedDate; until?: StatedDate }
  /** `memory` in bytes; absent: how much is needed. `context` in tokens. */
  | { kind: "fit"; model: Model; memory?: number; context?: number }
  /** What fits into so many bytes. */
  | { kind: "runs"; where: Conditions; memory: number }
  /** Names and nothing else, or names beside words that say nothing. */
  | { kind: "names"; about: readonly Subject[]; unknown: readonly Unknown[] }
  /** Nothing but a name, which is not one that was found in it. */
  | { kind: "name"; typed: string }
  /** Not understood. */
  | { kind: "nothing"; typed: string };
