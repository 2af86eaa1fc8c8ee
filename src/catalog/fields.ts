/**
 * The fields that labs and models have: one line each, and the only list of them. Cards, comparison, the data
 * files' schema and the store read it; a new fact about models is a new line here.
 */
import { z } from "zod";
import { datePattern } from "./dates.ts";

export const modalities = ["text", "image", "video", "audio", "3d", "action"] as const;
export type Modality = (typeof modalities)[number];

/** USD or CNY per million tokens. `side` absent: the source does not say whether input or output is meant. */
export interface Price {
  input?: number;
  output?: number;
  /** One figure whose side is not stated. */
  either?: number;
  /** Absent where the source lost it. */
  currency?: "USD" | "CNY";
}

export interface Report {
  title: string;
  url?: string;
}

const text = z.string().trim().min(1).max(400);
const valueSchemas = {
  /** `2025`, `2025-06`, `2025-06-06`. YAML reads a bare year as a number. */
  date: z
    .union([z.string(), z.number().int()])
    .transform(String)
    .pipe(z.string().regex(datePattern, "a date is YYYY, YYYY-MM or YYYY-MM-DD")),
  /** Words, with figures as the source gives them: `671B`, `100B+`, `256K`. Numbers are read from it by quantities.ts. */
  text: z.union([text, z.number()]).transform(String),
  weights: z.enum(["yes", "no", "partly"]),
  modality: z.array(z.enum(modalities)).min(1),
  price: z
    .strictObject({
      input: z.number().positive().optional(),
      output: z.number().positive().optional(),
      either: z.number().positive().optional(),
      currency: z.enum(["USD", "CNY"]).optional(),
    })
    .refine((p) => p.input ?? p.output ?? p.either, "a price needs input, output or either"),
  report: z.strictObject({ title: text, url: z.url().optional() }),
} as const;
export type ValueKind = keyof typeof valueSchemas;

interface FieldDefinition {
  label: string;
  value: ValueKind;
  /** `one`: claims that differ are a dispute. `many`: each claim is a further value. */
  holds: "one" | "many";
  /** People look for it: its absence is shown as "not stated". */
  expected: boolean;
}
const field = <const V extends ValueKind>(
  label: string,
  value: V,
  options: { many?: true; expected?: true } = {},
) => ({
  label,
  value,
  holds: options.many ? ("many" as const) : ("one" as const),
  expected: options.expected ?? false,
});

export const labFields = {
  orgType: field("Type", "text", { many: true, expected: true }),
  founded: field("Founded", "date", { expected: true }),
  programmeStarted: field("AI programme since", "date"),
  founders: field("Founders", "text", { many: true, expected: true }),
  place: field("Place", "text", { expected: true }),
  parent: field("Parent", "text"),
  backers: field("Backers", "text", { many: true }),
  valuation: field("Valuation", "text", { expected: true }),
  funding: field("Funding", "text", { many: true }),
  listing: field("Listing", "text"),
  employees: field("Employees", "text"),
  users: field("Users", "text"),
  revenue: field("Revenue", "text"),
  research: field("AI research budget", "text"),
  weightsPolicy: field("Open weights", "text"),
  products: field("Products", "text", { many: true }),
} as const satisfies Record<string, FieldDefinition>;

export const modelFields = {
  released: field("Released", "date", { expected: true }),
  releaseKind: field("Kind of release", "text"),
  parametersTotal: field("Parameters", "text", { expected: true }),
  parametersActive: field("Active parameters", "text", { expected: true }),
  architecture: field("Architecture", "text", { expected: true }),
  context: field("Context", "text", { expected: true }),
  modality: field("Modality", "modality", { expected: true }),
  weights: field("Open weights", "weights", { expected: true }),
  weightsOpened: field("Weights opened", "date"),
  licence: field("Licence", "text", { expected: true }),
  price: field("Price", "price", { expected: true }),
  languages: field("Languages", "text"),
  trainingTokens: field("Training tokens", "text"),
  trainingData: field("Training data", "text", { many: true }),
  trainingCompute: field("Training compute", "text"),
  trainingCost: field("Training cost", "text"),
  trainingHardware: field("Training hardware", "text"),
  hardware: field("Runs on", "text", { many: true }),
  speed: field("Speed", "text"),
  users: field("Users", "text"),
  report: field("Report", "report", { expected: true }),
} as const satisfies Record<string, FieldDefinition>;

export type LabField = keyof typeof labFields;
export type ModelField = keyof typeof modelFields;
type AllFields = typeof labFields & typeof modelFields;
/** Type of the value of a field: `ValueOf<"price">` is Price. */
export type ValueOf<F extends LabField | ModelField> = z.output<(typeof valueSchemas)[AllFields[F]["value"]]>;

/** Schema of one kind of value, as data files write it and the store keeps it. */
export const valueSchema = <K extends ValueKind>(kind: K): (typeof valueSchemas)[K] => valueSchemas[kind];

/** The definition of any lab or model field. */
export function fieldDefinition(entity: "lab" | "model", key: string): FieldDefinition | undefined {
  const fields: Record<string, FieldDefinition> = entity === "lab" ? labFields : modelFields;
  return Object.hasOwn(fields, key) ? fields[key] : undefined;
}
