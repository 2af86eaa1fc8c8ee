/** The playground's page in a real browser, with the real bot behind it. */

import { pino } from "pino";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { commands } from "../../commands/index.ts";
import { createBot } from "../../src/bot/bot.ts";
import type { Services } from "../../src/command.ts";
import { compose, fillIn } from "../../src/playground/page/browser/composer/line.ts";
import { startPlayground } from "../../src/playground/start.ts";
import { realServices } from "../support/bot.ts";
import { noBrowser, startBrowser } from "../support/browser.ts";

describe("the line that people type", () => {
  const definitions = commands.map((command, index) => ({
    ...command.definition,
    type: command.definition.type ?? 1,
    id: `10000000000000000${index}`,
    application_id: "100000000000000001",
    version: "1",
  })) as unknown as Parameters<typeof compose>[1];

  test.each([
    ["/model deepseek v3", { name: "deepseek v3" }],
    ["/model name: glm 5", { name: "glm 5" }],
    ["/lab baidu section: history", { name: "baidu", section: "history" }],
    ["/models weights: open since: 2025-06", { weights: "open", since: "2025-06" }],
    ["/models ", {}],
    ["/market who: started it", { topic: "who: started it" }],
  ])("%s", (line, options) => {
    const composed = compose(`${line} `, definitions);
    expect(Object.fromEntries(composed?.filled.map((one) => [one.name, one.text]) ?? [])).toEqual(options);
  });

  test("a chosen suggestion replaces the text of its option only", () => {
    const composed = compose("/lab baid section: history", definitions);
    expect(composed?.current?.name).toBe("section");
    expect(fillIn(composed as NonNullable<typeof composed>, "team")).toBe("/lab name: baid section: team");
  });

  test("no command, no composition", () => {
    for (const line of ["hello", "/", "/nope x", "/model"])
      expect(compose(line, definitions)).toBeUndefined();
  });
});

describe.skipIf(noBrowser !== undefined)(
  `the page${noBrowser === undefined ? "" : ` (${noBrowser})`}`,
  () => {
    let discord: Awaited<ReturnType<typeof startPlayground>>;
    let bot: ReturnType<typeof createBot>;
    let browser: Browser;
    let page: Page;
    const errors: string[] = [];
    const asked: string[] = [];

    beforeAll(async () => {
      discord = await startPlayground({ port: 0 });
      bot = createBot({
        token: discord.token,
        apiUrl: discord.apiUrl,
        commands,
        services: realServices() as Services,
        log: pino({ level: "silent" }),
        onFatal: (sentence) => errors.push(sentence),
      });
      await bot.start();
      browser = await startBrowser();
      page = await browser.newPage({ viewport: { width: 1000, height: 800 } });
      page.on("pageerror", (error) => errors.push(String(error)));
      page.on("request", (request) => asked.push(request.url()));
      await page.goto(discord.url);
    });
    afterAll(async () => {
      await browser.close();
      await bot.stop();
      await discord.close();
    });

    const input = () => page.locator("#line");
    const lastCard = () => page.locator(".message").last();
    const lastEmbed = () => lastCard().locator(".embed");

    test("a newcomer types /model deepseek v3 and sees the card", async () => {
      await input().fill("/mod");
      await page.getByRole("option", { name: "/models" }).waitFor();
      await input().fill("/model deepseek v3");
      await page
        .getByRole("option", { name: /DeepSeek-V3 · DeepSeek/ })
        .first()
        .waitFor();
      await input().press("Enter");
      await input().press("Enter");
      await lastCard().getByText("671B").waitFor();
      expect(await lastCard().locator(".embed").count()).toBe(1);
      expect(await input().inputValue()).toBe("");
    });

    test("a suggestion is chosen with the mouse, and its id is sent", async () => {
      await input().fill("/model glm5");
      await page
        .getByRole("option", { name: /^GLM-5 / })
        .first()
        .click();
      expect(await input().inputValue()).toContain("GLM-5");
      await input().press("Enter");
      await lastCard().getByText("744B").waitFor();
    });

    test("buttons and menus work: sources, lab, section, back", async () => {
      await lastCard().getByRole("button", { name: "Zhipu AI" }).click();
      await lastEmbed().getByText("Tsinghua").first().waitFor();
      await lastCard().getByLabel("Open a section").selectOption({ label: "History" });
      await lastCard().getByRole("button", { name: "Back to the card" }).waitFor();
      await lastCard().getByRole("button", { name: "Back to the card" }).click();
      await lastEmbed().getByText("Newest", { exact: true }).waitFor();
      await lastCard().getByRole("button", { name: "Sources" }).click();
      await lastEmbed().getByText("Sources for Zhipu AI").waitFor();
    });

    test("another person does not see private answers", async () => {
      await page.locator("nav .who select").selectOption({ label: "Bo (a member)" });
      await page.getByText("Sources for Zhipu AI").waitFor({ state: "detached" });
      await page.locator("nav .who select").selectOption({ label: "Ana (a moderator)" });
      await page.getByText("Sources for Zhipu AI").waitFor();
    });

    test("what people type is shown as text, never as markup", async () => {
      await input().fill("<img src=x onerror=alert(1)> **bold** <b>x</b>");
      await input().press("Enter");
      await page.getByText("<b>x</b>").first().waitFor();
      expect(await page.locator(".message img[src='x']").count()).toBe(0);
    });

    test("a picture that comes after its message leaves the buttons below it in sight", async () => {
      await input().fill("/compare first: glm-5 second: kimi k2.5");
      await page.locator(".suggestions li").first().waitFor();
      await input().press("Escape");
      await input().press("Enter");
      await lastEmbed().locator("img").first().waitFor();
      const list = page.locator(".messages");
      await expect
        .poll(() => list.evaluate((one) => one.scrollHeight - one.clientHeight - one.scrollTop), {
          timeout: 10_000,
        })
        .toBeLessThan(20);
    });

    test("it fits a phone", async () => {
      await page.setViewportSize({ width: 390, height: 844 });
      const overflow = await page.evaluate(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth",
      );
      expect(overflow).toBeLessThanOrEqual(0);
    });

    test("nothing failed, and nothing was fetched from outside", () => {
      expect(errors).toEqual([]);
      expect(discord.failures).toEqual([]);
      expect(discord.violations).toEqual([]);
      const outside = asked.filter((url) => !url.startsWith(discord.url) && !url.startsWith("data:"));
      expect(outside).toEqual([]);
    });

    test("a request under another host's name is refused", async () => {
      const { request } = await import("node:http");
      const status = await new Promise<number | undefined>((resolve, reject) => {
        const sent = request(
          `${discord.url}/page/world`,
          { headers: { host: "evil.example" } },
          (response) => {
            response.resume();
            resolve(response.statusCode);
          },
        );
        sent.on("error", reject).end();
      });
      expect(status).toBe(403);
    });

    test.each([
      ["GET", undefined, 405],
      ["POST", "{", 400],
      ["POST", JSON.stringify({ do: "fly", as: "x", channel: "y" }), 400],
      [
        "POST",
        JSON.stringify({
          do: "slash",
          command: "nope",
          options: {},
          as: "ana",
          channel: "general",
          locale: "en-US",
        }),
        400,
      ],
    ])("%s %s is answered %i", async (method, body, status) => {
      const response = await fetch(`${discord.url}/page/act`, {
        method,
        headers: { "content-type": "application/json" },
        ...(body === undefined ? {} : { body }),
      });
      expect(response.status).toBe(status);
      expect(typeof ((await response.json()) as { error: string }).error).toBe("string");
    });
  },
);
