/**
 * The fields that labs and models have: one line each, and the only list of them. Cards, comparison, the data
 * files' schema and the store read it; a new fact about models is a new line here.
 */
import { z } from "zod";
import { datePattern } from "./dates.ts";

/** `multimodal`: a source says so without naming the kinds. */
export const modalities = ["text", "image", "video", "audio", "3d", "action", "multimodal"] as const;
export type Modality = (typeof modalities)[number];

/** What a token costs under a condition of its own: a long context, an hour of the day. */
export interface PriceTier {
  input?: number;
  output?: number;
  cached?: number;
  /** Holds for requests of more input tokens than this. */
  above?: number;
  /** Holds in these hours, UTC: `16:30-00:30`. */
  hours?: string;
}

/** Per million tokens unless `per` says otherwise. */
export interface Price {
  input?: number;
  output?: number;
  /** Input that the provider had in its cache. */
  cached?: number;
  /** One figure whose side is not stated. */
  either?: number;
  /** Absent where the source lost it. */
  currency?: "USD" | "CNY";
  /** What one unit is, where it is not a million tokens. */
  per?: "image" | "second" | "video" | "thousand characters" | "page";
  tiers?: readonly PriceTier[];
}

/** What the size of the key-value cache is computed from; as the model's config file gives it. */
export interface Geometry {
  layers: number;
  /** Grouped or multi-head attention. */
  kvHeads?: number;
  headDim?: number;
  /** Latent attention (MLA): width of the compressed key-value vector and of its rotary part. */
  kvRank?: number;
  ropeDim?: number;
}

export interface Report {
  title: string;
  url?: string;
}

const amount = z.number().positive();
const priceTier = z.strictObject({
  input: amount.exactOptional(),
  output: amount.exactOptional(),
  cached: amount.exactOptional(),
  above: z.number().int().positive().exactOptional(),
  hours: z
    .string()
    .regex(/^\d{2}:\d{2}-\d{2}:\d{2}$/, "hours are UTC, as in 16:30-00:30")
    .exactOptional(),
});
const whole = z.number().int().positive();

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
      input: amount.exactOptional(),
      output: amount.exactOptional(),
      cached: amount.exactOptional(),
      either: amount.exactOptional(),
      currency: z.enum(["USD", "CNY"]).exactOptional(),
      per: z.enum(["image", "second", "video", "thousand characters", "page"]).exactOptional(),
      tiers: z.array(priceTier).min(1).exactOptional(),
    })
    .refine((p) => p.input ?? p.output ?? p.either, "a price needs input, output or either"),
  report: z.strictObject({ title: text, url: z.url().exactOptional() }),
  /** The address of a page or a repository. */
  link: z.url({ protocol: /^https?$/ }),
  geometry: z
    .strictObject({
      layers: whole,
      kvHeads: whole.exactOptional(),
      headDim: whole.exactOptional(),
      kvRank: whole.exactOptional(),
      ropeDim: whole.exactOptional(),
    })
    .refine(
      (one) => one.kvRank ?? (one.kvHeads && one.headDim),
      "give kvHeads and headDim, or kvRank and ropeDim",
    ),
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
  output: field("Longest output", "text"),
  modality: field("Modality", "modality", { expected: true }),
  generates: field("Generates", "modality"),
  weights: field("Open weights", "weights", { expected: true }),
  weightsOpened: field("Weights opened", "date"),
  repository: field("Weights at", "link", { many: true }),
  gated: field("Access to the weights", "text"),
  licence: field("Licence", "text", { expected: true }),
  price: field("Price", "price", { expected: true }),
  languages: field("Languages", "text"),
  knowledge: field("Knowledge until", "date"),
  trainingTokens: field("Training tokens", "text"),
  trainingData: field("Training data", "text", { many: true }),
  trainingCompute: field("Training compute", "text"),
  trainingCost: field("Training cost", "text"),
  trainingHardware: field("Training hardware", "text"),
  hardware: field("Runs on", "text", { many: true }),
  speed: field("Speed", "text"),
  users: field("Users", "text"),
  geometry: field("Geometry", "geometry"),
  endOfService: field("End of service", "date"),
  announcement: field("Announcement", "link"),
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
