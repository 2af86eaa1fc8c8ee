import { randomBytes } from "node:crypto";
import { EventEmitter } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Duplex } from "node:stream";
import { createGateway } from "./gateway/gateway.ts";
import { createPerson, type Person, type PersonOptions } from "./person/person.ts";
import { channelRoutes } from "./rest/channel-routes.ts";
import { commandRoutes } from "./rest/command-routes.ts";
import { directoryRoutes } from "./rest/directory-routes.ts";
import { createFaults } from "./rest/faults.ts";
import { guardHeaders, refusalOf } from "./rest/gate.ts";
import { interactionRoutes } from "./rest/interaction-routes.ts";
import { messageRoutes } from "./rest/message-routes.ts";
import { createRateLimits } from "./rest/rate-limits.ts";
import type { Service } from "./rest/route.ts";
import { createRestServer, type LoggedRequest } from "./rest/server.ts";
import { createCommandStore } from "./world/commands.ts";
import { fillDefaultWorld, ids, makeBotUser } from "./world/default-world.ts";
import { createFiles } from "./world/files.ts";
import { createFillerGuilds } from "./world/filler-guilds.ts";
import { createInteractions, type Interaction } from "./world/interactions.ts";
import { type KeptWorld, keptOf, restoreWorld } from "./world/kept.ts";
import { createMessageMaker } from "./world/messages.ts";
import { createNonceWindow } from "./world/nonces.ts";
import { createSnowflakes } from "./world/snowflake.ts";
import type { RegisteredCommand, WorldEvent } from "./world/types.ts";
import { createWorld } from "./world/world.ts";

export interface LocalDiscordOptions {
  /** A world that was kept when it ended. */
  kept?: KeptWorld;
  /** 0, the default, lets the operating system choose. */
  port?: number;
  /** The bot's token; a new one at every start unless told. */
  token?: string;
  /** Milliseconds since 1970. A clock that tests move makes deadlines come without waiting. */
  now?: () => number;
  /** Until when the first answer to an interaction is taken, in milliseconds; 3,000 as Discord has it. */
  deadlineMs?: number;
  /** How long an interaction's token serves, in milliseconds; 15 minutes as Discord has it. */
  tokenLifetimeMs?: number;
  /** "A few minutes" in which `enforce_nonce` finds the first message, in milliseconds; 3 minutes. */
  nonceWindowMs?: number;
  /** Enforces rate limits. Off unless told: tests and benchmarks would wait. */
  rateLimits?: boolean;
  /** Whether MessageContent and the like are granted; a bot that asks in vain is closed with 4014. Off unless told. */
  privilegedIntents?: boolean;
  /** What a message into an archived thread does: open it again, as Discord says, or be refused with 50083. */
  archivedThreads?: "reopen" | "refuse";
  /** Guilds beside the default world, for benchmarks. */
  guilds?: number;
  /** Text channels in each of them; 20. */
  channelsPerGuild?: number;
  /** What GET /gateway/bot recommends; 1. */
  shards?: number;
  /** How many shards may identify at once, as GET /gateway/bot says; 1. */
  maxConcurrency?: number;
  /** How often the bot is told to send heartbeats, in milliseconds; 41,250. */
  heartbeatMs?: number;
  /**
   * How many requests, dispatches of a session and messages of a channel are kept, each. Benchmarks keep few: what is
   * kept long costs more than what is forgotten soon.
   */
  remembered?: number;
  /** Answers every request that is neither Discord's API nor a file. */
  page?: (request: IncomingMessage, response: ServerResponse, url: URL) => void;
}

/**
 * Everything that happens: changes in the world, interactions when they are opened, answered, edited or followed up,
 * requests once they are answered, registered commands, and bots that come and go.
 */
export type LocalDiscordEvent =
  | WorldEvent
  | { type: "interaction"; interaction: Interaction }
  | { type: "request"; request: LoggedRequest }
  | { type: "commands"; guildId: string | undefined }
  | { type: "bot"; connected: number };

export type LocalDiscord = Awaited<ReturnType<typeof startLocalDiscord>>;

const FIFTEEN_MINUTES = 900_000;
const THREE_MINUTES = 180_000;

/**
 * A stand-in for Discord on one loopback port, REST and gateway, which an unmodified discord.js client logs in to
 * with `rest: { api: discord.apiUrl }`. Request bodies are held to Discord's contract; what breaks it is refused as
 * Discord refuses it and kept in `violations`.
 */
