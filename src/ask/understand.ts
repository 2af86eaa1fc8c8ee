/** From a question in words to what it asks, by rules in tables: no network, no model of language. Pure. */
import type { Catalog } from "../catalog/catalog.ts";
import { type LabField, labFields } from "../catalog/fields.ts";
import type { Conditions } from "../catalog/select.ts";
import { rankTopics } from "../catalog/topics.ts";
import type { StatedDate } from "../catalog/types.ts";
import { defined } from "../defined.ts";
import { aspectWords, modalityWords } from "./aspects.ts";
import { callIn, costWords } from "./calls.ts";
import { readConditions } from "./conditions.ts";
import { fitWords, memoryIn } from "./memory.ts";
import { looksLikeName, type Named, namesIn, personIn, shortName, type World, withSubject } from "./names.ts";
import { cityIn, withoutCity } from "./places.ts";
import type { Aspect, Measure, Question, Subject } from "./question.ts";
import { benchmarksIn, measureIn } from "./superlatives.ts";

/** Below this a topic shares too few words with the question. */
const sureOfTopic = 0.5;
/** Longer questions are cut, in UTF-16 units. */
const longestQuestion = 500;

const helpWords =
  /^\W*(help|hi|hello|hey|what can (you|u) do|how (do|does|can) (i|this|you|it) .{0,12}(use|work).{0,12}|commands?|usage|start|帮助|怎么用|怎么使用|你能做什么|你会什么|你是谁|who are you|what are you|使用说明|指令|命令|你好)\W*$/iu;
const compareWords =
  /\b(vs\.?|versus|compare[ds]?|comparison|or|better|difference|against|than)\b|对比|比较|哪个(好|更|强)|区别|还是|和.*比/i;
const countWords =
  /\bhow many\b(?!.{0,12}(param|billion|\bb\b|users|people|employees|tokens|layers|experts|gpus|chips|cards))|\b(number|count) of\b|多少个|几个|有多少(?=.{0,3}(模型|实验室|公司))/i;
