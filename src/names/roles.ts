/**
 * What single words of a name say, by class. A new naming habit is one line here. All patterns meet whole words in
 * lower case.
 */
import { isDate } from "./dates.ts";

/**
 * `artefact`: the same weights in another precision, format or for another runtime. `neutral`: says which framework
 * the original is written for, and is no copy. `draft`: a helper for speculative decoding. `base`: not yet taught to
 * follow instructions. `stage`: a step on the way to the release. `final`: a step that may be the release itself.
 * `foreign`: the model of somebody else that was built on. `research`: a part or a probe of a model.
 * All others are about the model itself and stay in the release's name; only the family's name leaves them out.
 */
export type WordClass =
  | "artefact"
  | "neutral"
  | "draft"
  | "base"
  | "stage"
  | "final"
  | "date"
  | "size"
  | "context"
  | "tier"
  | "chat"
  | "role"
  | "shape"
  | "foreign"
  | "research";

/** First match wins. */
const wordClasses: readonly (readonly [WordClass, RegExp])[] = [
  ["artefact", /^(fp|bf|mxfp|nvfp|nf|hif)\d+(e\dm\d)?$/],
  ["artefact", /^f(16|32)$/],
  ["artefact", /^(int|uint|mxint)\d+(_\w+)?$/],
  ["artefact", /^w\d+a(fp)?\d+(kv\d+|c\d+)?$/],
  ["artefact", /^i?q\d(_[0-9a-z]+)*$/],
  ["artefact", /^\d+(\.\d+)?bits?$/],
  ["artefact", /^q\d+f\d+(_\d)?$/],
  [
    "artefact",
    /^(awq|autoawq|gptq|gptqmodel|ggufs?|ggml|exl\d|mlx|onnx|openvino|coreml|mlmodel|tensorrt|trt|trtllm)$/,
  ],
  ["artefact", /^(mnn|mlc|rkllm|rknn|tflite|litert|executorch|qnn|npu|ascend|llamafile|nunchaku|svdquant)$/],
  [
    "artefact",
    /^(bnb|hqq|aqlm|qat|dwq|autoround|smoothquant|torchao|marlin|quantized|unquantized|quant|qe)$/,
  ],
  [
    "artefact",
    /^(hf|paddle|diffusers|transformers|mindspore|safetensors|ckpt|sglang|vllm|tgi|cpmcu|ollama|sat)$/,
  ],
  ["artefact", /^(comfy|comfyui|repackaged|lmdeploy|megatron|mcore|fleet)$/],
  ["neutral", /^(pt|pytorch|torch)$/],
  ["draft", /^(eagle(\d+(\.\d+)?)?|mtp|nextn|dflash|dspark|draft|medusa|speculator|frspec|hydra)$/],
  ["base", /^(base|pretrain|pretrained|pretraining|midtrain|midtraining|wosyn)$/],
  ["stage", /^(sft|mpo|coldstart|warmup)$/],
  ["final", /^(rl|dpo|kto|nca|orpo|simpo|rlhf|ppo|grpo|rlvr)$/],
  ["size", /^\d+x\d+(\.\d+)?b$/],
  ["size", /^[ae]?\d+([._]\d+)?[bt](mqa)?$/],
  ["size", /^\d{2,}m$/],
  ["context", /^\d+(k|khd)$|^1m$|^\d+m$/],
  // Of sound, of pictures.
  ["size", /^\d+(\.\d+)?hz$|^\d+steps?$|^(n|c)\d+$|^\d{3,4}(p|px)$/],
  ["tier", /^(\d?(mini|nano|tiny|small)|light|lite|air|airx|flash|flashx|medium|large|max|micro)$/],
  ["tier", /^(pro|plus|turbo|ultra|highspeed|ultraspeed|lightning|standard|edge-lite)$/],
  ["chat", /^(instruct|inst|it|chat|dialog|assistant)$/],
  ["role", /^(thinking|reasoning|reasoner|nothink|zero|rumination|think)$/],
  [
    "role",
    /^(preview|prev|beta|alpha|exp|experimental|dev|dev-preview|terminus|speciale|final|stable|latest|open)$/,
  ],
  ["role", /^(gen|stream|streaming|captioner|customvoice|voicedesign|realtime|her|character)$/],
  ["role", /^([a-z]{1,3}2[vi]|ti2v|flf2v|s2v|animate|vace|camera|control|inp|fun)$/],
  ["role", /^(chimera|multilingual|chinese|all|td|cap|local|web|synthetic|saferl|multi|style)$/],
  ["shape", /^(moe|mot|dense|model|models)$/],
  [
    "research",
    /^(tokenizer|detokenizer|decoder|encoder|vae|sae|classifier|probe|lora|adapter|controlnet|clip|vit)$/,
  ],
];

/** The class of a word in lower case; undefined for the words that make a name. */
export function classOfWord(word: string): WordClass | undefined {
  // Dates go before sizes, and after the artefacts that no date looks like.
  if (isDate(word)) return "date";
  return wordClasses.find(([, pattern]) => pattern.test(word))?.[0];
}

/** The same weights in another precision or format, or for another runtime: not another model. */
export function isPackaging(word: string): boolean {
  const found = classOfWord(word);
  return found === "artefact" || found === "neutral";
}

/** Words that repositories and APIs put in or leave out at will: `deepseek-chat-v3.1` is `DeepSeek-V3.1`. */
export const isFillerOfNames = (word: string): boolean => /^(instruct|inst|it|chat|latest|model)$/.test(word);

const list = (words: string): ReadonlySet<string> => new Set(words.split(/\s+/));

/** Roles that no family is named by. */
export const modes =
  list(`thinking think reasoning instruct instruction inst chat base pretrain pretrained preview exp
  experimental beta alpha sft dpo rl mpo`);
const tiers =
  list(`max plus pro lite light flash flashx turbo air airx ultra nano micro mini tiny speciale terminus distill
  next highspeed lightning reasoner coder code vl vlm omni math audio vision image video ocr embedding reranker guard zero
  linear tts asr`);

export const isMode = (word: string): boolean => modes.has(word);

/**
 * Whether a word tells one model of a line from another: a mode, a tier, a stage, what it is for. Who asks for
 * `K2 Thinking` does not mean K2.
 */
export const isRole = (word: string): boolean => modes.has(word) || tiers.has(word);