export async function startLocalDiscord(options: LocalDiscordOptions = {}) {
  const now = options.now ?? Date.now;
  const token =
    options.token ??
    `${Buffer.from(ids.application).toString("base64url")}.local.${randomBytes(24).toString("base64url")}`;
  const snowflakes = createSnowflakes(now);
  const bot = makeBotUser();
  const filler = createFillerGuilds(options.guilds ?? 0, options.channelsPerGuild ?? 20, bot);
  const world = createWorld({
    snowflakes,
    now,
    bot,
    filler,
    messagesPerChannel: options.remembered ?? 1_000,
  });
  fillDefaultWorld(world);

  let url = "";
  const gatewayUrl = () => url.replace(/^http/, "ws");
  const files = createFiles(500);
  if (options.kept !== undefined) restoreWorld(world, files, options.kept);
  const commands = createCommandStore(snowflakes, bot.id);
  const interactions = createInteractions(snowflakes, now, {
    deadlineMs: options.deadlineMs ?? 3_000,
    lifetimeMs: options.tokenLifetimeMs ?? FIFTEEN_MINUTES,
  });
  const maker = createMessageMaker({ world, snowflakes, now, files, filesUrl: () => `${url}/attachments` });
  const gateway = createGateway({
    world,
    snowflakes,
    token,
    url: gatewayUrl,
    heartbeatMs: options.heartbeatMs ?? 41_250,
    privilegedIntents: options.privilegedIntents ?? false,
    replayed: options.remembered ?? 1_000,
  });
  const service: Service = {
    world,
    interactions,
    commands,
    maker,
    snowflakes,
    now,
    gatewayUrl,
    nonces: createNonceWindow(now, options.nonceWindowMs ?? THREE_MINUTES),
    shards: options.shards ?? 1,
    maxConcurrency: options.maxConcurrency ?? 1,
    archivedThreads: options.archivedThreads ?? "reopen",
  };
  const faults = createFaults();
  const rest = createRestServer({
    routes: [
      ...directoryRoutes(service),
      ...commandRoutes(service),
      ...interactionRoutes(service),
      ...channelRoutes(service),
      ...messageRoutes(service),
    ],
    token,
    files,
    faults,
    now,
    logged: options.remembered ?? 2_000,
    ...(options.rateLimits ? { limits: createRateLimits(now) } : {}),
  });

  const events = new EventEmitter<{ change: [LocalDiscordEvent] }>().setMaxListeners(0);
  const tell = (event: LocalDiscordEvent) => void events.emit("change", event);
  world.events.on("change", tell);
  rest.events.on("change", tell);
  commands.events.on("change", tell);
  gateway.events.on("change", tell);
  interactions.events.on("change", (interaction) => tell({ type: "interaction", interaction }));

  const own = /^\/(?:api|attachments)\//;
  let port = options.port ?? 0;
  const server = createServer((request, response) => {
    const refusal = refusalOf(request, port);
    for (const [name, value] of Object.entries(guardHeaders)) response.setHeader(name, value);
    if (refusal !== undefined) {
      response.writeHead(403, { "content-type": "application/json" }).end(JSON.stringify({ error: refusal }));
      return;
    }
    const path = request.url ?? "/";
    if (!URL.canParse(path, "http://localhost")) return void response.writeHead(400).end();
    const address = new URL(path, "http://localhost");
    if (options.page && !own.test(address.pathname)) return options.page(request, response, address);
    rest.handle(request, response, address).catch((error: unknown) => {
      // Our own fault: loud, and never mistaken for Discord's answer.
      failures.push(error);
      response
        .writeHead(500, { "content-type": "text/plain" })
        .end(`The local Discord failed: ${String(error)}`);
    });
  });
  const failures: unknown[] = [];
  // Node's 5 s end a connection just as a client on a busy machine uses it again; Discord's last longer.
  server.keepAliveTimeout = 75_000;
  server.on("upgrade", (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    // Whoever goes away in the middle of it is not missed.
    socket.on("error", () => socket.destroy());
    if (refusalOf(request, port) === undefined) gateway.upgrade(request, socket, head);
    else socket.end("HTTP/1.1 403 Forbidden\r\nconnection: close\r\ncontent-length: 0\r\n\r\n");
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", resolve);
  });
  port = (server.address() as AddressInfo).port;
  url = `http://127.0.0.1:${port}`;

  /**
   * Resolves once it holds, looked at after every event.
   * @throws when it does not within `timeoutMs` (5 s)
   */
  async function until(holds: () => boolean, timeoutMs = 5_000): Promise<void> {
    if (holds()) return;
    await new Promise<void>((resolve, reject) => {
      const look = () => {
        if (!holds()) return;
        clearTimeout(timer);
        events.off("change", look);
        resolve();
      };
      events.on("change", look);
      const timer = setTimeout(() => {
        events.off("change", look);
        reject(new Error(`What was waited for did not happen within ${timeoutMs} ms: ${holds}`));
      }, timeoutMs);
    });
  }

  return {
    url,
    /** For discord.js: `new Client({ rest: { api: apiUrl } })`. */
    apiUrl: `${url}/api`,
    token,
    applicationId: bot.id,
    /** Every request by which the bot broke Discord's contract; a test asserts that there is none. */
    violations: rest.violations,
    /** Errors of the local Discord itself. */
    failures,
    /** The latest requests, oldest first. */
    requests: rest.requests,
    /** Requests served, and how many of them were answered 429. */
    counts: rest.counts,
    /** What time it is here, in milliseconds since 1970. */
    now,
    faults,
    gateway,
    world,
    events,
    /** Registered commands, global or of a guild. */
    commands: (guildId?: string): readonly RegisteredCommand[] => commands.list(guildId),
    /** What a later one can be started with. */
    keep: (): KeptWorld => keptOf(world, files),
    until,
    /** Resolves once a bot is connected and was told so. */
    waitForBot: (timeoutMs?: number): Promise<void> => until(() => gateway.connected > 0, timeoutMs),

    /** Somebody at a client. @throws when there is no such user or channel */
    person(who: PersonOptions = {}): Person {
      const user = world.users.get(who.as ?? ids.moderator) ?? world.userNamed(who.as ?? "");
      const channel = who.channel ?? ids.general;
      const home =
        world.channels.get(channel) ??
        (channel === "dm" ? world.directChannel(user) : world.channelNamed(channel));
      return createPerson(
        { world, interactions, commands, maker, gateway },
        user,
        home,
        who.locale ?? "en-US",
      );
    },

    /** Ends all connections and frees the port. */
    async close(): Promise<void> {
      gateway.close();
      server.closeAllConnections();
      await new Promise<void>((resolve, reject) => {
        server.close((error) => (error ? reject(error) : resolve()));
      });
    },
  };
}
