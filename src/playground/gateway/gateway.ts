import { EventEmitter } from "node:events";
import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import { GatewayCloseCodes, GatewayIntentBits, GatewayOpcodes } from "discord-api-types/v10";
import { type RawData, type WebSocket, WebSocketServer } from "ws";
import type { z } from "zod";
import { guildCreateJson } from "../world/guild-json.ts";
import { pushKept } from "../world/push-kept.ts";
import type { Snowflakes } from "../world/snowflake.ts";
import type { WorldEvent } from "../world/types.ts";
import type { World } from "../world/world.ts";
import { type Dispatch, dispatchOf, messageFor } from "./dispatches.ts";
import {
  type IdentifyData,
  identifyData,
  LARGEST_PACKET,
  type ResumeData,
  readPacket,
  resumeData,
} from "./packets.ts";

export interface GatewayParts {
  world: World;
  snowflakes: Snowflakes;
  token: string;
  url: () => string;
  heartbeatMs: number;
  /** Whether the application may ask for MessageContent, GuildMembers and GuildPresences. */
  privilegedIntents: boolean;
  /** How many dispatches of a session RESUME can have again. */
  replayed: number;
}

interface Session {
  id: string;
  intents: number;
  shard: [number, number];
  sequence: number;
  /** What was sent, for RESUME. */
  sent: { sequence: number; name: string; data: unknown }[];
  socket: WebSocket | undefined;
}

const SESSIONS_KEPT = 50;
const PRIVILEGED =
  GatewayIntentBits.MessageContent | GatewayIntentBits.GuildMembers | GatewayIntentBits.GuildPresences;

export type Gateway = ReturnType<typeof createGateway>;

