import type { IncomingMessage, ServerResponse } from "node:http";
import { ApplicationCommandType, ChannelType } from "discord-api-types/v10";
import type { LocalDiscord, LocalDiscordEvent } from "../local-discord.ts";
import { PersonError } from "../person/error.ts";
import type { Person } from "../person/person.ts";
import type { Reply } from "../person/reply.ts";
import { ids } from "../world/default-world.ts";
import type { Interaction } from "../world/interactions.ts";
import type { Channel, RegisteredCommand } from "../world/types.ts";
import { createPageFiles } from "./files.ts";
import type { PageChannel, PersonRequest, PersonResponse, WorldSnapshot } from "./protocol.ts";
import { readRequest } from "./requests.ts";

const people = [
  { id: ids.moderator, about: "a moderator" },
  { id: ids.member, about: "a member" },
  { id: ids.owner, about: "the owner" },
];
const shownChannels = [
  ids.general,
  ids.models,
  ids.announcements,
  ids.forum,
  ids.thread,
  ids.readOnly,
] as const;

const kinds: Partial<Record<ChannelType, PageChannel["kind"]>> = {
  [ChannelType.GuildText]: "text",
  [ChannelType.GuildAnnouncement]: "announcements",
  [ChannelType.GuildForum]: "forum",
  [ChannelType.PublicThread]: "thread",
  [ChannelType.DM]: "direct",
};
const openForms = 50;
const keptUses = 500;
/** Script, styles, pictures and calls of its own only; nothing of a message can run or leave. */
const ownPolicy = {
  "content-security-policy":
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; " +
    "font-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
};

/** The playground's page and the calls it makes. */
export function createPageServer(discord: LocalDiscord) {
  const files = createPageFiles();
  const streams = new Set<ServerResponse>();
  const forms = new Map<string, { person: Person; reply: Reply }>();
  const uses = new Map<string, { command: string; by: string }>();
  let pending: NodeJS.Timeout | undefined;

  // One ping for a burst of changes: the page asks for the whole state anyway, which is small.
  const noticed = (event: LocalDiscordEvent) => {
    if (event.type === "request") return;
    if (event.type === "interaction" && event.interaction.kind === "command") noteUse(event.interaction);
    pending ??= setTimeout(() => {
      pending = undefined;
      for (const stream of streams) stream.write("data: changed\n\n");
    }, 15);
    pending.unref();
  };
  discord.events.on("change", noticed);

  /** Discord's client shows which command a message answers; the message itself does not say it. */
  function noteUse({ originalId, name, user }: Interaction): void {
    if (originalId === undefined) return;
    uses.set(originalId, { command: name, by: user.global_name ?? user.username });
    for (const old of [...uses.keys()].slice(0, Math.max(0, uses.size - keptUses))) uses.delete(old);
  }

  function snapshot(as: string): WorldSnapshot {
    const { world } = discord;
    const person = discord.person({ as: people.some((one) => one.id === as) ? as : ids.moderator });
    const channels = [...shownChannels.map((id) => world.needChannel(id)), ...threads(), person.dm()];
    const guild = world.guilds.get(ids.home);
    return {
      guild: guild?.name ?? "",
      bot: { id: world.bot.id, name: world.bot.username, connected: discord.gateway.connected > 0 },
      people: people.map(({ id, about }) => ({ id, about, name: world.users.get(id)?.global_name ?? id })),
      channels: channels.map((channel) => ({
        id: channel.id,
        name: channel.type === ChannelType.DM ? world.bot.username : (channel.name ?? ""),
        kind: kinds[channel.type] ?? "text",
      })),
      messages: Object.fromEntries(channels.map((channel) => [channel.id, person.sees(channel.id)])),
      uses: Object.fromEntries(uses),
      commands: commands(),
      roles: [...(guild?.roles.values() ?? [])]
        .filter((role) => role.id !== ids.home)
        .map(({ id, name }) => ({ id, name })),
    };
  }

  /** Threads that were opened since: posts of the forum, for example. */
  function threads(): Channel[] {
    return [...discord.world.channels.values()].filter(
      (channel) => channel.thread_metadata !== undefined && channel.id !== ids.thread,
    );
  }

  function commands(): RegisteredCommand[] {
    const all = [...discord.commands(), ...discord.commands(ids.home)];
    return all.filter((one) => one.type !== ApplicationCommandType.User);
  }

  async function act(request: PersonRequest): Promise<PersonResponse> {
    const { users, channels } = discord.world;
    if (!users.has(request.as) || !channels.has(request.channel)) {
      throw new PersonError("There is no such person or channel.");
    }
    const person = discord.person({ as: request.as, channel: request.channel });
    const answered = (reply: Reply): PersonResponse => {
      if (reply.modal !== undefined) forms.set(reply.interaction.id, { person, reply });
      for (const old of [...forms.keys()].slice(0, Math.max(0, forms.size - openForms))) forms.delete(old);
      return {
        ms: reply.ms,
        ...(reply.error === undefined ? {} : { error: reply.error }),
        ...(reply.modal === undefined ? {} : { modal: { form: reply.interaction.id, data: reply.modal } }),
      };
    };
    const how =
      "subcommand" in request && request.subcommand !== undefined ? { subcommand: request.subcommand } : {};
    switch (request.do) {
      case "slash":
        return answered(await person.slash(request.command, request.options, how));
      case "autocomplete": {
        const { command, option, typed, options } = request;
        return { choices: await person.autocomplete(command, option, typed, options, how) };
      }
      case "press":
        return answered(await person.press(request.message, request.customId));
      case "choose":
        return answered(await person.choose(request.message, request.customId, request.values));
      case "menu":
        return answered(await person.menu(request.command, request.message));
      case "submit": {
        const form = forms.get(request.form);
        if (form === undefined) throw new PersonError("This form is no longer open.");
        forms.delete(request.form);
        return answered(await form.person.submit(form.reply, request.fields));
      }
      case "say":
        person.say(request.text, request.replyTo === undefined ? {} : { replyTo: request.replyTo });
        return {};
      case "delete":
        person.delete(request.message);
        return {};
      default:
        throw new PersonError("The page asked for something unknown.");
    }
  }

  function stream(response: ServerResponse): void {
    response.writeHead(200, { "content-type": "text/event-stream", "cache-control": "no-store" });
    response.write(": hello\n\n");
    streams.add(response);
    response.on("close", () => streams.delete(response));
  }

  async function serve(request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> {
    const { pathname } = url;
    if (pathname === "/page/events") return stream(response);
    if (pathname === "/page/world")
      return sendJson(response, 200, snapshot(url.searchParams.get("as") ?? ""));
    if (pathname === "/page/act") {
      const isJson = request.headers["content-type"]?.startsWith("application/json") === true;
      if (request.method !== "POST" || !isJson) return sendJson(response, 405, { error: "POST JSON here." });
      try {
        return sendJson(response, 200, await act(await readRequest(request)));
      } catch (error) {
        if (error instanceof PersonError) return sendJson(response, 400, { error: error.message });
        throw error;
      }
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

  return {
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
