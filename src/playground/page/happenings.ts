/** Time, upstreams and misfortunes, as the page's panel asks for them. */
import { z } from "zod";
import type { LocalDiscord, LocalDiscordEvent } from "../local-discord.ts";
import { PersonError } from "../person/error.ts";
import type { Fault } from "../rest/faults.ts";
import type { Channel } from "../world/types.ts";
import type { Controls } from "./controls.ts";
import { type FaultName, faultNames, type Happened, type TimeRequest, type TimeState } from "./protocol.ts";

const hour = 3_600_000;
const week = 7 * 24 * hour;
const figure = z.number().positive().max(1e7);

const request = z.discriminatedUnion("do", [
  z.object({ do: z.literal("appear"), id: z.string() }),
  z.object({
    do: z.literal("make up"),
    lab: z.string(),
    name: z.string().trim().min(2).max(60),
    kind: z.enum(["weights", "api"]),
    parameters: figure.exactOptional(),
    context: figure.exactOptional(),
    licence: z.string().trim().min(1).max(40).exactOptional(),
  }),
  z.object({ do: z.enum(["check", "ask the real ones"]) }),
  z.object({ do: z.literal("pass"), ms: z.number().min(1_000).max(week) }),
  z.object({ do: z.literal("fault"), fault: z.enum(faultNames), channel: z.string(), is: z.boolean() }),
]) satisfies z.ZodType<TimeRequest>;

export function createHappenings(discord: LocalDiscord) {
  const { world, faults } = discord;
  let controls: Controls | undefined;
  const running = new Map<FaultName, Fault>();
  const taken = new Map<string, Channel["permission_overwrites"]>();
  const deleted = new Map<string, Channel>();
  let last: Promise<unknown> = Promise.resolve();

  function need(): Controls {
    if (controls === undefined) throw new PersonError("This playground has no clock of its own.");
    return controls;
  }

  function scripted(name: FaultName, is: boolean): void {
    running.get(name)?.remove();
    running.delete(name);
    if (!is) return;
    const times = Number.POSITIVE_INFINITY;
    const posts = { method: "POST", route: "/channels/:channel/messages" };
    running.set(
      name,
      name === "discord down"
        ? faults.add({ times, kind: { status: 503 } })
        : faults.add({ times, match: posts, kind: { status: 429, scope: "user", retryAfter: 0.3 } }),
    );
  }

  function permission(id: string, is: boolean): void {
    if (is) {
      taken.set(id, world.needChannel(id).permission_overwrites);
      world.setBotPermissions(id, ["ViewChannel", "ReadMessageHistory"]);
    } else {
      world.updateChannel(id, { permission_overwrites: taken.get(id) ?? [] });
      taken.delete(id);
    }
  }

  function channel(id: string, is: boolean): void {
    const gone = deleted.get(id);
    if (is) {
      deleted.set(id, world.needChannel(id));
      world.deleteChannel(id);
    } else if (gone !== undefined) {
      world.addChannel(gone);
      deleted.delete(id);
    }
  }

  function fault(name: FaultName, id: string, is: boolean): void {
    const known = world.channel(id) ?? deleted.get(id);
    if (known?.guild_id === undefined) throw new PersonError("Choose a channel of the server.");
    if (name === "upstreams down") need().upstreamsDown(is);
    else if (name === "permission taken") permission(id, is);
    else if (name === "channel deleted") channel(id, is);
    else scripted(name, is);
  }

  async function perform(asked: TimeRequest): Promise<string> {
    const time = need();
    switch (asked.do) {
      case "appear":
        if (!time.releases().some(({ id, isOut }) => id === asked.id && !isOut))
          throw new PersonError("That release is out already.");
        return time.appear(asked.id);
      case "make up": {
        if (!time.labs().some(({ id }) => id === asked.lab)) throw new PersonError("There is no such lab.");
        const { do: _, ...release } = asked;
        return time.makeUp(release);
      }
      case "check":
        return time.check();
      case "ask the real ones":
        return time.askReal();
      case "pass":
        await time.pass(asked.ms);
        return "";
      case "fault":
        fault(asked.fault, asked.channel, asked.is);
        return "";
    }
  }

  /** The bot's messages that came meanwhile. */
  async function watched(asked: TimeRequest): Promise<Happened> {
    const posts: Happened["posts"] = [];
    const see = (event: LocalDiscordEvent) => {
      if (event.type !== "message-create" || event.stored.message.author.id !== world.bot.id) return;
      const { id, channel_id } = event.stored.message;
      posts.push({ channel: channel_id, message: id });
    };
    discord.events.on("change", see);
    try {
      const said = await perform(asked);
      return { said, posts };
    } finally {
      discord.events.off("change", see);
    }
  }

  return {
    control(given: Controls): void {
      controls = given;
    },

    state(): TimeState | undefined {
      if (controls === undefined) return undefined;
      return {
        releases: controls.releases(),
        labs: controls.labs(),
        log: controls.log(),
        faults: [...running.keys(), ...(controls.areUpstreamsDown() ? (["upstreams down"] as const) : [])],
        withoutPermission: [...taken.keys()],
        deleted: [...deleted.values()].map(({ id, name }) => ({ id, name: name ?? "" })),
      };
    },

    /** One after the other. @throws PersonError for what cannot be done */
    async act(given: unknown): Promise<Happened> {
      const read = request.safeParse(given);
      if (!read.success) {
        const wrong = read.error.issues[0]?.path.join(".") ?? "";
        throw new PersonError(
          wrong === "" ? "The page asked for something unknown." : `Check the field "${wrong}".`,
        );
      }
      const turn = last.then(() => watched(read.data));
      last = turn.catch(() => undefined);
      return turn;
    },
  };
}
