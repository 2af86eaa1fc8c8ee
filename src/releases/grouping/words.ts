/**
 * The words that repository names are made of, by class: the tables of the grouping. A new naming habit is one line
 * here. All patterns meet whole words in lower case; the first word of a name is its line and has no class.
 */

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
export const wordClasses: readonly (readonly [WordClass, RegExp])[] = [
  ["artefact", /^(fp|bf|mxfp|nvfp|nf|hif)\d+(e\dm\d)?$/],
  ["artefact", /^f(16|32)$/],
  ["artefact", /^(int|uint|mxint)\d+(_\w+)?$/],
  ["artefact", /^w\d+a\d+(kv\d+|c\d+)?$/],
  ["artefact", /^i?q\d(_[0-9a-z]+)*$/],
  ["artefact", /^\d+(\.\d+)?bits?$/],
  ["artefact", /^(awq|gptq|gguf|ggml|exl\d|mlx|onnx|openvino|coreml|tensorrt|trt|trtllm|mnn|rkllm|tflite)$/],
  ["artefact", /^(bnb|hqq|aqlm|qat|dwq|autoround|smoothquant|marlin|quantized|unquantized|quant|qe)$/],
  [
    "artefact",
    /^(hf|paddle|diffusers|transformers|mindspore|safetensors|ckpt|sglang|vllm|tgi|cpmcu|ollama)$/,
  ],
  ["neutral", /^(pt|pytorch|torch)$/],
  ["draft", /^(eagle(\d+(\.\d+)?)?|mtp|nextn|dflash|dspark|draft|medusa|speculator|frspec|hydra)$/],
  ["base", /^(base|pretrain|pretrained|pretraining|midtrain|midtraining|wosyn)$/],
  ["stage", /^(sft|mpo|kto|nca|orpo|simpo|coldstart|warmup)$/],
  ["final", /^(rl|dpo|rlhf|ppo|grpo|rlvr)$/],
  ["date", /^(2[3-9])(0[1-9]|1[0-2])$/],
  ["date", /^(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])$/],
  ["date", /^20\d{6}$/],
  ["date", /^2[3-9](0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])$/],
  ["size", /^\d+x\d+(\.\d+)?b$/],
  ["size", /^[ae]?\d+([._]\d+)?[bt](mqa)?$/],
  ["size", /^\d{2,}m$/],
  ["context", /^\d+(k|khd)$|^1m$|^\d+m$/],
  ["size", /^\d+(\.\d+)?hz$|^\d+steps?$|^(n|c)\d+$/],
  ["tier", /^(\d?(mini|nano|tiny|small)|light|lite|air|airx|flash|flashx|medium|large|max|micro)$/],
  ["tier", /^(pro|plus|turbo|ultra|highspeed|ultraspeed|lightning|standard|edge-lite)$/],
  ["chat", /^(instruct|inst|it|chat|dialog|assistant)$/],
  ["role", /^(thinking|reasoning|reasoner|nothink|zero|rumination|think)$/],
  ["role", /^(preview|beta|alpha|exp|experimental|dev-preview|terminus|speciale|final|stable|latest|open)$/],
  ["role", /^(gen|stream|streaming|captioner|customvoice|voicedesign|realtime|her|character)$/],
  ["role", /^([a-z]{1,3}2[vi]|ti2v|flf2v|s2v|animate|vace|camera|control|inp|fun)$/],
  ["role", /^(chimera|multilingual|chinese|all|td|cap|local|web|synthetic|saferl|multi|style)$/],
  ["shape", /^(moe|mot|dense|model|models)$/],
  [
    "research",
    /^(tokenizer|detokenizer|decoder|encoder|vae|sae|classifier|probe|lora|adapter|controlnet|clip)$/,
  ],
];

/**
 * Words that name a model that was built on: what follows is about that one. In the repositories of the line's own
 * organisations they are no foreign words: `gte-Qwen2` is a family of Alibaba's.
 */
export const foreignWords: readonly { word: RegExp; own: readonly string[] }[] = [
  {
    word: /^(qwen|qwq)\d*([._]\d+)*$/,
    own: ["Qwen", "Alibaba-NLP", "Tongyi-Zhiwen", "Tongyi-MAI", "AIDC-AI"],
  },
  { word: /^deepseek$/, own: ["deepseek-ai"] },
  { word: /^glm\d*([._]\d+)*$/, own: ["zai-org"] },
  { word: /^(internvl|internlm)\d*([._]\d+)*$/, own: ["OpenGVLab", "internlm"] },
  { word: /^hunyuan\d*([._]\d+)*b?$/, own: ["tencent", "TencentARC"] },
  { word: /^minicpm\d*([._]\d+)*$/, own: ["openbmb"] },
  { word: /^(llama|gemma|mistral|mixtral|phi|vicuna|gpt)\d*([._]\d+)*(x\d+b)?$/, own: [] },
  { word: /^distill(ed)?$/, own: [] },
];

/** What belongs to a foreign name before it: `R1` of `OREAL-DeepSeek-R1-Distill-Qwen-7B`. */
export const partsOfForeignNames = /^(vl|math|coder|oss|r\d+|v\d+(\.\d+)?|\d+(\.\d+)?)$/;

/** BERT's sizes are words: here `base` is not a stage of training. */
export const bertLike = /(^|[-_])(gte|bge|\w*bert)([-_]|$)/i;

/** Repositories that hold a part or a probe of a model, by their whole name. The family is the first group. */
export const researchNames: readonly RegExp[] = [
  /^(SAE-[A-Za-z]+)-.+$/,
  /^(MingTok)\b.*$/,
  /^(.+?)[-_](?:de)?tokenizer$/i,
  /^(.+?)[-_](?:decoder|encoder|vae|clip|classifier|lora|probe)s?$/i,
];

/**
 * Lines where a word means something else. `InternVL3_5-8B` is the finished model and `-Instruct` a step before it
 * (its model cards: Pretrained, Instruct after SFT, MPO, then the unsuffixed one).
 */
export const wordsOfLines: readonly { line: RegExp; word: RegExp; is: WordClass }[] = [
  { line: /^InternVL3/i, word: /^instruct$/, is: "stage" },
];

/**
 * Families whose unsuffixed repositories are base weights, as their model cards say; for all others that is seen from
 * the repositories beside them.
 */
export const familiesOfBases: readonly RegExp[] = [
  /^Qwen(1\.5|2|2\.5)?(-(Coder|Math|Audio|VL|MoE))?$/i,
  /^CodeQwen1\.5$/i,
  /^Yi(-1\.5|-Coder|-Coder-1\.5)?$/i,
  /^DeepSeek-(V2|V3-Base)$/i,
  /^Baichuan$/i,
  /^internlm(2_5|2\.5)?$/i,
  /^Moonlight$/i,
];

/** Organisations under the name that they have now. Hugging Face redirects the old one. */
export const formerOrganisations: Readonly<Record<string, string>> = {
  THUDM: "zai-org",
  "Tencent-Hunyuan": "tencent",
};

/** Families whose repositories differ in spelling, as their lab writes the family. */
export const familySpellings: readonly string[] = ["HY-MT1.5"];
