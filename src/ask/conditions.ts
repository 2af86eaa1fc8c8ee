/** Conditions that a question names: `open`, `under 10B`, `1M context`, `since August`, in English and Chinese. */
import type { Conditions } from "../catalog/select.ts";
import type { StatedDate } from "../catalog/types.ts";
import { datesIn } from "./dates.ts";

export interface Read {
  where: Conditions;
  /** What is left of the text. */
  rest: string;
}

const scales: Readonly<Record<string, number>> = {
  ...{ k: 1e3, m: 1e6, b: 1e9, t: 1e12, million: 1e6, billion: 1e9, trillion: 1e12 },
  ...{ 千: 1e3, 万: 1e4, 百万: 1e6, 千万: 1e7, 亿: 1e8, 十亿: 1e9, 百亿: 1e10, 千亿: 1e11, 万亿: 1e12 },
};
const number = String.raw`(\d+(?:\.\d+)?)\s*`;
const sizeScale = "(b|t|billion|trillion|千亿|百亿|十亿|万亿|亿)";
const contextScale = "(k|m|million|百万|千万|万|千)";
const scaled = (digits = "", scale = "") => Number(digits) * (scales[scale.toLowerCase()] ?? 1);

const below = String.raw`(?:under|below|less than|smaller than|up to|at most|no more than|max(?:imum)?|<=?|≤|不超过|小于|低于|少于)\s*`;
const above = String.raw`(?:over|above|more than|larger than|bigger than|at least|min(?:imum)?|>=?|≥|超过|大于|多于|至少)\s*`;
const belowAfter = String.raw`\s*(?:参数)?(?:以下|以内|or (?:less|smaller|under))`;
const aboveAfter = String.raw`\s*(?:参数)?(?:以上|or (?:more|larger)|\+)`;
const end = String.raw`(?![\p{L}\d])`;

interface Rule {
  words: RegExp;
  read(match: RegExpExecArray): Conditions;
}
const rule = (pattern: string, read: Rule["read"]): Rule => ({ words: new RegExp(pattern, "iu"), read });

/** A model of about a size that is named alone: `1T model` may state 1.04T. */
const about = (size: number): Conditions => ({ minSize: size * 0.9, maxSize: size * 1.2 });

