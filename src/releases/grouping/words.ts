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

/** Heads that draft for another model, by their whole name: `eagle3_qwen3_14b_ttt7`. The family is the first group. */
export const draftNames: readonly RegExp[] = [/^((?:eagle|dflash|dspark|medusa|hydra)\d*[-_][a-z]+\d*).*$/i];

/** Repositories that hold a part, a step or a probe of a model, by their whole name. The family is the first group. */
export const researchNames: readonly RegExp[] = [
  /^(SAE-[A-Za-z]+)-.+$/,
  /^(.+?)[-_](?:saes?|transcoders?|crosscoders?)(?:[-_].*)?$/i,
  /^(MingTok)\b.*$/,
  /^(.+?)[-_](?:de)?tokenizer$/i,
  /^(.+?)[-_](?:decoder|encoder|vae|clip|classifier|probe|vocoder|projector|vision-?tower|front-?end)s?$/i,
  // Towers that see for other models.
  /^(\w*ViT)(?:[-_].*)?$/,
  // Adapters and what else does nothing by itself.
  /^(.+?)[-_](?:control-?net|ip-adapter|q?loras?|adapters?|tokenizer|peft|delta)(?:[-_].*)?$/i,
  /^(t2i-?adapter)[-_].+$/i,
  /^((?:q?lora|control-?net|adapter)s?)[-_].+$/i,
  /^(ComfyUI)[-_].+$/i,
  // Steps of training, and what was trained on for one bench.
  /^(.+?)(?:[-_]preview)?[-_](?:stage|ckpts?|checkpoints?|epoch|iter|global-?step|step)[-_]?\d*k?$/i,
  /^(.+?)[-_](?:intermediate|posttrain|post-train|merged?|ablations?)(?:[-_].*)?$/i,
  // No models at all.
  /^(readme|tests?|demos?|tmp|temp|dummy|debug|sandbox|playground|untitled|examples?|assets?|misc|private)(?:[-_. ].*)?$/i,
  /^((?:tiny[-_]random|my[-_](?:test|model|repo)|hello|new[-_](?:model|repo))(?:[-_].*)?)$/i,
  /^(.+?)[-_](?:demos?|tests?|testing|dummy|debug|examples?|tiny-random|internal[-_]?testing)$/i,
  /^(.+?)[-_](?:evals?|evaluations?|results?|leaderboard|logs?|outputs?|rollouts?|trajector(?:y|ies)|dataset|data|assets?|configs?)$/i,
];

/**
 * Lines where a word means something else. `InternVL3_5-8B` is the finished model and `-Instruct` a step before it
 * (its model cards: Pretrained, Instruct after SFT, MPO, then the unsuffixed one).
 */
export const wordsOfLines: readonly { line: RegExp; word: RegExp; is: WordClass | undefined }[] = [
  { line: /^InternVL3/i, word: /^instruct$/, is: "stage" },
  // One launch for many languages, machines and steps of reading: en_PP-OCRv5_mobile_rec.
  {
    line: /PP-OCRv\d/i,
    word: /^(mobile|server|tiny|small|medium|large|det|rec|cls|(?!pp)[a-z]{2}|latin|arabic|cyrillic|devanagari|eslav|korean|japan|chinese)$/,
    is: "role",
  },
  { line: /^GELab/i, word: /^zero$/, is: undefined },
  { line: /^Valley/i, word: /^eagle$/, is: undefined },
];

/** First words that are no line's name: languages of what follows. */
export const languagesBefore: readonly { line: RegExp; word: RegExp }[] = [
  {
    line: /^[a-z]+_PP-OCRv\d/i,
    word: /^([a-z]{2}|latin|arabic|cyrillic|devanagari|eslav|korean|japan|chinese)$/,
  },
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
  /^glm(-roberta)?$/,
];

/** Lines whose plain repositories are no bases, though one for chatting stands beside them. */
export const linesWithoutBases = /^(Fun-)?CosyVoice/i;

/** Makers of models outside this catalogue, by the first words of their models' names. */
export const foreignLines =
  /^(llama|gemma|mistral|mixtral|phi|vicuna|gpt|gpt-oss|stable-?diffusion|sdxl|flux|opt|falcon|bloom|whisper|olmo)(?![a-z])/i;

/** Organisations under the name that they have now. Hugging Face redirects the old one. */
export const formerOrganisations: Readonly<Record<string, string>> = {
  THUDM: "zai-org",
  "Tencent-Hunyuan": "tencent",
};

/** Families whose repositories differ in spelling, as their lab writes the family. */
export const familySpellings: readonly string[] = ["HY-MT1.5"];

/** Makers' names before a line of their own, which its other names leave out: `Doubao-Seed-1.8` is Seed 1.8. */
export const prefixesOfLines = /^(doubao[-\s]?(?=seed)|tencent[-\s]?(?=hunyuan))/i;

/** Tags of the hub that say what a repository is, whatever it is called. */
export const tagsOfSigns =
  /^(base_model:(adapter|merge|quantized|finetune):.+|pipeline:.+|weights:none|peft|lora)$/;

/** Tags of what stands for no release: adapters, merges, repositories without weights. */
export const tagsOfPieces = /^(base_model:(adapter|merge):.+|weights:none|peft|lora)$/;
