/** What a model is for, from its name: the second table of the grouping. First match wins. */

export const modelKindWords = [
  "chat",
  "reasoning",
  "code",
  "math",
  "vision",
  "omni",
  "audio",
  "image",
  "video",
  "3d",
  "translation",
  "agent",
  "embedding",
  "reranker",
  "reward",
  "guard",
] as const;
export type Purpose = (typeof modelKindWords)[number];

/** Any of these in the whole name (case ignored, `-` `_` `.` are borders). */
const byName: readonly (readonly [Purpose, RegExp])[] = [
  ["reranker", /rerank/],
  ["embedding", /embed|(^|-)(gte|gme|bge)-|visrag-ret/],
  ["guard", /guard|safety|moderation/],
  ["reward", /(^|-)(p?rm|orm|prm\d+k|reward\w*)(-|$)|ultrarm|ultracm|^polar-|-rm-|visualprm/],
  ["translation", /(^|-)mt(\d|-|$)|translat|livetranslate/],
  [
    "agent",
    /(^|-)(ui|gui)(-|$)|agent|deepresearch|deep-research|asearcher|autoglm|computer-use|^(mai-ui|ui-)/,
  ],
  ["agent", /androidgen|webrl|(^|-)(mcp|survey)$|^dr-venus|seeker|^web[a-z]+-|^gelab|aworld/],
  // What moves a body: no word of its own.
  ["agent", /(^|-)(vla|va|robo\w*)(-|$)|robot|minicpm-robo/],
  ["3d", /3d|(^|-)(world|motion|map)(-|$)/],
  ["vision", /ocr|paddleocr|doclayout|mineru|reader$/],
  // Before what its line is for.
  ["image", /^ming-(lite-|flash-)?image|^step1x|^nextstep|-edit(-|$)|flux/],
  ["video", /^(scail|disca|timelens|timechat|wan-)/],
  [
    "omni",
    /omni|(^|-)(uni|any2any|o)(-|$)|^janus(?!coder)|^bagel|^ming-|^sensenova-u\d|^minicpm-o|univision|uniaudio/,
  ],
  ["audio", /audio|voice|speech|(^|-)(\w*tts\d*|asr|vad|music\d*|s2s|vocoder)(-|$)|aligner|music/],
  ["audio", /^(fun-|cosyvoice|sensevoice|voxcpm|firered(asr|tts|vad))|forcedaligner|livetranslate/],
  ["video", /video|(^|-)[a-z]{0,3}2v(-|$)|^wan\d|^kling|seedance|seedvr|hailuo|^happyhorse|animatediff/],
  [
    "image",
    /image|(^|-)(t2i|ti2i|i2i|paint|sd)(-|$)|^cogview|^kolors|^z-image|seedream|seededit|^hyper-sd|^flux/,
  ],
  [
    "vision",
    /(^|[-\d])vl(\d|-|$)|vision|visual|(^|-)(vlm\d*|caption(er)?|grounding|mllm)(-|$)|internvl|ovis|qvq/,
  ],
  [
    "vision",
    /(^|-)v(-|$)|\dv(-|$)|cogvlm|cogagent|xcomposer|omnilmm|viscpm|^sensenova-si|sa2va|points-|^zwz/,
  ],
  ["vision", /dots-vlm|^sail-|keye|glyph$|llava|penguin-vl/],
  ["code", /(^|-)cod(e|ing)\d*(-|$)|^code|coder|kimi-dev|(^|-)swe(-|$)|kat-dev|codegeex|ui2code/],
  ["math", /math|prover|theorem/],
  [
    "reasoning",
    /thinking|reason|(^|-)(r\d+(-.*)?|z\d|qwq|rumination|think|o1)(-|$)|^ring(-|$)|qwq|minimax-m1/,
  ],
  ["reasoning", /oreal|^qwenlong-l|^(rlpr|areal)-/],
];

/** Pipelines of the hub that are for one thing. `text-generation` and `image-text-to-text` are for any. */
const byPipeline: readonly (readonly [Purpose, RegExp])[] = [
  ["video", /video$/],
  ["image", /^(text|image)-to-image$|inpainting|unconditional-image-generation/],
  ["3d", /-to-3d$/],
  ["audio", /speech|audio|voice/],
  ["embedding", /^(feature-extraction|sentence-similarity|visual-document-retrieval)$/],
  ["reranker", /^text-ranking$/],
  ["omni", /^any-to-any$/],
  ["translation", /^translation$/],
  ["agent", /^robotics$/],
  ["vision", /^image-to-text$|detection|segmentation|-classification$|^depth-estimation$/],
];

/**
 * `chat` where nothing else is said: the flagship models carry no word for what they are.
 * @param tags of the hub, asked where the name says nothing: `pipeline:text-to-video`
 */
export function purposeOf(name: string, tags: readonly string[] = []): Purpose {
  const plain = name.toLowerCase().replace(/[_.](?=\D)|(?<=\D)[_.]/g, "-");
  const named = byName.find(([, pattern]) => pattern.test(plain))?.[0];
  if (named !== undefined) return named;
  const pipeline = tags.find((tag) => tag.startsWith("pipeline:"))?.slice("pipeline:".length) ?? "";
  return byPipeline.find(([, pattern]) => pattern.test(pipeline))?.[0] ?? "chat";
}

/** Kinds of models that are not taught to follow instructions, so that `X` beside `X-Instruct` is no base. */
export const withoutBase: ReadonlySet<Purpose> = new Set([
  "image",
  "video",
  "3d",
  "embedding",
  "reranker",
  "reward",
  "guard",
]);
