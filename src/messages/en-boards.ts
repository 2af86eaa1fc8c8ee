/** What the bot says about leaderboards and timelines. */

const many = (count: number, one: string, more = `${one}s`) => `${count} ${count === 1 ? one : more}`;

export const boards = {
  overviewTitle: (count: number) => `${count} benchmarks, the most stated first`,
  overviewLine: (name: string, count: number, best: string, score: string) =>
    `**${name}** · ${many(count, "model")} · ${best} ${score}`,
  overviewNote: "Best of the labs' own figures. A version of a benchmark is one of its own; settings differ.",
  open: "Open a benchmark",
  openModel: "Open a model",
  unknown: (typed: string) => `No benchmark here is called **${typed}**. The nearest, and the most stated:`,
  choice: (name: string, count: number) => `${name} · ${many(count, "model")}`,
  lead: (names: string, count: number, score: string, aside: string, benchmark: string) =>
    `${names} ${count === 1 ? "leads" : "lead"} on ${benchmark} with **${score}**${aside === "" ? "" : ` (${aside})`}, by the labs' own figures.`,
  leadOthers: (names: string, count: number, score: string, aside: string, benchmark: string) =>
    `${names} ${count === 1 ? "leads" : "lead"} on ${benchmark} with **${score}** (${aside}); no lab's own figure is known here.`,
  noFigures: (benchmark: string) => `No figure on ${benchmark} is stated by any source here.`,
  own: "The labs' own figures",
  others: "Measured by others",
  reference: "◇",
  quoted: "quoted by a lab that compares itself",
  legend: "◇ a reference model, no lab of these. Filled: a lab's own figure; outlined: somebody else's.",
  counted: (models: number, left: number) =>
    `${many(models, "model")} with a figure${left === 0 ? "" : `; ${left} more give only words or doubtful figures`}. Figures of different settings are not compared.`,
  lower: "Lower is better.",
  versions: (names: string) => `Apart from: ${names}.`,
  file: "benchmark.png",
  alt: (benchmark: string, text: string) => `Bar chart of ${benchmark}. ${text}`,
  more: (left: number) => `…and ${left} more on the next pages`,
  timeline: {
    all: "Releases of China's labs",
    of: (lab: string) => `Releases of ${lab}`,
    head: (count: number, from: string, to: string) =>
      `**${many(count, "dated release")}**, ${from} to ${to}.`,
    month: (month: string, names: string) => `**${month}** ${names}`,
    note: (undated: number) =>
      `A dot is a day; a bar is a month or a year of which no source says the day.${undated === 0 ? "" : ` ${many(undated, "more release")} without a date ${undated === 1 ? "is" : "are"} not shown.`}`,
    other: "others",
    none: (lab: string) => `No dated release of ${lab} is known here.`,
    file: "timeline.png",
    alt: (text: string) => `Timeline of releases. ${text}`,
    lane: (name: string, count: number, last: string) => `${name}: ${count}, the last ${last}.`,
  },
} as const;
