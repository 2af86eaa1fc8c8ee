import { DiscordError } from "../contract/errors.ts";
import { joinedGuild } from "../world/access.ts";
import { guildJson, memberJson } from "../world/guild-json.ts";
import { isThread } from "../world/world.ts";
import { checkedBody, noContent, ok, param, type Route, type Service } from "./route.ts";

/** Who and what there is: the bot, its application, users, guilds, members, roles, and the gateway's address. */
export function directoryRoutes(service: Service): Route[] {
  const { world } = service;
  const application = () => ({
    id: world.bot.id,
    name: world.bot.username,
    icon: null,
    description: "",
    summary: "",
    bot_public: true,
    bot_require_code_grant: false,
    verify_key: "0".repeat(64),
    flags: 0,
    bot: world.bot,
    owner: [...world.users.values()].find((user) => user.bot !== true) ?? null,
    team: null,
    integration_types_config: { "0": {}, "1": {} },
    approximate_guild_count: [...world.botGuildIds()].length,
  });
  const guildChannels = (id: string) => world.guildWithChannels(joinedGuild(world, id).id)?.channels ?? [];

  return [
    {
      method: "GET",
      pattern: "/gateway",
      withoutToken: true,
      handle: () => ok({ url: service.gatewayUrl() }),
    },
    {
      method: "GET",
      pattern: "/gateway/bot",
      handle: () =>
        ok({
          url: service.gatewayUrl(),
          shards: service.shards,
          session_start_limit: {
            total: 1_000,
            remaining: 999,
            reset_after: 14_400_000,
            max_concurrency: service.maxConcurrency,
          },
        }),
    },
    { method: "GET", pattern: "/users/@me", handle: () => ok({ ...world.bot, flags: 0, verified: true }) },
    {
      method: "GET",
      pattern: "/users/@me/guilds",
      handle: () =>
        ok(
          [...world.botGuildIds()].slice(0, 200).map((id) => ({
            id,
            name: world.guildWithChannels(id)?.guild.name ?? "",
            icon: null,
            owner: false,
            permissions: "0",
            features: [],
          })),
        ),
    },
    {
      method: "POST",
      pattern: "/users/@me/channels",
      handle(call) {
        const { recipient_id } = checkedBody<{ recipient_id: string }>("direct channel", call.body);
        const user = world.users.get(recipient_id);
        if (!user) throw new DiscordError(10013);
        if (user.bot) throw new DiscordError(50007);
        return ok(world.directChannel(user));
      },
    },
    {
      method: "GET",
      pattern: "/users/:user",
      handle(call) {
        const user = world.users.get(param(call, "user"));
        if (!user) throw new DiscordError(10013);
        return ok(user);
      },
    },
    { method: "GET", pattern: "/applications/@me", handle: () => ok(application()) },
    { method: "GET", pattern: "/oauth2/applications/@me", handle: () => ok(application()) },
    {
      method: "GET",
      pattern: "/guilds/:guild",
      handle: (call) => ok(guildJson(joinedGuild(world, param(call, "guild")))),
    },
    {
      method: "GET",
      pattern: "/guilds/:guild/channels",
      handle: (call) => ok(guildChannels(param(call, "guild")).filter((channel) => !isThread(channel))),
    },
    {
      method: "GET",
      pattern: "/guilds/:guild/threads/active",
      handle: (call) => {
        const active = guildChannels(param(call, "guild")).filter(
          (channel) => channel.thread_metadata?.archived === false,
        );
        return ok({ threads: active, members: [] });
      },
    },
    {
      method: "GET",
      pattern: "/guilds/:guild/roles",
      handle: (call) => ok([...joinedGuild(world, param(call, "guild")).roles.values()]),
    },
    {
      method: "GET",
      pattern: "/guilds/:guild/roles/:role",
      handle(call) {
        const role = joinedGuild(world, param(call, "guild")).roles.get(param(call, "role"));
        if (!role) throw new DiscordError(10011);
        return ok(role);
      },
    },
    {
      method: "GET",
      pattern: "/guilds/:guild/members/:user",
      handle(call) {
        const id = param(call, "user") === "@me" ? world.bot.id : param(call, "user");
        const member = joinedGuild(world, param(call, "guild")).members.get(id);
        if (!member) throw new DiscordError(10007);
        return ok(memberJson(member));
      },
    },
    {
      method: "DELETE",
      pattern: "/users/@me/guilds/:guild",
      handle(call) {
        world.removeBot(joinedGuild(world, param(call, "guild")).id);
        return noContent;
      },
    },
  ];
}