const rules: readonly Rule[] = [
  rule(`${below}\\$\\s*${number}`, ([, amount]) => ({ maxPrice: Number(amount) })),
  rule(`\\$\\s*${number}(?:or less|以下|以内)`, ([, amount]) => ({ maxPrice: Number(amount) })),
  rule(
    `(?:${above})?${number}${contextScale}\\s*\\+?\\s*(?:tokens?\\s*)?(?:of\\s+)?(?:context|ctx|window|的?上下文)`,
    ([, n, s]) => ({
      minContext: scaled(n, s),
    }),
  ),
  rule(
    `(?:context|ctx|上下文)(?: window)?\\s*(?:of|:|为|有)?\\s*(?:${above})?${number}${contextScale}${end}`,
    ([, n, s]) => ({
      minContext: scaled(n, s),
    }),
  ),
  rule(`百万(?:级)?(?:token)?的?上下文`, () => ({ minContext: 1e6 })),
  rule(`${below}${number}${sizeScale}${end}`, ([, n, s]) => ({ maxSize: scaled(n, s) })),
  rule(`${number}${sizeScale}${belowAfter}`, ([, n, s]) => ({ maxSize: scaled(n, s) })),
  rule(`${above}${number}${sizeScale}${end}`, ([, n, s]) => ({ minSize: scaled(n, s) })),
  rule(`${number}${sizeScale}${aboveAfter}`, ([, n, s]) => ({ minSize: scaled(n, s) })),
  rule(`万亿(?:级)?(?:参数)?`, () => ({ minSize: 0.95e12 })),
  rule(`\\btrillion[- ]param(?:eter)?s?`, () => ({ minSize: 0.95e12 })),
  rule(`(?<![\\p{L}\\d.-])${number}${sizeScale}(?:[- ]?(?:param(?:eter)?s?|参数))?${end}`, ([, n, s]) =>
    about(scaled(n, s)),
  ),
  rule(`(?:for )?commercial(?:ly)?(?: use| usable)?|可?(?:以)?商用的?`, () => ({ licence: "commercial" })),
  rule(`\\bmit\\b(?:[- ]licen[cs]ed?)?`, () => ({ licence: "mit" })),
  rule(`\\bapache\\b(?:[- ]?2(?:\\.0)?)?(?:[- ]licen[cs]ed?)?`, () => ({ licence: "apache" })),
  rule(`\\bopen[- ]?(?:source|weights?|weight)?\\b|\\bopensource\\b|开源的?|开放权重`, () => ({
    weights: "open",
  })),
  rule(`\\b(?:closed|proprietary)(?:[- ]?(?:source|weights?))?\\b|闭源的?|不开源`, () => ({
    weights: "closed",
  })),
  rule(`\\bmoe\\b|mixture[- ]of[- ]experts|混合专家`, () => ({ experts: true })),
  rule(
    `\\b(?:accept|take|understand|handle|process|watch|support)s?\\s+videos?(?: input)?\\b|\\bvideo (?:input|understanding)\\b|视频(?:输入|理解)|看视频`,
    () => ({ takes: "video" }),
  ),
  rule(
    `\\b(?:accept|take|understand|handle|process|hear)s?\\s+audio(?: input)?\\b|\\baudio (?:input|understanding)\\b|音频输入`,
    () => ({ takes: "audio" }),
  ),
  rule(
    `\\b(?:accept|take|understand|handle|process|see|read)s?\\s+(?:images?|pictures?)(?: input)?\\b|图片输入`,
    () => ({ takes: "image" }),
  ),
  rule(
    `\\b(?:video)(?:[- ]?generat(?:ion|ing|ors?))?\\b|\\btext[- ]to[- ]video\\b|视频(?:生成)?|文生视频`,
    () => ({ purpose: "video" }),
  ),
  rule(
    `\\bimage[- ]?(?:generat(?:ion|ing|ors?)|editing)?\\b(?! input)|\\btext[- ]to[- ]image\\b|\\bpicture (?:generation|makers?)\\b|图像生成|图片生成|文生图|生图|画图`,
    () => ({ purpose: "image" }),
  ),
  rule(`\\bocr\\b|document parsing|文字识别|文档解析`, () => ({ purpose: "ocr" })),
  rule(
    `\\b(?:tts|text[- ]to[- ]speech|speech(?: synthesis| recognition)?|voice|asr|audio)\\b|语音(?:合成|识别)?|音频`,
    () => ({ purpose: "speech" }),
  ),
  rule(`\\bmusic\\b|音乐`, () => ({ purpose: "music" })),
  rule(`\\b(?:embeddings?|rerank(?:er|ing)?)\\b|向量|嵌入`, () => ({ purpose: "embedding" })),
  rule(`\\btranslat(?:ion|ing|e|ors?)\\b|翻译`, () => ({ purpose: "translation" })),
  rule(`\\b(?:coding|code|coders?|programming|swe)\\b|写代码|编程|代码`, () => ({ purpose: "coding" })),
  rule(`\\b(?:math(?:s|ematics)?|theorem)\\b|数学`, () => ({ purpose: "mathematics" })),
  rule(`\\b(?:reasoning|thinking)\\b|推理|思考`, () => ({ purpose: "reasoning" })),
  rule(`\\b(?:vision|visual|multi-?modal|vlms?|image input)\\b|视觉|多模态|看图`, () => ({
    purpose: "vision",
  })),
  rule(`\\b3d\\b|三维`, () => ({ purpose: "3d" })),
  rule(`\\bomni\\b|全模态`, () => ({ purpose: "omni" })),
  rule(`\\b(?:agents?|agentic|computer use|gui)\\b|智能体`, () => ({ purpose: "agent" })),
];

/** Reads conditions off a text, once each, and gives what is left of it. `today` is what "this week" counts from. */
export function readConditions(text: string, today: StatedDate): Read {
  const dates = datesIn(text, today);
  let where: Conditions = dates.where;
  let rest = dates.rest;
  for (const { words, read } of rules) {
    const match = words.exec(rest);
    if (match === null) continue;
    where = { ...read(match), ...where };
    rest = `${rest.slice(0, match.index)} ${rest.slice(match.index + match[0].length)}`;
  }
  return { where, rest };
}
