/**
 * A visit to the playground in a real browser, with the whole program behind it: type, pick, read, open a section,
 * compare, ask, subscribe, let a release arrive, correct a setting. On a phone in light colours and on a desk in dark.
 */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pino } from "pino";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readEnv } from "../../src/app/env.ts";
import { buildLabdex } from "../../src/app/labdex.ts";
import { noBrowser, startBrowser } from "../support/browser.ts";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const looks = [
  { name: "phone, light", width: 390, height: 844, colorScheme: "light" },
  { name: "desk, dark", width: 1280, height: 860, colorScheme: "dark" },
] as const;

describe.skipIf(noBrowser !== undefined).each(looks)(
  `a visit: $name${noBrowser === undefined ? "" : ` (${noBrowser})`}`,
  ({ width, height, colorScheme }) => {
    const folder = mkdtempSync(join(tmpdir(), "labdex-visit-"));
    const errors: string[] = [];
    const asked: string[] = [];
    let labdex: Awaited<ReturnType<typeof buildLabdex>>;
    let browser: Browser;
    let page: Page;
    let url = "";

    beforeAll(async () => {
      const nowhere = "http://127.0.0.1:9";
      const env = readEnv({
        ...{ DATABASE_URL: `file:${join(folder, "a.db")}`, PLAYGROUND_PORT: "0" },
        ...{ HF_API_URL: nowhere, MODELS_DEV_URL: nowhere, OPENROUTER_URL: nowhere },
      });
      labdex = await buildLabdex(env, pino({ level: "silent" }));
      url = (await labdex.start()).url ?? "";
      browser = await startBrowser();
      const context = await browser.newContext({ viewport: { width, height }, colorScheme, bypassCSP: true });
      page = await context.newPage();
      page.setDefaultTimeout(20_000);
      page.on("pageerror", (error) => errors.push(String(error)));
      page.on("console", (message) => {
        if (message.type() === "error") errors.push(message.text());
      });
      page.on("request", (request) => asked.push(request.url()));
      await page.goto(url);
    }, 120_000);
    afterAll(async () => {
      await browser.close();
      await labdex.stop(0);
      rmSync(folder, { recursive: true });
    });

    const line = () => page.locator("#line");
    const last = () => page.locator(".message").last();
    const suggestion = () => page.locator(".suggestions li");
    const highlighted = () => page.locator(".suggestions li.here");
    async function openChannel(name: string) {
      if (width < 640) await page.getByLabel("Channels and settings").click();
      await page.locator(".channels button", { hasText: name }).click();
      await page.getByRole("heading", { name: `#${name}` }).waitFor();
    }

    /** Nothing is wider than the screen, and a program that reads the page aloud finds no serious fault. */
    async function isSound(state: string) {
      const over = await page.evaluate(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth",
      );
      expect(over, state).toBe(0);
      await page.evaluate(axe);
      const found =
        (await page.evaluate(`axe.run(document, { resultTypes: ["violations"] }).then(({ violations }) =>
        violations.filter(({ impact }) => impact === "serious" || impact === "critical")
          .map(({ id, nodes }) => id + ": " + nodes.map(({ html }) => html).join(" | ").slice(0, 300)))`)) as string[];
      expect(found, state).toEqual([]);
    }

    test("the page begins with three things to try", async () => {
      await page.getByRole("heading", { name: "Let a release arrive" }).waitFor();
      await isSound("welcome");
    });

    test("a slash alone and Enter take the first command, and Escape closes what is offered", async () => {
      await line().fill("/");
      await highlighted().waitFor();
      const first = await highlighted().locator("b").innerText();
      await line().press("Enter");
      await expect.poll(() => line().inputValue()).toBe(`${first} `);
      await line().press("Escape");
      await suggestion().first().waitFor({ state: "detached" });
    });

    test("two downs and Enter take the third suggestion, and the next Enter sends it", async () => {
      await line().fill("/model glm");
      await suggestion().nth(2).waitFor();
      const wanted = await suggestion().nth(2).locator("b").innerText();
      await line().press("ArrowDown");
      await line().press("ArrowDown");
      await isSound("suggestions");
      await line().press("Enter");
      await expect.poll(() => line().inputValue()).toContain(wanted);
      await line().press("Enter");
      const name = wanted.split(" · ")[0] ?? "";
      await last().locator(".embed-title", { hasText: name }).waitFor();
      expect(await line().inputValue()).toBe("");
      await last().getByText("Today at").waitFor();
      await isSound("card");
    });

    test("up-arrow brings the last line back; what is missing is said in the field, and nothing is lost", async () => {
      await line().press("ArrowUp");
      expect(await line().inputValue()).toContain("/model name:");
      await line().fill("/compare first: glm-5");
      await line().press("Escape");
      await line().press("Enter");
      await page.locator("#notice.wrong", { hasText: "required" }).waitFor();
      expect(await line().inputValue()).toBe("/compare first: glm-5");
      expect(await line().getAttribute("aria-invalid")).toBe("true");
      await page.locator(".option.wrong", { hasText: "second" }).waitFor();
      await isSound("an error in the field");
      await line().fill("");
    });

    test("a comparison with its picture, and a section of a lab", async () => {
      await line().fill("/compare first: glm-5 second: kimi k2.5");
      await suggestion().first().waitFor();
      await line().press("Tab");
      await expect.poll(() => line().inputValue()).toContain("second: Kimi K2.5");
      await line().press("Enter");
      await last().locator("img.embed-image").waitFor();
      await isSound("comparison");
      await line().fill("/lab zhipu");
      await highlighted().waitFor();
      await line().press("Enter");
      await line().press("Enter");
      await last().locator(".embed-title", { hasText: "Zhipu" }).waitFor();
      await last().getByLabel("Open a section").selectOption({ index: 1 });
      await last().getByRole("button", { name: "Back to the card" }).waitFor();
    });

    test("a question to the bot in words is answered", async () => {
      await line().fill("@Labdex is kimi k2 open source?");
      await line().press("Enter");
      await last().locator(".app").waitFor();
      await last().locator(".origin", { hasText: "@Labdex is kimi k2" }).waitFor();
      await isSound("a mention");
    });

    test("the menu of a message closes by itself, and the inspector shows what stands behind it", async () => {
      await last().getByLabel("More").click();
      await page.getByRole("menu").waitFor();
      await page.keyboard.press("Escape");
      await page.getByRole("menu").waitFor({ state: "detached" });
      await last().getByLabel("More").click();
      await page.getByRole("menuitem", { name: "Inspect" }).click();
      await page.getByText("Discord's contract holds.").waitFor();
      await page.getByText("all embeds").waitFor();
      await isSound("inspector");
      await page.getByRole("button", { name: "Close" }).click();
    });

    test("a channel is subscribed, a release arrives in it, and a setting is corrected", async () => {
      await openChannel("announcements");
      await page.locator(".welcome").getByRole("button", { name: "Subscribe #models" }).click();
      await page.getByText("Only you can see this").waitFor();
      await page.getByRole("button", { name: "Time", exact: true }).click();
      await isSound("time");
      await page.getByRole("button", { name: "Let it appear" }).first().click();
      await page.locator(".panel .outcome", { hasText: "Posted in" }).waitFor();
      await page.getByRole("button", { name: "Close" }).click();
      await page.getByRole("heading", { name: "#models" }).waitFor();
      await last().getByText("New release").waitFor();
      await isSound("a release");
      await line().fill("/subscribe edit ");
      await highlighted().waitFor();
      await line().press("Enter");
      const chosen = await line().inputValue();
      expect(chosen).toContain("#models");
      await line().fill(`${chosen.trimEnd()} cadence: `);
      await highlighted().waitFor();
      await suggestion().getByText("daily", { exact: false }).first().click();
      await line().press("Enter");
      await last()
        .getByText(/daily|every day/i)
        .waitFor();
    }, 90_000);

    test("a fact is corrected from its card: a form, a patch for the owners, their yes", async () => {
      await line().fill("/model glm-5.1");
      await highlighted().waitFor();
      await line().press("Enter");
      await line().press("Enter");
      await last().getByRole("button", { name: "Correct" }).click();
      await page.getByRole("dialog").waitFor();
      await isSound("a form");
      await page.getByLabel("Which fact").fill("Context");
      await page.getByLabel("What it should say").fill("512K");
      await page.getByLabel("Where that is said").fill("https://example.com/glm");
      await page.getByRole("button", { name: "Submit" }).click();
      await last().getByText("Thank you").waitFor();
      await openChannel("review");
      await last().locator(".embed-title", { hasText: "Correction: GLM-5.1" }).waitFor();
      await last().getByText("correction.patch").waitFor();
      await last().getByRole("button", { name: "Accept" }).click();
      await last().getByText("accepts it").waitFor();
    });

    test("who may not manage channels is not offered what they may not use", async () => {
      const who = width < 640 ? page.locator(".top .who select") : page.locator("nav .who select");
      await who.selectOption({ label: "Bo (a member)" });
      await line().fill("/sub");
      await expect.poll(() => suggestion().count()).toBe(0);
      await line().fill("/mod");
      await highlighted().waitFor();
    });

    test("no error, and no request off the machine", () => {
      expect(errors).toEqual([]);
      const outside = asked.filter((one) => !one.startsWith(url) && !one.startsWith("data:"));
      expect(outside).toEqual([]);
    });
  },
);
