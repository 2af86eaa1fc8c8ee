/**
 * The fields that labs and models have: one line each, and the only list of them. Cards, comparison, the data
 * files' schema and the store read it; a new fact about models is a new line here.
 */
import { z } from "zod";
import { datePattern } from "./dates.ts";

/** `multimodal`: a source says so without naming the kinds. */
export const modalities = ["text", "image", "video", "audio", "3d", "action", "multimodal"] as const;
export type Modality = (typeof modalities)[number];

const amount = z.number().positive();
const whole = z.number().int().positive();
const priceTier = z
  .strictObject({
    input: amount.exactOptional(),
    output: amount.exactOptional(),
    cached: amount.exactOptional(),
    above: whole.exactOptional().meta({ description: "Holds for requests of more input tokens than this." }),
    hours: z
      .string()
      .regex(/^\d{2}:\d{2}-\d{2}:\d{2}$/, "hours are UTC, as in 16:30-00:30")
      .exactOptional()
      .meta({ description: "Holds in these hours, UTC." }),
  })
  .meta({
    description: "What a token costs under a condition of its own: a long context, an hour of the day.",
  });
/** What one unit is, where it is not a million tokens. */
const priceUnits = ["image", "second", "video", "thousand characters", "page"] as const;

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
  /** Per million tokens unless `per` says otherwise. */
  price: z
    .strictObject({
      input: amount.exactOptional(),
      output: amount.exactOptional(),
      cached: amount.exactOptional().meta({ description: "Input that the provider had in its cache." }),
      either: amount.exactOptional().meta({ description: "One figure whose side is not stated." }),
      currency: z
        .enum(["USD", "CNY"])
        .exactOptional()
        .meta({ description: "Absent where the source lost it." }),
      per: z.enum(priceUnits).exactOptional(),
      tiers: z.array(priceTier).min(1).exactOptional(),
    })
    .refine((p) => p.input ?? p.output ?? p.either, "a price needs input, output or either"),
  report: z.strictObject({ title: text, url: z.url().exactOptional() }),
  /** The address of a page or a repository. */
  link: z.url({ protocol: /^https?$/ }),
  /** What the size of the key-value cache is computed from; as the model's config file gives it. */
  geometry: z
    .strictObject({
      layers: whole,
      kvLayers: whole
        .exactOptional()
        .meta({ description: "Layers whose cache grows with the context, where not all do." }),
      kvHeads: whole.exactOptional(),
      headDim: whole.exactOptional(),
      kvRank: whole.exactOptional(),
      ropeDim: whole.exactOptional(),
    })
    .refine(
      (one) => one.kvRank ?? (one.kvHeads && one.headDim),
      "give kvHeads and headDim, or kvRank and ropeDim",
    ),
  /** The published files of one quantisation: all of them together. */
  files: z.strictObject({
    name: text.meta({ description: "What it is called: MLX 4-bit, GGUF Q4_K_M." }),
    bits: whole.max(16).meta({ description: "Bits a weight, by its name." }),
    bytes: whole,
  }),
} as const;
export type ValueKind = keyof typeof valueSchemas;
export type Price = z.output<typeof valueSchemas.price>;
export type PriceTier = z.output<typeof priceTier>;
export type Report = z.output<typeof valueSchemas.report>;
/** Latent attention (MLA): kvRank and ropeDim, else kvHeads and headDim. */
export type Geometry = z.output<typeof valueSchemas.geometry>;
export type QuantisedFiles = z.output<typeof valueSchemas.files>;

export interface FieldDefinition {
  label: string;
  value: ValueKind;
  /** `one`: claims that differ are a dispute. `many`: each claim is a further value. */
  holds: "one" | "many";
  /** People look for it: its absence is shown as "not stated". */
  expected: boolean;
  /** Its text is a quantity (`671B`, `128K`): roundings of one value are no dispute. */
  quantity: boolean;
  /** A row of a comparison, and which end of it is the better one: `none` where neither is. */
  compared: false | "more" | "less" | "none";
  /** A change against the model before it is told when it comes out. */
  summarised: boolean;
}
const field = <const V extends ValueKind>(
  label: string,
  value: V,
  options: {
    many?: true;
    expected?: true;
    quantity?: true;
    compared?: "more" | "less" | "none";
    summarised?: true;
  } = {},
) => ({
  label,
  value,
  holds: options.many ? ("many" as const) : ("one" as const),
  expected: options.expected ?? false,
  quantity: options.quantity ?? false,
  compared: options.compared ?? (false as const),
  summarised: options.summarised ?? false,
});

