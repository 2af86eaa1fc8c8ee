/** What the bot says to a question in words. */

const many = (count: number, one: string, more = `${one}s`) => `${count} ${count === 1 ? one : more}`;

export const asking = {
  /** First line of a list: what was understood. */
  list: (count: number, conditions: string) =>
    `**${many(count, "model")}**${conditions === "" ? "" : ` · ${conditions}`}`,
  listNone: (conditions: string) => `No model here is known to be ${conditions}.`,
  /** Models that do not state what was asked about. */
  unknown: (count: number) =>
    `${many(count, "more model")} may fit, but ${count === 1 ? "does" : "do"} not state what was asked.`,
  most: {
    size: { most: "the largest", least: "the smallest" },
    active: { most: "the most active parameters", least: "the fewest active parameters" },
    context: { most: "the longest context", least: "the shortest context" },
    input: { most: "the dearest input", least: "the cheapest input" },
    output: { most: "the dearest output", least: "the cheapest output" },
    released: { most: "the newest", least: "the oldest" },
  },
  mostLine: (name: string, what: string, value: string) => `**${name}** · ${what}: **${value}**`,
  bestLine: (name: string, benchmark: string, value: string) =>
    `**${name}** leads on ${benchmark}: **${value}**`,
  ties: (names: string) => `The same for ${names}.`,
  of: (compared: number, lacking: number, conditions: string) =>
    `Compared: ${many(compared, "model")}${conditions === "" ? "" : ` (${conditions})`}${lacking === 0 ? "" : `; ${lacking} more do not state it`}.`,
  byLabs: "Each figure is the lab's own unless its line says who measured it; settings differ.",
  mostNone: (conditions: string, what: string) =>
    `No model${conditions === "" ? "" : ` (${conditions})`} states ${what}, which this would be computed from.`,
  figureNames: {
    size: "its size",
    active: "its active parameters",
    context: "its context",
    input: "a price in dollars",
    output: "a price in dollars",
    released: "a date",
  },
  each: (what: string, count: number) => `**${what}** of each lab, for ${many(count, "lab")} that state it:`,
  byMembers: (name: string) => `${name} itself does not state it: its models do, the leading one first.`,
  noneKnown: "None is known",
  labsStating: (count: number, label: string) => `**${many(count, "lab")}** with a stated ${label}`,
  labsSilent: (count: number, label: string) => `For ${count} more no source states a ${label}.`,
  scoreOne: (name: string, benchmark: string, score: string) =>
    `**${name}** scores **${score}** on ${benchmark}.`,
  scoreTwo: (benchmark: string, first: string, a: string, second: string, b: string, isLevel: boolean) =>
    isLevel
      ? `On ${benchmark} **${first}** and **${second}** are level: **${a}**.`
      : `On ${benchmark} **${first}** leads with **${a}**; ${second} has ${b}.`,
  rate: (brief: string) => `${brief} in/out per million tokens`,
  inDollars: "By output price in US dollars; prices in yuan are not converted.",
  countModels: (count: number, conditions: string) =>
    `**${many(count, "released model")}**${conditions === "" ? "" : ` · ${conditions}`} in the catalogue.`,
  countLabs: (count: number, models: number) =>
    `**${many(count, "lab")}** with ${many(models, "released model")} in the catalogue.`,
  labsIn: (count: number, city: string) => `**${many(count, "lab")}** in ${city}`,
  labsNone: (city: string) => `No lab here is known to sit in ${city}.`,
  placeUnknown: (count: number) => `The place of ${many(count, "lab")} is not stated.`,
  news: (count: number, when: string) => `**${many(count, "release")}** ${when}`,
  newsNone: (when: string) => `No dated release ${when} is known here.`,
  newest: "The newest known:",
  since: (date: string) => `since ${date}`,
  until: (date: string) => `until ${date}`,
  between: (from: string, to: string) => (from === to ? `in ${from}` : `from ${from} to ${to}`),
  ever: "so far",
  /** Conditions in words. */
  conditions: {
    open: "open weights",
    closed: "closed weights",
    commercial: "licence allows commercial use",
    licence: (name: string) => `${name} licence`,
    input: (kind: string) => `takes ${kind}`,
    ending: "with a stated end of service",
    takes: (kind: string) => `takes or makes ${kind}`,
    minSize: (size: string) => `at least ${size}`,
    maxSize: (size: string) => `at most ${size}`,
    sizes: (from: string, to: string) => `${from} to ${to}`,
    context: (tokens: string) => `context of ${tokens} or more`,
    price: (amount: string) => `at most $${amount} per million output tokens`,
    experts: "mixture of experts",
  },
  purposes: {
    chat: "for chat",
    coding: "for code",
    reasoning: "for reasoning",
    mathematics: "for mathematics",
    vision: "sees pictures",
    image: "makes pictures",
    video: "makes videos",
    "3d": "makes 3D shapes",
    speech: "for speech",
    music: "makes music",
    ocr: "reads documents",
    embedding: "for embeddings",
    translation: "for translation",
    omni: "takes text, pictures and sound",
    agent: "for agents",
  },
  yes: "Yes",
  no: "No",
  partly: "Partly",
  openUnder: (name: string, licence: string) => `the weights of **${name}** are open, under **${licence}**.`,
  open: (name: string) => `the weights of **${name}** are open; the licence is not stated.`,
  partlyOpen: (name: string) => `some of the weights of **${name}** are open.`,
  closed: (name: string) => `the weights of **${name}** are not open.`,
  takesIt: (name: string, kinds: string) => `**${name}** takes ${kinds}.`,
  doesNotTake: (name: string, kinds: string) => `the sources give only ${kinds} for **${name}**.`,
  mayUse: (name: string, licence: string) =>
    `**${name}** is under **${licence}**, which allows commercial use.`,
  mayNotUse: (name: string, licence: string) =>
    `**${name}** is under **${licence}**, which does not allow commercial use.`,
  readLicence: (name: string, licence: string) =>
    `**${name}** is under **${licence}**. Whether that allows your use stands in its text, not in its name: read it first.`,
  value: (name: string, label: string, value: string) => `**${name}** · ${label}: **${value}**`,
  notStated: (name: string, label: string) => `**${name}** · ${label}: not stated by any source here.`,
  /** Labels of what is asked that is no field. */
  aspects: {
    commercial: "commercial use",
    scores: "benchmarks",
    maker: "made by",
    leader: "led by",
    base: "built on",
    predecessor: "predecessor",
    successor: "followed by",
  },
  help: "Ask about China's AI labs and their models, in English or Chinese:",
  helpCommands:
    "Commands: `/ask`, `/model`, `/lab`, `/models`, `/compare`, `/releases`, `/market`, `/subscribe`; `/help` explains each.",
  nothing: (typed: string) => `I did not understand “${typed}”.`,
  tries: (examples: readonly string[]) => `Try: ${examples.map((one) => `\`${one}\``).join(" · ")}`,
  examples: [
    "cheapest open model with 1M context",
    "is Kimi K2 open source?",
    "qwen vs deepseek",
    "what's new this month",
    "best coding model",
    "labs in hangzhou",
    "open models under 10B",
    "US chip ban",
    "will qwen3-8b fit on 16 GB",
    "阿里最新的模型",
    "哪个模型上下文最长",
  ],
  askOn: (questions: readonly string[]) =>
    `Ask on: ${questions.map((one) => `\`${one.replaceAll("`", "'")}\``).join(" · ")}`,
  further: (name: string, asked: string) => [
    ...["price", "context", "licence"]
      .filter((one) => one !== asked)
      .map((one) => `${name} ${one}`)
      .slice(0, 2),
    `will ${name} fit on 128 GB`,
  ],
  furtherLists: ["newest model of each lab", "cheapest open model", "what can I run on 24 GB"],
  choose: "Open one of them",
} as const;
