import type { IncomingMessage, ServerResponse } from "node:http";
import type { LocalDiscord, LocalDiscordEvent } from "../local-discord.ts";
import { PersonError } from "../person/error.ts";
import { createDeeds } from "./deeds.ts";
import { createPageFiles } from "./files.ts";
import { createHappenings } from "./happenings.ts";
import { readJson, readRequest } from "./requests.ts";
import { snapshotOf } from "./snapshot.ts";

/** Script, styles, pictures and calls of its own only; nothing of a message can run or leave. */
const ownPolicy = {
  "content-security-policy":
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; " +
    "font-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
};

/** The playground's page and the calls it makes. */
export function createPageServer(discord: LocalDiscord) {
  const files = createPageFiles();
  const deeds = createDeeds(discord);
  const happenings = createHappenings(discord);
  const streams = new Set<ServerResponse>();
  const started = Date.now();
  let pending: NodeJS.Timeout | undefined;

  // One ping for a burst of changes: the page asks for the whole state anyway, which is small.
  const noticed = (event: LocalDiscordEvent) => {
    if (event.type === "request") return;
    deeds.note(event);
    pending ??= setTimeout(() => {
      pending = undefined;
      for (const stream of streams) stream.write("data: changed\n\n");
    }, 15);
    pending.unref();
  };
  discord.events.on("change", noticed);

  function stream(response: ServerResponse): void {
    response.writeHead(200, { "content-type": "text/event-stream", "cache-control": "no-store" });
    response.write(": hello\n\n");
    streams.add(response);
    response.on("close", () => streams.delete(response));
  }

  async function act(
    request: IncomingMessage,
    response: ServerResponse,
    perform: (given: unknown) => Promise<unknown>,
  ): Promise<void> {
    const isJson = request.headers["content-type"]?.startsWith("application/json") === true;
    if (request.method !== "POST" || !isJson) return sendJson(response, 405, { error: "POST JSON here." });
    return answer(response, async () => perform(await readJson(request)));
  }

  async function answer(response: ServerResponse, make: () => Promise<unknown>): Promise<void> {
    try {
      sendJson(response, 200, await make());
    } catch (error) {
      if (!(error instanceof PersonError)) throw error;
      sendJson(response, 400, { error: error.message });
    }
  }

  async function serve(request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> {
    const { pathname, searchParams } = url;
    if (pathname === "/page/events") return stream(response);
    if (pathname === "/page/world") {
      const who = { as: searchParams.get("as") ?? "", channelId: searchParams.get("channel") ?? "" };
      return sendJson(response, 200, { ...snapshotOf(discord, who, deeds.uses()), started });
    }
    if (pathname === "/page/act") return act(request, response, (given) => deeds.act(readRequest(given)));
    if (pathname === "/page/inspect") {
      const given = (name: string) => searchParams.get(name) ?? "";
      return answer(response, async () => deeds.inspect(given("as"), given("channel"), given("message")));
    }
    if (pathname === "/page/time") {
      if (request.method === "GET") return sendJson(response, 200, happenings.state() ?? null);
      return act(request, response, happenings.act);
    }
    // Pictures come from this address, and the page takes none from another.
    if (pathname === "/" && request.headers.host !== new URL(discord.url).host) {
      response.writeHead(307, { location: discord.url }).end();
      return;
    }
    const file = await files(pathname);
    if (file === undefined) return sendJson(response, 404, { error: "There is no such page." });
    const headers = { "content-type": file.type, "cache-control": "no-store", ...ownPolicy };
    response.writeHead(200, headers).end(file.body);
  }

  // Made before somebody asks, so that the page is there at once.
  files("/page/main.js")?.catch((error: unknown) => discord.failures.push(error));

  return {
    control: happenings.control,
    /** Answers a request that is not Discord's, and that the gate has let in. */
    handle(request: IncomingMessage, response: ServerResponse, url: URL): void {
      serve(request, response, url).catch((error: unknown) => {
        discord.failures.push(error);
        if (!response.headersSent) sendJson(response, 500, { error: `The page failed: ${String(error)}` });
        else response.destroy();
      });
    },
    close(): void {
      clearTimeout(pending);
      discord.events.off("change", noticed);
      for (const one of streams) one.end();
    },
  };
}

function sendJson(response: ServerResponse, status: number, body: unknown): void {
  response
    .writeHead(status, { "content-type": "application/json", "cache-control": "no-store" })
    .end(JSON.stringify(body));
}