/** In the order in which they are shown. */
export const labFields = {
  orgType: field("Type", "text", { many: true, expected: true }),
  founded: field("Founded", "date", { expected: true }),
  programmeStarted: field("AI programme since", "date"),
  founders: field("Founders", "text", { many: true, expected: true }),
  place: field("Place", "text", { expected: true }),
  parent: field("Parent", "text"),
  backers: field("Backers", "text", { many: true }),
  valuation: field("Valuation", "text", { expected: true, quantity: true }),
  funding: field("Funding", "text", { many: true }),
  listing: field("Listing", "text"),
  employees: field("Employees", "text", { quantity: true }),
  users: field("Users", "text", { quantity: true }),
  revenue: field("Revenue", "text", { quantity: true }),
  research: field("AI research budget", "text", { quantity: true }),
  weightsPolicy: field("Open weights", "text"),
  products: field("Products", "text", { many: true }),
} as const satisfies Record<string, FieldDefinition>;

/** In the order in which they are shown, compared and summarised. */
export const modelFields = {
  released: field("Released", "date", { expected: true, compared: "none" }),
  releaseKind: field("Kind of release", "text"),
  parametersTotal: field("Parameters", "text", {
    expected: true,
    quantity: true,
    compared: "none",
    summarised: true,
  }),
  parametersActive: field("Active parameters", "text", {
    expected: true,
    quantity: true,
    compared: "none",
    summarised: true,
  }),
  context: field("Context", "text", {
    expected: true,
    quantity: true,
    compared: "more",
    summarised: true,
  }),
  output: field("Longest output", "text", { quantity: true, compared: "more" }),
  weights: field("Open weights", "weights", { expected: true, compared: "none", summarised: true }),
  weightsOpened: field("Weights opened", "date"),
  repository: field("Weights at", "link", { many: true }),
  gated: field("Access to the weights", "text"),
  licence: field("Licence", "text", { expected: true, compared: "none", summarised: true }),
  price: field("Price", "price", { expected: true, compared: "less", summarised: true }),
  modality: field("Modality", "modality", { expected: true, compared: "none", summarised: true }),
  generates: field("Generates", "modality", { compared: "none" }),
  architecture: field("Architecture", "text", { expected: true, compared: "none" }),
  languages: field("Languages", "text", { compared: "none" }),
  knowledge: field("Knowledge until", "date", { compared: "none" }),
  trainingTokens: field("Training tokens", "text", { quantity: true, compared: "none" }),
  trainingData: field("Training data", "text", { many: true, compared: "none" }),
  trainingCompute: field("Training compute", "text", { quantity: true, compared: "none" }),
  trainingCost: field("Training cost", "text", { quantity: true, compared: "none" }),
  trainingHardware: field("Training hardware", "text", { compared: "none" }),
  hardware: field("Runs on", "text", { many: true }),
  speed: field("Speed", "text", { quantity: true, compared: "more" }),
  users: field("Users", "text", { quantity: true }),
  geometry: field("Geometry", "geometry"),
  files: field("Quantised files", "files", { many: true }),
  endOfService: field("End of service", "date"),
  announcement: field("Announcement", "link"),
  report: field("Report", "report", { expected: true }),
} as const satisfies Record<string, FieldDefinition>;

export type LabField = keyof typeof labFields;
export type ModelField = keyof typeof modelFields;

/** All fields of a lab, in their order. */
export const labFieldKeys = Object.keys(labFields) as LabField[];
/** All fields of a model, in their order. */
export const modelFieldKeys = Object.keys(modelFields) as ModelField[];
/** The rows of a comparison. */
export const comparedFields = modelFieldKeys.filter((key) => modelFields[key].compared !== false);
/** What people ask first about a new model: told where it changed. */
export const summarisedFields = modelFieldKeys.filter((key) => modelFields[key].summarised);

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
