/**
 * The discord.js client: no intent that is not needed, no cache of servers, raw interactions to the router.
 * Without the Guilds intent slash commands still arrive, and memory does not grow with the number of servers.
 */
import { Client, type ClientOptions, Events, GatewayIntentBits, Options, Status } from "discord.js";
import { GatewayDispatchEvents } from "discord-api-types/v10";
import type { Logger } from "pino";
import type { Actions, BotPresence, Command, Services } from "../command.ts";
import { defined } from "../defined.ts";
import { StartError } from "../start-error.ts";
import { createCallbacks } from "./callbacks.ts";
import { serversOf } from "./incoming.ts";
import { createMentions, type MentionsParts } from "./mentions.ts";
import { takePackets } from "./packets.ts";
import { registerCommands } from "./registration.ts";
import { createRouter, type InteractionUse } from "./router.ts";

export interface BotOptions {
  token: string;
  /** Base of Discord's REST API, without version: `https://discord.com/api`. */
  apiUrl: string;
  devGuildId?: string;
  /** The shards of this process; where absent, as many as Discord recommends. */
  shards?: { ids: readonly number[]; count: number };
  /**
   * Waits until a shard may identify, where other processes do too. Discord allows one every five seconds for each
   * remainder of its number by the application's concurrency.
   */
  identify?: (remainder: number, signal: AbortSignal) => Promise<void>;
  /** Answers messages that mention the bot. Where absent, no intent is asked for. */
  answerMention?: MentionsParts["answer"];
  commands: readonly Command[];
  /** Buttons of messages that no command answers with, by the first name in their custom_id. */
  components?: Readonly<Record<string, Actions>>;
  services: Services;
  log: Logger;
  /** Told of each interaction when it is over. */
  used?: (use: InteractionUse) => void;
  /** Called once with one sentence when the bot cannot go on: a refused token, an intent that is not granted. */
  onFatal: (sentence: string) => void;
}

export type Bot = ReturnType<typeof createBot>;

const refusedToken =
  "Discord refused the token (401). Check DISCORD_TOKEN: copy it again from the Bot page of your application.";

/** Close codes after which reconnecting is pointless; https://discord.com/developers/docs/topics/opcodes-and-status-codes */
const fatalCloses: Record<number, string> = {
  4004: refusedToken,
  4010: "Discord refused the shard (4010 invalid shard).",
  4011: "Discord asks for more shards (4011): a connection may serve 2,500 servers. Set SHARDS=auto, or divide anew.",
  4012: "Discord no longer speaks this version of its gateway (4012): update Labdex.",
  4013: "Discord refused the intents (4013 invalid intents).",
  4014: "Discord refused the intents (4014): enable them on the Bot page of your application, or set INLINE=off.",
};

function isUnauthorized(error: unknown): boolean {
  if (typeof error !== "object" || error === null) return false;
  return ("status" in error && error.status === 401) || ("code" in error && error.code === "TokenInvalid");
}

const unreachable = (url: string) =>
  `Discord could not be reached at ${url}. Check the connection of this machine and DISCORD_API_URL.`;

/** Connection errors of Node and undici: ECONNREFUSED, ENOTFOUND, EAI_AGAIN, UND_ERR_CONNECT_TIMEOUT and the like. */
function isUnreachable(error: unknown): boolean {
  if (typeof error !== "object" || error === null) return false;
  const code = "code" in error ? String(error.code) : "";
  if (/^(E[A-Z_]+|UND_ERR_.+)$/.test(code)) return true;
  return "cause" in error && isUnreachable(error.cause);
}

/** Neither is privileged: a message that mentions the bot carries its content without the intent for it. */
const mentionIntents = [GatewayIntentBits.GuildMessages, GatewayIntentBits.DirectMessages];

/** Discord closes a connection with more than 2,500 servers; before that there is time to divide them anew. */
const manyServers = 2_000;

type Throttler = NonNullable<NonNullable<ClientOptions["ws"]>["buildIdentifyThrottler"]>;

function shardingOf({ shards, identify }: Pick<BotOptions, "shards" | "identify">) {
  const buildIdentifyThrottler: Throttler = async (manager) => {
    const { session_start_limit: starts } = await manager.fetchGatewayInformation();
    return {
      waitForIdentify: async (shard, signal) => identify?.(shard % starts.max_concurrency, signal),
    };
  };
  return {
    ...(shards === undefined
      ? { shards: "auto" as const }
      : { shards: [...shards.ids], shardCount: shards.count }),
    ...(identify === undefined ? {} : { ws: { buildIdentifyThrottler } }),
  };
}

