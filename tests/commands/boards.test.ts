/** `/benchmark` and `/timeline`: figures recomputed from the data, pictures that say the same, every page within limits. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { benchmarkAnswer, benchmarkPage, completeBenchmark } from "../../src/answers/benchmark.ts";
import { timelineAnswer, timelinePage } from "../../src/answers/timeline.ts";
import { scoreboardOf } from "../../src/catalog/scoreboard.ts";
import { laneDrawing } from "../../src/charts/lanes.ts";
import type { Services } from "../../src/command.ts";
import type { Person } from "../../src/playground/person/person.ts";
import { benchmarkChart, isOwnScore } from "../../src/views/benchmark.ts";
import { brokenLimits } from "../../src/views/limits.ts";
import { datedReleases, timelineChart } from "../../src/views/timeline.ts";
import { realServices, startTestBot, type TestBot, textOf } from "../support/bot.ts";

let bot: TestBot;
let asker: Person;
beforeAll(async () => {
  bot = await startTestBot();
  asker = bot.discord.person();
});
afterAll(() => bot.close());
const services = realServices() as Services;
const { catalog } = services;
const makers = new Set(catalog.makers.map((lab) => lab.id));

describe("/benchmark", () => {
  test.each(catalog.data.benchmarks)("$id", (benchmark) => {
    const stated = catalog.data.models
      .filter((model) => model.status !== "anticipated")
      .flatMap((model) =>
        model.scores
          .filter((one) => one.benchmark === benchmark.id && one.score !== undefined && one.doubtful !== true)
          .map((score) => ({ model, score })),
      );
    const board = scoreboardOf(
      catalog,
      benchmark,
      ({ score, isReference }) => !isReference && isOwnScore(score),
    );
    expect(board.own.length + board.others.length).toBe(stated.length);
    const own = stated.filter(
      ({ model, score }) =>
        makers.has(model.lab) &&
        score.by === undefined &&
        score.places.some((place) => place.startsWith("http")),
    );
    const figures = own.map(({ score }) => score.score ?? 0);
    if (own.length > 0)
      expect(board.own[0]?.score.score).toBe(
        benchmark.higherIsBetter ? Math.max(...figures) : Math.min(...figures),
      );
    for (let page = 0; page < 6; page++)
      expect(brokenLimits(benchmarkPage(services, benchmark, page))).toEqual([]);
    const bars = benchmarkChart(catalog, board)?.groups.flatMap((group) => group.bars) ?? [];
    expect(bars.filter((bar) => bar.hollow !== true).length).toBeLessThanOrEqual(own.length);
    for (const bar of bars) expect(bar.share).toBeGreaterThanOrEqual(0);
  });

  test("says who leads first, then both sides apart, and comes with a picture", async () => {
    const reply = await asker.slash("benchmark", { name: "swe-bench" });
    const text = textOf(reply.message);
    expect(text).toMatch(/SWE-bench Verified\n.+ leads? on SWE-bench Verified with/);
    expect(text).toContain("The labs' own figures");
    const final = await reply.edited();
    expect(final.attachments[0]).toMatchObject({
      filename: "benchmark.png",
      description: expect.stringContaining("Bar chart of SWE-bench Verified"),
    });
  });

  test("without a name an overview, a name that none has is told, choices by how many state it", async () => {
    expect(textOf((await asker.slash("benchmark", {})).message)).toMatch(
      /\d+ benchmarks, the most stated first/,
    );
    const miss = await asker.slash("benchmark", { name: "quidditch" });
    expect(textOf(miss.message)).toContain("No benchmark here is called quidditch");
    expect(miss.ephemeral).toBe(true);
    const counts = completeBenchmark(services, "aime").map(({ name }) =>
      Number(/(\d+) models?$/.exec(name)?.[1]),
    );
    expect(counts.length).toBeGreaterThan(1);
    expect(counts).toEqual([...counts].sort((a, b) => b - a));
    expect(brokenLimits(benchmarkAnswer(services, "aime"))).toEqual([]);
  });
});

describe("/timeline", () => {
  test("all labs, as text and picture", async () => {
    const reply = await asker.slash("timeline", {});
    expect(textOf(reply.message)).toMatch(/\d+ dated releases, .+ to .+\./);
    expect((await reply.edited()).attachments[0]).toMatchObject({ filename: "timeline.png" });
  });

  test.each([undefined, ...catalog.makers])("$id: each page holds, and a month is no day", (lab) => {
    const { dated } = datedReleases(catalog, lab);
    for (const page of [0, 1, 99]) expect(brokenLimits(timelinePage(services, lab, page))).toEqual([]);
    const chart = timelineChart(catalog, dated, lab);
    for (const mark of chart?.lanes.flatMap((lane) => lane.marks) ?? []) {
      expect(mark.to).toBeGreaterThanOrEqual(mark.from);
      expect(mark.to).toBeLessThanOrEqual(chart?.to ?? 0);
    }
    if (lab !== undefined && chart !== undefined) {
      const days = dated.filter(({ date }) => date.length === 10).length;
      const dots = chart.lanes.flatMap((lane) => lane.marks).filter((mark) => mark.from === mark.to).length;
      expect(dots).toBeGreaterThanOrEqual(days);
      expect(laneDrawing(chart).width).toBe(340);
    }
  });

  test("a lab by its model's name; a lab that is none is told", async () => {
    expect(timelineAnswer(services, "kimi").embeds?.[0]?.title).toBe("Releases of Moonshot AI");
    expect(textOf((await asker.slash("timeline", { lab: "hogwarts" })).message)).toContain(
      "No lab is called",
    );
  });
});
