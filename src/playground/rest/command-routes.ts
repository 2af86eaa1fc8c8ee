import { ApplicationCommandType } from "discord-api-types/v10";
import {
  commandIssues,
  commandListIssues,
  countIssues,
  type LooseCommand,
} from "../contract/command-rules.ts";
import { DiscordError } from "../contract/errors.ts";
import { issue, under } from "../contract/form-errors.ts";
import { shapeIssues } from "../contract/schemas.ts";
import { joinedGuild } from "../world/access.ts";
import type { RegisteredCommand } from "../world/types.ts";
import { type Call, checkedBody, noContent, ok, param, type Route, refuseIf, type Service } from "./route.ts";

/** Registration of commands, global and of single guilds. */
export function commandRoutes(service: Service): Route[] {
  return [
    ...routesAt(service, "/applications/:application/commands"),
    ...routesAt(service, "/applications/:application/guilds/:guild/commands"),
  ];
}

function routesAt({ commands, world }: Service, at: string): Route[] {
  /** @throws DiscordError 10002 or 10004 */
  function guildOf(call: Call): string | undefined {
    if (param(call, "application") !== world.bot.id) throw new DiscordError(10002);
    return at.includes(":guild") ? joinedGuild(world, param(call, "guild")).id : undefined;
  }
  function existing(call: Call): RegisteredCommand {
    const found = commands.find(param(call, "command"), guildOf(call));
    if (!found) throw new DiscordError(10063);
    return found;
  }

  return [
    {
      method: "GET",
      pattern: at,
      handle(call) {
        const full = call.query.get("with_localizations") === "true";
        const list = commands.list(guildOf(call));
        return ok(full ? list : list.map(withoutLocalizations));
      },
    },
    {
      method: "PUT",
      pattern: at,
      handle(call) {
        const guildId = guildOf(call);
        if (!Array.isArray(call.body))
          refuseIf([issue([], "BASE_TYPE_BAD_TYPE", "Must be a list of commands.")]);
        const list = call.body as unknown[];
        refuseIf(list.flatMap((command, index) => under(index, shapeIssues("command in list", command))));
        refuseIf(commandListIssues(list as LooseCommand[]));
        return ok(commands.replaceAll(list as LooseCommand[], guildId));
      },
    },
    {
      method: "POST",
      pattern: at,
      handle(call) {
        const guildId = guildOf(call);
        const body = checkedBody<LooseCommand>("command", call.body);
        const type = body.type ?? ApplicationCommandType.ChatInput;
        const others = commands.list(guildId).filter((one) => one.name !== body.name || one.type !== type);
        refuseIf(commandIssues(body));
        refuseIf(countIssues([...others, { type }]));
        const { command, isNew } = commands.add(body, guildId);
        return ok(command, isNew ? 201 : 200);
      },
    },
    { method: "GET", pattern: `${at}/:command`, handle: (call) => ok(existing(call)) },
    {
      method: "PATCH",
      pattern: `${at}/:command`,
      handle(call) {
        const before = existing(call);
        const body = checkedBody<Partial<LooseCommand>>("command edit", call.body);
        refuseIf(commandIssues({ ...(before as unknown as LooseCommand), ...body }));
        return ok(commands.change(before.id, body, guildOf(call)));
      },
    },
    {
      method: "DELETE",
      pattern: `${at}/:command`,
      handle(call) {
        if (!commands.remove(existing(call).id, guildOf(call))) throw new DiscordError(10063);
        return noContent;
      },
    },
  ];
}

function withoutLocalizations(command: RegisteredCommand): Partial<RegisteredCommand> {
  const strip = (part: object): object =>
    Object.fromEntries(
      Object.entries(part)
        .filter(([key]) => !key.endsWith("_localizations"))
        .map(([key, value]) => [
          key,
          Array.isArray(value) ? value.map((one) => (isObject(one) ? strip(one) : one)) : value,
        ]),
    );
  return strip(command);
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}