const newsWords =
  /\b(what'?s new|whats new|news?|new releases?|releases?|released|came out|come out|launched|happened|out this)\b|发布了|新模型|新闻|动态|出了(什么|哪些)|上新/i;
const labWords = /\b(labs?|compan(y|ies)|startups?|organi[sz]ations?|teams?)\b|实验室|公司|机构|厂商|团队/i;
const modelWords = /\b(models?|llms?|ai|generators?|ones?)\b|模型|大模型/i;

/**
 * Reads a question.
 *
 * @param today the day of asking, UTC, that "this week" counts from
 * @param card what is talked about: the subject where the text names none, and the first where it compares
 */
export function understand(world: World, text: string, today: StatedDate, card?: Subject): Question {
  const typed = text.normalize("NFKC").replace(/\s+/g, " ").trim().slice(0, longestQuestion);
  if (helpWords.test(typed)) return { kind: "help" };
  const named = namesIn(world, typed);
  if (
    card !== undefined &&
    (named.subjects.length === 0 || /^\W*(vs\.?|versus|or|and|与|和|对比|比)/i.test(typed))
  )
    return read(world, typed, today, withSubject(card, named));
  const question = read(world, typed, today, named);
  if (question.kind !== "nothing") return question;
  const short = shortName(world, typed);
  const again = short === undefined ? question : read(world, typed, today, namesIn(world, typed, short));
  return again.kind === "nothing" && looksLikeName(typed) ? { kind: "name", typed } : again;
}

function read({ catalog }: World, typed: string, today: StatedDate, named: Named): Question {
  const person = named.models.length === 0 ? personIn(catalog, typed) : undefined;
  if (person !== undefined) return person;
  const topic = topicIn(catalog, typed);
  // Companies that are only named in passing ("export controls nvidia") do not make it a question about them.
  const isPassing =
    named.labs.length > 0 &&
    named.labs.length === named.subjects.length &&
    named.labs.every((lab) => lab.kind === "organisation");
  if (topic !== undefined && (topic.score === 1 || (isPassing && topic.score >= sureOfTopic)))
    return { kind: "topic", topic: topic.topic };

  const [unknown] = named.unknown;
  const subjects = named.subjects;
  if (unknown !== undefined && subjects.length < 2) {
    return { kind: "names", about: subjects, unknown: named.unknown };
  }
  const benchmarks = benchmarksIn(catalog, named.rest);
  const { where, rest } = readConditions(benchmarks?.rest ?? named.rest, today);
  const measure = measureIn(catalog, named.rest, where.purpose, benchmarks?.ids[0]);
  if (benchmarks !== undefined && named.models.length > 0 && !bestWords.test(named.rest))
    return { kind: "scores", about: named.models, benchmarks: benchmarks.ids };
  const call = costWords.test(named.rest) ? callIn(named.rest) : undefined;
  if (call !== undefined && named.models.length > 0) return { kind: "cost", about: named.models, ...call };
  const asked: Reading = { catalog, typed, rest: named.rest, left: rest, where, measure };
  const [subject] = subjects;
  return (
    (subjects.length > 1
      ? aboutSeveral(asked, named)
      : subject === undefined
        ? undefined
        : aboutOne(asked, subject)) ??
    aboutAll(asked, subject) ??
    (subjects.length === 0 &&
    memoryIn(named.rest) === undefined &&
    topic !== undefined &&
    topic.score >= sureOfTopic &&
    topic.named >= sureOfTopic
      ? { kind: "topic", topic: topic.topic }
      : undefined) ??
    (subjects.length > 0
      ? { kind: "names", about: subjects, unknown: named.unknown }
      : { kind: "nothing", typed })
  );
}

/** A question as it was read so far. */
interface Reading {
  catalog: Catalog;
  typed: string;
  /** Without the names. */
  rest: string;
  /** Without the names and the conditions. */
  left: string;
  where: Conditions;
  measure: Measure | undefined;
}

function topicIn(catalog: Catalog, typed: string) {
  return rankTopics([...catalog.topics.values()], typed)[0];
}

/** The first thing that is asked about an entry of this kind. */
function aspectIn(text: string, of: "model" | "lab"): Aspect | undefined {
  return aspectWords.find((one) => (one.of === of || one.of === "both") && one.words.test(text))?.aspect;
}

function aboutSeveral({ rest, measure, where }: Reading, named: Named): Question | undefined {
  const isComparison = compareWords.test(rest) || (measure === undefined && Object.keys(where).length === 0);
  return isComparison ? { kind: "names", about: named.subjects, unknown: named.unknown } : undefined;
}

function aboutOne(reading: Reading, subject: Subject): Question | undefined {
  const { rest, typed, where, measure } = reading;
  const memory = memoryIn(rest);
  const scope = scopeOf(subject);
  if (scope !== undefined && memory !== undefined)
    return { kind: "runs", where: { ...where, ...scope }, memory };
  if (subject.kind === "model" && (fitWords.test(rest) || memory !== undefined)) {
    return {
      kind: "fit",
      model: subject.model,
      ...defined({ memory, context: where.minContext }),
    };
  }
  if (scope !== undefined) {
    if (measure !== undefined)
      return { kind: "most", measure, where: { ...scoped(where, measure), ...scope } };
    if (countWords.test(rest)) return { kind: "count", of: "models", where: { ...where, ...scope } };
    const isNews =
      newsWords.test(rest) &&
      (where.since !== undefined || where.until !== undefined || /哪些|什么|\bwhat\b|releases/i.test(rest));
    if (isNews && subject.kind === "lab" && !/\bwhen\b|什么时候|何时/i.test(rest))
      return newsOf({ ...where, ...scope });
  }
  const ofLab = labsOwn(aspectIn(rest, "lab"), rest);
  const maker = subject.kind === "model" ? reading.catalog.labOf(subject.model) : undefined;
  if (ofLab !== undefined && maker !== undefined)
    return { kind: "aspect", aspect: ofLab, about: [{ kind: "lab", lab: maker }] };
  const aspect =
    aspectIn(rest, subject.kind) ??
    (subject.kind === "lab" && Object.keys(where).length === 0 ? ofItsModels(rest) : undefined);
  if (aspect !== undefined && !(subject.kind === "lab" && aspect === "weights" && modelWords.test(rest))) {
    const takes =
      aspect === "modality" ? modalityWords.find(([, words]) => words.test(rest))?.[0] : undefined;
    return defined({ kind: "aspect" as const, aspect, about: [subject], takes });
  }
  if (
    scope !== undefined &&
    (Object.keys(where).length > 0 ||
      (modelWords.test(rest) && /\b(models|all|list|which|what|show)\b|哪些|所有|有什么/i.test(rest)))
  ) {
    return {
      kind: "models",
      where: { ...where, ...scope },
      order: "newest",
      ...(isYesNo.test(typed) ? { isYesNo: true } : {}),
    };
  }
  return /^\W*$/u.test(typed) ? undefined : { kind: "names", about: [subject], unknown: [] };
}

/** A question that wants a yes or a no first. */
const isYesNo = /^\W*(does|do|did|has|have|is there|are there|any)\b|有(?!哪些|什么|多少).*吗/i;

const onlyLabs: readonly Aspect[] = [
  "founded",
  "founders",
  "leader",
  "place",
  "valuation",
  "listing",
  "funding",
  "employees",
  "revenue",
];

/** What only a lab has: asked of a brand that is a model too ("when was baichuan founded"), its lab is meant. */
function labsOwn(aspect: Aspect | undefined, rest: string): Aspect | undefined {
  if (aspect === undefined || !onlyLabs.includes(aspect)) return undefined;
  // "Based on", "where can I get it": about the model after all.
  return aspect === "place" && !/\b(headquarter|where is)|总部|在哪个?城市/i.test(rest) ? undefined : aspect;
}

const modelsOnly: readonly Aspect[] = [
  "price",
  "context",
  "output",
  "endOfService",
  "knowledge",
  "trainingCost",
  "trainingTokens",
  "trainingHardware",
];

/** What is asked of a lab and only its models have: "deepseek api price". */
function ofItsModels(rest: string): Aspect | undefined {
  const aspect = aspectIn(rest, "model");
  return aspect !== undefined && modelsOnly.includes(aspect) ? aspect : undefined;
}

/** The models that a lab or a family stands for. */
function scopeOf(subject: Subject): Conditions | undefined {
  if (subject.kind === "lab") return { lab: subject.lab.id };
  return subject.model.kind === "family" ? { family: subject.model.id } : undefined;
}

/** "The best coding model" is any model by a coding benchmark, not only those made for code. */
function scoped(where: Conditions, measure: Measure): Conditions {
  if (measure.by === "figure") return where;
  const { purpose: _, ...rest } = where;
  return rest;
}

function newsOf(where: Conditions): Question {
  const { since, until, ...rest } = where;
  return defined({ kind: "news" as const, where: rest, since, until });
}

function aboutAll(reading: Reading, subject: Subject | undefined): Question | undefined {
  if (subject !== undefined) return undefined;
  const { rest, left, where, measure } = reading;
  const memory = memoryIn(rest);
  // "dots on a 4090" names somebody: short names are looked for where nothing else was understood.
  if (memory !== undefined && /\b(what|which|models?|llms?|anything)\b|什么|哪|模型/i.test(rest))
    return { kind: "runs", where, memory };
  const city = cityIn(rest);
  if (city !== undefined && (labWords.test(rest) || isList(withoutCity(left)))) return { kind: "labs", city };
  if (countWords.test(rest))
    return { kind: "count", of: labWords.test(rest) && !modelWords.test(rest) ? "labs" : "models", where };
  if (measure !== undefined && ofEach.test(rest))
    return { kind: "each", measure, where: scoped(where, measure) };
  if (measure !== undefined) return { kind: "most", measure, where: scoped(where, measure), among: where };
  const field = aspectIn(rest, "lab");
  if (labWords.test(rest) && field !== undefined && isField(field)) return { kind: "labs", stating: field };
  if (/\b(deprecated|retir(ed|ing)|sunset|discontinued)\b|下线|停服|弃用/i.test(rest))
    return { kind: "models", where: { ...where, ending: true }, order: "newest" };
  const { since, until, ...other } = where;
  const hasTime = since !== undefined || until !== undefined;
  if (newsWords.test(rest) && (hasTime || !modelWords.test(left))) return newsOf(where);
  if (hasTime && Object.keys(other).length === 0 && isList(left)) return newsOf(where);
  if (Object.keys(where).length > 0 && isList(left)) return { kind: "models", where, order: "newest" };
  if (labWords.test(rest) && isList(left.replace(labWords, " "))) return { kind: "labs" };
  return undefined;
}

/** "Of each lab": one model for every lab. */
const ofEach = /\b(each|every|per|by) (lab|company|startup)|各(家|个)|每(家|个)/i;
const bestWords = /\b(best|strongest|top|highest|leads?|leading|sota)\b|最|谁/i;
const isField = (aspect: Aspect): aspect is LabField => Object.hasOwn(labFields, aspect);

/** Nothing is left that could change what is asked: only words that any list has. */
function isList(left: string): boolean {
  const telling = left
    .replace(/[\p{P}\p{S}]/gu, " ")
    .replace(
      /\b(show|list|give|me|all|the|a|an|any|some|which|what|are|is|there|with|that|and|of|for|from|in|by|on|do|you|know|can|i|use|have|has|models?|llms?|ones?|generators?|chinese|china|ai|made|licen[cs]ed?|under|output|input|price[ds]?|below|weights?|tokens?|context|use|please|find|good|names?|generation|generating|image|take|takes|support|supports|accept|accepts|input|handle|process|every|each|to|be|known|here)\b/gi,
      " ",
    )
    .replace(
      /有哪些|哪些|有什么|什么|的|模型|大模型|是|吗|呢|请|列出|所有|我|想要|推荐|给|中国|国产|生成|以|可|能|会|写|做|用|发布|支持|有|和|参数/g,
      " ",
    )
    .trim();
  return telling.length === 0;
}
