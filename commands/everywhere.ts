/** Where a command can be used: servers, direct messages and private channels; as server app and as user app. */

import type { RESTPostAPIApplicationCommandsJSONBody } from "discord-api-types/v10";
import { ApplicationIntegrationType, InteractionContextType } from "discord-api-types/v10";

interface Builder {
  setContexts(...contexts: InteractionContextType[]): unknown;
  setIntegrationTypes(...types: ApplicationIntegrationType[]): unknown;
  toJSON(): RESTPostAPIApplicationCommandsJSONBody;
}

/** The definition of a command that answers wherever people talk. */
export function everywhere(builder: Builder): RESTPostAPIApplicationCommandsJSONBody {
  builder.setContexts(
    InteractionContextType.Guild,
    InteractionContextType.BotDM,
    InteractionContextType.PrivateChannel,
  );
  builder.setIntegrationTypes(
    ApplicationIntegrationType.GuildInstall,
    ApplicationIntegrationType.UserInstall,
  );
  return builder.toJSON();
}
