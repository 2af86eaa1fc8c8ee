/**
 * What the grouping knows beside the classes of words (`names/roles.ts`): single lines, families and organisations. All
 * patterns meet whole words in lower case; the first word of a name is its line and has no class.
 */
import type { WordClass } from "../../names/roles.ts";

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
  // Draft heads for another model: eagle3_qwen3_14b_ttt7.
  /^((?:eagle|dflash|dspark|medusa|hydra)\d*)[-_].+$/i,
  /^(.+?)[-_](?:de)?tokenizer$/i,
  /^(.+?)[-_](?:decoder|encoder|vae|clip|classifier|lora|probe)s?$/i,
  // Adapters and what else does nothing by itself.
  /^(.+?)[-_](?:control-?net|ip-adapter|loras?|adapter|tokenizer)[-_].+$/i,
  /^(t2i-?adapter)[-_].+$/i,
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

/** Makers' names before a line of their own, which its other names leave out: `Doubao-Seed-1.8` is Seed 1.8. */
export const prefixesOfLines = /^(doubao[-\s]?(?=seed)|tencent[-\s]?(?=hunyuan))/i;