export function createBot(options: BotOptions) {
  const { commands, services, log, onFatal } = options;
  const client = new Client({
    intents: options.answerMention === undefined ? [] : mentionIntents,
    makeCache: Options.cacheWithLimits({
      ...Options.DefaultMakeCacheSettings,
      MessageManager: 0,
      GuildMemberManager: 0,
      UserManager: { maxSize: 1, keepOverLimit: (user) => user.id === user.client.user.id },
      PresenceManager: 0,
      ReactionManager: 0,
      ThreadManager: 0,
      VoiceStateManager: 0,
    }),
    rest: { api: options.apiUrl },
    ...shardingOf(options),
  });
  const callbacks = createCallbacks(options.apiUrl);
  const router = createRouter({
    rest: client.rest,
    callbacks,
    commands,
    ...defined({ components: options.components }),
    services,
    log,
    used: options.used,
  });
  let running = 0;
  /** How many servers each shard had when it connected last. */
  const servers = new Map<number, number>();

  const mentions =
    options.answerMention === undefined
      ? undefined
      : createMentions({
          rest: client.rest,
          userId: () => client.user?.id,
          answer: options.answerMention,
          log,
        });
  async function answering(answer: Promise<void>): Promise<void> {
    running++;
    await answer.finally(() => running--);
  }
  takePackets(
    client,
    {
      // Before discord.js reads it.
      [GatewayDispatchEvents.Ready]: (ready, shard) => {
        const count = serversOf(ready);
        servers.set(shard, count);
        if (count >= manyServers)
          log.warn(
            { shard, servers: count },
            "a shard has many servers; Discord refuses it from 2,500 on: restart with SHARDS=auto, or divide them anew",
          );
        // Not one Guild for each server: memory does not grow with them.
        if (typeof ready === "object" && ready !== null) Object.assign(ready, { guilds: [] });
      },
      [GatewayDispatchEvents.InteractionCreate]: (packet) => answering(router.handle(packet)),
      ...(mentions === undefined
        ? {}
        : {
            [GatewayDispatchEvents.MessageCreate]: (packet: unknown) => answering(mentions.created(packet)),
            [GatewayDispatchEvents.MessageDelete]: (packet: unknown) => answering(mentions.deleted(packet)),
            [GatewayDispatchEvents.MessageDeleteBulk]: (packet: unknown) =>
              answering(mentions.deleted(packet)),
          }),
    },
    log,
  );
  client.on(Events.Error, (error) =>
    log.error({ err: error }, "the connection to Discord failed; it is made anew"),
  );
  client.on(Events.Warn, (text) => log.warn(text));
  client.on(Events.ShardDisconnect, ({ code }) => {
    const sentence = fatalCloses[code];
    if (sentence !== undefined) onFatal(sentence);
  });
  client.on(Events.Invalidated, () => onFatal("Discord ended the session for good. Start the bot again."));

  /** What cannot be registered stays as it was: whoever has the commands is answered all the same. */
  async function register(applicationId: string): Promise<void> {
    const definitions = commands.map((command) => command.definition);
    try {
      const changes = await registerCommands(client.rest, applicationId, definitions, options.devGuildId);
      const differs = Object.values(changes).some((names) => names.length > 0);
      log.info(differs ? changes : {}, differs ? "commands registered" : "commands are up to date");
    } catch (error) {
      if (isUnauthorized(error) || isUnreachable(error)) throw error;
      const reason = error instanceof Error ? error.message : String(error);
      log.error({ reason }, "Discord did not take the commands; those that are registered are answered");
    }
  }

  return {
    client,

    /** Who the bot is and how it is connected; undefined before it was. */
    presence(): BotPresence | undefined {
      const applicationId = client.application?.id;
      if (applicationId === undefined) return undefined;
      const count = [...servers.values()].reduce((sum, one) => sum + one, 0);
      return { applicationId, servers: count, shards: client.ws.shards.size };
    },

    /** The shards of this process. `pingMs`: the last heartbeat's round trip, undefined before the first. */
    shards: () =>
      [...client.ws.shards.values()].map(({ id, status, ping }) => ({
        id,
        isReady: status === Status.Ready,
        pingMs: ping < 0 ? undefined : ping,
        servers: servers.get(id) ?? 0,
      })),

    /** Logs in and brings the commands up to date. Rejects with StartError where that cannot work. */
    async start(): Promise<void> {
      try {
        const ready = new Promise<Client<true>>((resolve) => client.once(Events.ClientReady, resolve));
        await client.login(options.token);
        const { application } = await ready;
        await register(application.id);
      } catch (error) {
        if (isUnauthorized(error)) throw new StartError(refusedToken);
        if (isUnreachable(error)) throw new StartError(unreachable(options.apiUrl));
        throw error;
      }
    },

    /** Lets running answers finish for a moment, then disconnects. */
    async stop(): Promise<void> {
      for (let waited = 0; running > 0 && waited < 2_000; waited += 20) {
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
      mentions?.stop();
      await Promise.all([client.destroy(), callbacks.close()]);
    },
  };
}
