/** What a model is for, told from what it makes and takes and from the words of its name. Pure. */
import type { Model } from "./types.ts";

export const purposes = [
  "chat",
  "coding",
  "reasoning",
  "mathematics",
  "vision",
  "image",
  "video",
  "3d",
  "speech",
  "music",
  "ocr",
  "embedding",
  "translation",
  "omni",
  "agent",
] as const;
export type Purpose = (typeof purposes)[number];

/** Words of a name that say what its model is for, as whole words of the name. */
const inNames: readonly (readonly [Purpose, RegExp])[] = [
  ["coding", /\b(coder|code|codegeex|codefuse|kat|devstral|swe|dev)\b/i],
  ["reasoning", /\b(r1|qwq|qvq|thinking|reasoner|ring|z1|x1|t1|think)\b/i],
  ["mathematics", /\b(math|prover|proof)\b/i],
  ["vision", /\b(vl|vl2|vision|\d+(\.\d+)?v|visualglm|cogvlm\d?|internvl|keye|ovis)\b/i],
  ["image", /\b(image|seedream|cogview|kolors|janus|z-image|hunyuandit|hunyuanimage|t2i)\b/i],
  ["video", /\b(video|wan|kling|hailuo|seedance|cogvideo\w*|vidu|hunyuanvideo|t2v|i2v|happyhorse|h3)\b/i],
  ["3d", /\b(3d|hunyuan3d|seed3d)\b/i],
  ["speech", /\b(tts|asr|speech|audio|voice|cosyvoice|sensevoice\w*|paraformer|funaudio\w*)\b/i],
  ["music", /\b(music|song|yue)\b/i],
  ["ocr", /\b(ocr|paddleocr|got|mineru|doc|pp-ocrv?\d*)\b/i],
  ["embedding", /\b(embedding|embed|reranker|gte|bge|conan)\b/i],
  ["translation", /\b(mt|mt2|translate|translation|seed-x)\b/i],
  ["omni", /\b(omni|ming)\b/i],
  ["agent", /\b(agent|ui-tars|autoglm|gui|deepresearch|computer)\b/i],
];
const special: ReadonlySet<Purpose> = new Set([
  "image",
  "video",
  "3d",
  "speech",
  "music",
  "ocr",
  "embedding",
  "translation",
]);

const known = new WeakMap<Model, ReadonlySet<Purpose>>();

/** Everything that a model is for; a model that says nothing special makes text: `chat`. Read once a model. */
export function purposesOf(model: Model): ReadonlySet<Purpose> {
  const purposes = known.get(model) ?? readPurposes(model);
  known.set(model, purposes);
  return purposes;
}

function readPurposes(model: Model): ReadonlySet<Purpose> {
  const found = new Set<Purpose>();
  const takes = model.facts.modality?.claims[0].value ?? [];
  const makes = model.facts.generates?.claims[0].value ?? [];
  for (const [purpose, words] of inNames) if (words.test(model.name)) found.add(purpose);
  if (makes.includes("image")) found.add("image");
  if (makes.includes("video")) found.add("video");
  if (makes.includes("3d")) found.add("3d");
  if (makes.includes("audio")) found.add("speech");
  const makesText = makes.length === 0 || makes.includes("text");
  if (makesText && (takes.includes("image") || takes.includes("video"))) {
    if (![...found].some((one) => special.has(one) && one !== "ocr")) found.add("vision");
  }
  if (makesText && takes.includes("audio") && takes.includes("image")) found.add("omni");
  if (![...found].some((one) => special.has(one))) found.add("chat");
  return found;
}
