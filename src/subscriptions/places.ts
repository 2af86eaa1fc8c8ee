/** Channels as they are when somebody decides about them: what the member and the bot may do there now. */
import { LRUCache } from "lru-cache";
import type { SendFailure } from "./classify.ts";
import { isAdministrator, type Place } from "./permissions.ts";
import { type Authority, type Member, type Overwrite, rightsIn, rightsThere } from "./rights.ts";

/** A channel as Discord describes it. */
export interface Described {
  id: string;
  guildId?: string;
  name: string;
  type: number;
  /** A thread's channel, a channel's category. */
  parentId?: string;
  overwrites: readonly Overwrite[];
}

/** A server with its channels, threads aside, and the bot as its member. */
export interface Server extends Authority {
  channels: ReadonlyMap<string, Described>;
  bot: Member;
}

type Answered<Value> = { ok: true; value: Value } | { ok: false; failure: SendFailure };

/** Discord's own knowledge of servers and channels. */
export interface Directory {
  server(id: string): Promise<Answered<Server>>;
  channel(id: string): Promise<Answered<Described>>;
}

/** Somebody who asks, with what Discord said of them when they did. */
export interface Person extends Member {
  /** What they may do in the channel in which they ask. */
  permissions: bigint;
}

/**
 * `gone`: there is no such channel any more. `unseen`: the bot does not see it. `elsewhere`: of another server.
 * `place` of `gone` and `unseen` says what the member may do in the server as a whole.
 */
export type Found =
  | { is: "there"; place: Place }
  | { is: "gone" | "unseen"; place: Place }
  | { is: "elsewhere" };

/** Channels by id, and the server's roles. */
export interface Asked {
  is: "asked";
  places: ReadonlyMap<string, Found>;
  roles: Authority["roles"];
}

/** Discord could not be asked. */
export type Unasked = { is: "unasked"; failure: SendFailure };

export type Places = ReturnType<typeof createPlaces>;

/** How long what a list shows may be old, in milliseconds; a decision always asks anew. */
const listedMs = 30_000;

export function createPlaces(directory: Directory) {
  const lately = new LRUCache<string, Server>({ max: 200, ttl: listedMs });

  async function serverOf(guildId: string, listed: boolean): Promise<Answered<Server>> {
    const known = listed ? lately.get(guildId) : undefined;
    if (known !== undefined) return { ok: true, value: known };
    const asked = await directory.server(guildId);
    if (asked.ok) lately.set(guildId, asked.value);
    return asked;
  }

  async function describe(server: Server, channelId: string): Promise<Answered<Described>> {
    const known = server.channels.get(channelId);
    return known === undefined ? directory.channel(channelId) : { ok: true, value: known };
  }

  async function find(server: Server, person: Person, channelId: string): Promise<Found | Unasked> {
    const base = {
      guildId: server.id,
      channelId,
      name: "",
      type: 0,
      member: rightsIn(server, person),
      bot: 0n,
    };
    const asked = await describe(server, channelId);
    if (!asked.ok) {
      const code = asked.failure.kind === "refused" ? asked.failure.code : undefined;
      if (code === 10003) return { is: "gone", place: base };
      // What a channel that the bot does not see changes of its members' rights is unknown: administrators only.
      const member = isAdministrator(base.member) ? base.member : 0n;
      if (code === 50001) return { is: "unseen", place: { ...base, member } };
      return { is: "unasked", failure: asked.failure };
    }
    const { name, type, guildId, parentId, overwrites } = asked.value;
    if (guildId !== server.id) return { is: "elsewhere" };
    // A thread goes by its channel.
    const parent = parentId === undefined ? undefined : server.channels.get(parentId);
    const counting = isThread(type) ? (parent?.overwrites ?? []) : overwrites;
    const member = rightsThere(server, person, counting);
    const bot = rightsThere(server, server.bot, counting);
    return { is: "there", place: { ...base, name, type, member, bot } };
  }

  return {
    /**
     * Channels by id, for somebody in a server.
     * @param listed what is some seconds old is good enough
     */
    async of(
      guildId: string,
      person: Person,
      channelIds: readonly string[],
      listed = false,
    ): Promise<Asked | Unasked> {
      const server = await serverOf(guildId, listed);
      if (!server.ok) return { is: "unasked", failure: server.failure };
      const found = new Map<string, Found>();
      for (const id of new Set(channelIds)) {
        const one = await find(server.value, person, id);
        if (one.is === "unasked") return one;
        found.set(id, one);
      }
      return { is: "asked", places: found, roles: server.value.roles };
    },
  };
}

const isThread = (type: number): boolean => type >= 10 && type <= 12;
