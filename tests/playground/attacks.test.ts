/** What a website in the same browser tries against the playground; all of it is refused. */
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { startPlayground } from "../../src/playground/start.ts";
import { ids } from "../../src/playground/world/default-world.ts";
import { noBrowser, startBrowser } from "../support/browser.ts";

type Playground = Awaited<ReturnType<typeof startPlayground>>;

/** It still does what it is for. */
async function stillServes(discord: Playground): Promise<void> {
  const response = await fetch(`${discord.url}/page/world`);
  expect(response.status).toBe(200);
  expect(discord.failures).toEqual([]);
}

test("the token is another one at every start", async () => {
  const both = await Promise.all([startPlayground({ port: 0 }), startPlayground({ port: 0 })]);
  expect(both[0].token).not.toBe(both[1].token);
  await Promise.all(both.map((one) => one.close()));
});

describe.skipIf(noBrowser !== undefined)(
  `a website in the same browser${noBrowser === undefined ? "" : ` (${noBrowser})`}`,
  () => {
    let discord: Playground;
    let website: Server;
    let browser: Browser;
    let page: Page;
    let elsewhere: string;

    beforeAll(async () => {
      discord = await startPlayground({ port: 0 });
      website = createServer((_, response) => {
        response.writeHead(200, { "content-type": "text/html" }).end("<!doctype html><title>a site</title>");
      });
      await new Promise<void>((resolve) => void website.listen(0, "127.0.0.1", resolve));
      elsewhere = `:${(website.address() as AddressInfo).port}`;
      // The website's names lead to this computer, as a hostile name server can make them.
      browser = await startBrowser(["--host-resolver-rules=MAP *.example 127.0.0.1"]);
    });
    afterAll(async () => {
      await browser.close();
      website.close();
      await discord.close();
    });
    let before: number;
    beforeEach(() => {
      before = discord.counts.requests;
    });
    afterEach(() => stillServes(discord));

    /** Runs in a page of `site`, given the playground's address and the bot's token. */
    async function attack<T>(site: string, script: string): Promise<T> {
      page = await browser.newPage();
      try {
        await page.goto(site);
        return await page.evaluate<T>(
          `(async (target, token) => {${script}})(${JSON.stringify(discord.url)}, ${JSON.stringify(discord.token)})`,
        );
      } finally {
        await page.close();
      }
    }
    const sites = () => [`http://evil.example${elsewhere}`, `http://127.0.0.1${elsewhere}`];
    const said = () => discord.person().sees(ids.general).length;

    test("does not get onto the gateway, to listen or to write nonsense", async () => {
      for (const site of sites()) {
        const seen = await attack<string[]>(
          site,
          `return await new Promise((resolve) => {
            const seen = [];
            const socket = new WebSocket(target.replace("http", "ws") + "/?v=10&encoding=json");
            socket.onopen = () => { seen.push("open"); socket.send("{"); socket.send(JSON.stringify({ op: 2, d: { token, intents: 0 } })); };
            socket.onmessage = ({ data }) => seen.push(data);
            socket.onclose = () => resolve(seen);
          });`,
        );
        expect(seen).toEqual([]);
      }
      expect(discord.gateway.counts.identifies).toBe(0);
    });

    test.each([
      ["/page/act", "application/json"],
      ["/page/act", "text/plain"],
      [`/api/v10/channels/${ids.general}/messages`, "application/json"],
      [`/api/v10/channels/${ids.general}/messages`, "text/plain"],
      ["/api/v10/interactions/1/x/callback", "text/plain"],
    ])("does not write to %s as %s", async (path, type) => {
      const messages = said();
      const act = {
        do: "say",
        as: ids.moderator,
        channel: ids.general,
        locale: "en-US",
        text: "from a website",
        content: "from a website",
      };
      for (const site of sites()) {
        for (const mode of ["cors", "no-cors"]) {
          const status = await attack<number | string>(
            site,
            `try {
              const headers = { "content-type": ${JSON.stringify(type)}, authorization: "Bot " + token };
              const response = await fetch(target + ${JSON.stringify(path)}, { method: "POST", mode: ${JSON.stringify(mode)}, headers, body: ${JSON.stringify(JSON.stringify(act))} });
              return response.type === "opaque" ? "opaque" : response.status;
            } catch (error) { return "refused"; }`,
          );
          expect(["refused", "opaque"]).toContain(status);
        }
      }
      expect(said()).toBe(messages);
      expect(discord.counts.requests).toBe(before);
    });

    test("does not post a form", async () => {
      const messages = said();
      for (const site of sites()) {
        const body = JSON.stringify({
          do: "say",
          as: ids.moderator,
          channel: ids.general,
          locale: "en-US",
          text: "x",
        });
        page = await browser.newPage();
        await page.goto(site);
        const landed = page.waitForResponse((response) => response.url().startsWith(discord.url));
        await page.evaluate(
          `const form = document.createElement("form");
           form.method = "post"; form.enctype = "text/plain"; form.action = ${JSON.stringify(`${discord.url}/page/act`)};
           const field = document.createElement("input"); field.name = ${JSON.stringify(body)}; form.append(field);
           document.body.append(form); form.submit();`,
        );
        expect((await landed).status()).toBe(403);
        await page.close();
      }
      expect(said()).toBe(messages);
    });

    test("does not read: no stream of changes, no script, no picture, no style", async () => {
      for (const site of sites()) {
        const seen = await attack<string[]>(
          site,
          `const seen = [];
          const load = (tag, key, path) => new Promise((resolve) => {
            const element = document.createElement(tag);
            if (tag === "link") element.rel = "stylesheet";
            element.onload = () => { seen.push(tag + " " + path); resolve(); };
            element.onerror = () => resolve();
            element[key] = target + path;
            document.head.append(element);
          });
          await load("script", "src", "/page/world");
          await load("script", "src", "/page/main.js");
          await load("img", "src", "/attachments/1/2/x.png");
          await load("link", "href", "/page/styles.css");
          await new Promise((resolve) => {
            const source = new EventSource(target + "/page/events");
            source.onopen = () => { seen.push("stream"); resolve(); };
            source.onerror = () => { source.close(); resolve(); };
          });
          return seen;`,
        );
        expect(seen).toEqual([]);
      }
    });

    test("does not put the page into a frame", async () => {
      page = await browser.newPage();
      for (const site of sites()) {
        await page.goto(site);
        await page.evaluate(
          `new Promise((resolve) => { const frame = document.createElement("iframe"); frame.onload = resolve; frame.src = ${JSON.stringify(discord.url)}; document.body.append(frame); })`,
        );
        const frame = page.frames()[1];
        expect(await frame?.locator("#app").count()).toBe(0);
      }
      await page.close();
    });

    test("does not become the playground under a name of its own", async () => {
      page = await browser.newPage();
      const port = new URL(discord.url).port;
      const answer = await page.goto(`http://rebound.example:${port}/page/world`);
      expect(answer?.status()).toBe(403);
      expect((await page.goto(`http://rebound.example:${port}/`))?.status()).toBe(403);
      await page.close();
    });

    test("may link to the page, and holds no handle to its window", async () => {
      page = await browser.newPage();
      await page.goto(`http://evil.example${elsewhere}`);
      const opened = page.context().waitForEvent("page");
      await page.evaluate(`window.held = window.open(${JSON.stringify(discord.url)}); undefined`);
      const window = await opened;
      await window.locator("#line").waitFor();
      expect(await page.evaluate("window.held.closed")).toBe(true);
      await window.close();
      await page.close();
    });

    test("a file that calls itself a page is saved, not run", async () => {
      const form = new FormData();
      const script = '<script>fetch("/page/world").then(() => { document.title = "ran"; })</script>';
      form.append("payload_json", JSON.stringify({ content: "a file" }));
      for (const [index, type] of ["text/html", "image/svg+xml", "application/xhtml+xml"].entries()) {
        form.append(`files[${index}]`, new Blob([script], { type }), `x${index}.html`);
      }
      const response = await fetch(`${discord.apiUrl}/v10/channels/${ids.general}/messages`, {
        method: "POST",
        headers: { authorization: `Bot ${discord.token}` },
        body: form,
      });
      const { attachments } = (await response.json()) as { attachments: { url: string }[] };
      expect(attachments).toHaveLength(3);
      page = await browser.newPage();
      for (const { url } of attachments) {
        const download = page.waitForEvent("download");
        await page.goto(url).catch(() => undefined);
        await (await download).cancel();
        expect(await page.title()).toBe("");
      }
      await page.close();
    });

    test("the page itself allows no script but its own, and no address but this one", async () => {
      const { headers } = await fetch(discord.url);
      expect(headers.get("content-security-policy")).toContain("script-src 'self';");
      expect(headers.get("content-security-policy")).toContain("frame-ancestors 'none'");
      expect(headers.get("x-content-type-options")).toBe("nosniff");
      expect(headers.get("x-frame-options")).toBe("DENY");
      page = await browser.newPage();
      await page.goto(discord.url);
      await page.locator("#line").waitFor();
      const ran = await page.evaluate<boolean>(
        `(() => { const script = document.createElement("script"); script.textContent = "window.ran = true"; document.body.append(script);
          location.href = "javascript:window.ran = true"; return window.ran === true; })()`,
      );
      expect(ran).toBe(false);
      await page.close();
    });

    test("opened as localhost, it goes on at its own address", async () => {
      page = await browser.newPage();
      await page.goto(discord.url.replace("127.0.0.1", "localhost"));
      await page.locator("#line").waitFor();
      expect(new URL(page.url()).hostname).toBe("127.0.0.1");
      await page.close();
    });
  },
);