/** Discord's gateway: sessions, heartbeats, numbered dispatches, RESUME, and what can go wrong with them. */
export function createGateway({
  world,
  snowflakes,
  token,
  url,
  heartbeatMs,
  privilegedIntents,
  replayed,
}: GatewayParts) {
  const server = new WebSocketServer({ noServer: true, maxPayload: 16 * LARGEST_PACKET });
  const sessions = new Map<string, Session>();
  const refusals: number[] = [];
  const counts = { identifies: 0, resumes: 0, heartbeats: 0, dispatches: 0 };
  const events = new EventEmitter<{ change: [{ type: "bot"; connected: number }] }>();
  let deaf = false;

  server.on("connection", (socket: WebSocket) => {
    send(socket, { op: GatewayOpcodes.Hello, d: { heartbeat_interval: heartbeatMs } });
    socket.on("message", (data: RawData) => receive(socket, data.toString()));
    socket.on("close", () => {
      for (const session of sessions.values()) if (session.socket === socket) session.socket = undefined;
      tellConnected();
    });
    // A client that goes away without closing is ordinary; its session waits for RESUME.
    socket.on("error", () => socket.terminate());
  });

  function receive(socket: WebSocket, text: string): void {
    const packet = readPacket(text);
    if (packet === undefined) {
      unreadable(socket);
      return;
    }
    switch (packet.op) {
      case GatewayOpcodes.Heartbeat:
        counts.heartbeats += 1;
        if (!deaf) send(socket, { op: GatewayOpcodes.HeartbeatAck });
        return;
      case GatewayOpcodes.Identify:
        readThen(socket, identifyData, packet.d, identify);
        return;
      case GatewayOpcodes.Resume:
        readThen(socket, resumeData, packet.d, resume);
        return;
      case GatewayOpcodes.PresenceUpdate:
      case GatewayOpcodes.VoiceStateUpdate:
      case GatewayOpcodes.RequestGuildMembers:
        return;
      default:
        socket.close(GatewayCloseCodes.UnknownOpcode, "Unknown opcode.");
    }
  }

  function unreadable(socket: WebSocket): void {
    socket.close(GatewayCloseCodes.DecodeError, "Error while decoding payload.");
  }

  function readThen<Data>(
    socket: WebSocket,
    schema: z.ZodType<Data>,
    given: unknown,
    then: (socket: WebSocket, data: Data) => void,
  ): void {
    const read = schema.safeParse(given);
    if (read.success) then(socket, read.data);
    else unreadable(socket);
  }

  function closeCodeFor(data: IdentifyData): GatewayCloseCodes | undefined {
    if (!isToken(data.token)) return GatewayCloseCodes.AuthenticationFailed;
    if (data.shard && data.shard[0] >= data.shard[1]) return GatewayCloseCodes.InvalidShard;
    const asksTooMuch = (data.intents & PRIVILEGED) !== 0 && !privilegedIntents;
    return asksTooMuch ? GatewayCloseCodes.DisallowedIntents : undefined;
  }

  function isToken(given: string): boolean {
    return given.replace(/^Bot /, "") === token;
  }

  function identify(socket: WebSocket, data: IdentifyData): void {
    counts.identifies += 1;
    const refusal = refusals.shift() ?? closeCodeFor(data);
    if (refusal !== undefined) {
      socket.close(refusal, GatewayCloseCodes[refusal]);
      return;
    }
    const session: Session = {
      id: `session${snowflakes.next()}`,
      intents: data.intents,
      shard: data.shard ?? [0, 1],
      sequence: 0,
      sent: [],
      socket,
    };
    sessions.set(session.id, session);
    const [oldest] = sessions.values();
    if (sessions.size > SESSIONS_KEPT && oldest?.socket === undefined) sessions.delete(oldest?.id ?? "");

    const guildIds = [...world.botGuildIds()].filter((id) => onShard(session, id));
    dispatch(session, "READY", {
      v: 10,
      user: { ...world.bot, verified: true, mfa_enabled: true, email: null, flags: 0 },
      session_id: session.id,
      session_type: "normal",
      resume_gateway_url: url(),
      shard: session.shard,
      guilds: guildIds.map((id) => ({ id, unavailable: true })),
      private_channels: [],
      relationships: [],
      presences: [],
      user_settings: {},
      application: { id: world.bot.id, flags: 0 },
    });
    if ((session.intents & GatewayIntentBits.Guilds) !== 0) {
      for (const id of guildIds) {
        const found = world.guildWithChannels(id);
        if (found) dispatch(session, "GUILD_CREATE", guildCreateJson(world, found.guild, found.channels));
      }
    }
    tellConnected();
  }

  function resume(socket: WebSocket, data: ResumeData): void {
    counts.resumes += 1;
    if (!isToken(data.token)) return void socket.close(GatewayCloseCodes.AuthenticationFailed);
    const session = sessions.get(data.session_id);
    const first = session?.sent[0]?.sequence ?? 1;
    if (!session || data.seq < first - 1) {
      send(socket, { op: GatewayOpcodes.InvalidSession, d: false });
      return;
    }
    session.socket = socket;
    for (const sent of session.sent) if (sent.sequence > data.seq) socket.send(dispatchText(sent));
    dispatch(session, "RESUMED", {});
    tellConnected();
  }

  function dispatch(session: Session, name: string, data: unknown): void {
    session.sequence += 1;
    counts.dispatches += 1;
    const made = { sequence: session.sequence, name, data };
    pushKept(session.sent, made, replayed);
    session.socket?.send(dispatchText(made));
  }

  /** Discord's formula; direct messages go to the first shard. */
  function onShard({ shard: [index, count] }: Session, guildId: string | undefined): boolean {
    return guildId === undefined ? index === 0 : Number((BigInt(guildId) >> 22n) % BigInt(count)) === index;
  }

  function broadcast(event: Dispatch): void {
    for (const session of sessions.values()) {
      if (!onShard(session, event.guildId)) continue;
      if (event.intent !== undefined && (session.intents & event.intent) === 0) continue;
      const data = event.message ? messageFor(world, session.intents, event.message) : event.data;
      dispatch(session, event.name, data);
    }
  }

  function tellConnected(): void {
    events.emit("change", { type: "bot", connected: connected().length });
  }

  function connected(): Session[] {
    return [...sessions.values()].filter((session) => session.socket !== undefined);
  }

  const tell = (event: WorldEvent) => {
    const made = dispatchOf(world, event);
    if (made) broadcast(made);
  };
  world.events.on("change", tell);

  return {
    counts,
    /** Told whenever a bot has connected, resumed or gone. */
    events,
    /** Sessions with an open socket. */
    get connected(): number {
      return connected().length;
    },

    /** Sends any event, to every session or those of one guild's shard, whatever their intents. */
    send(name: string, data: unknown, guildId?: string): void {
      broadcast({ name, data, guildId, intent: undefined });
    },

    /** Op 7: Discord asks the bot to connect again and resume. */
    reconnect(): void {
      for (const session of connected()) {
        if (session.socket) send(session.socket, { op: GatewayOpcodes.Reconnect, d: null });
      }
    },

    /** Op 9: the session is over (`false`) or may be resumed (`true`). */
    invalidSession(resumable: boolean): void {
      for (const session of connected()) {
        const { socket } = session;
        if (!resumable) sessions.delete(session.id);
        // Nothing reaches the bot any more on this connection, until it resumes or identifies.
        session.socket = undefined;
        if (socket) send(socket, { op: GatewayOpcodes.InvalidSession, d: resumable });
      }
      tellConnected();
    },

    /** The connection breaks without a word. */
    cut(): void {
      for (const client of server.clients) client.terminate();
    },

    /** The next `times` IDENTIFYs are refused with this close code (4004: wrong token, 4014: intents). */
    refuseIdentify(code: GatewayCloseCodes = GatewayCloseCodes.AuthenticationFailed, times = 1): void {
      for (let count = 0; count < times; count += 1) refusals.push(code);
    },

    /** Heartbeats stay without an answer: the connection looks open and is dead. */
    ignoreHeartbeats(ignore: boolean): void {
      deaf = ignore;
    },

    upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
      server.handleUpgrade(request, socket, head, (opened) => server.emit("connection", opened, request));
    },

    close(): void {
      world.events.off("change", tell);
      for (const client of server.clients) client.terminate();
      server.close();
    },
  };
}

function dispatchText({ sequence, name, data }: Session["sent"][number]): string {
  return `{"op":${GatewayOpcodes.Dispatch},"t":"${name}","s":${sequence},"d":${dataText(data)}}`;
}

interface Card {
  embeds: object;
  components: object;
}

/** Frozen parts are written out once: a bot sends the same card again and again. */
const written = new WeakMap<object, string>();

function writtenOnce(part: object): string {
  const text = written.get(part) ?? JSON.stringify(part);
  written.set(part, text);
  return text;
}

function dataText(data: unknown): string {
  if (!isFrozenCard(data)) return JSON.stringify(data);
  const { embeds, components, ...rest } = data;
  const parts = `"embeds":${writtenOnce(embeds)},"components":${writtenOnce(components)}`;
  return `${JSON.stringify(rest).slice(0, -1)},${parts}}`;
}

function isFrozenCard(data: unknown): data is Card {
  if (typeof data !== "object" || data === null) return false;
  const { embeds, components } = data as Partial<Card>;
  return (
    embeds !== undefined && components !== undefined && Object.isFrozen(embeds) && Object.isFrozen(components)
  );
}

function send(socket: WebSocket, packet: { op: GatewayOpcodes; d?: unknown }): void {
  socket.send(JSON.stringify({ ...packet, s: null, t: null }));
}
