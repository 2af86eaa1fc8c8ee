import { Client, type ClientOptions, type GatewayIntentBits } from "discord.js";
import {
  type LocalDiscord,
  type LocalDiscordOptions,
  startLocalDiscord,
} from "../../src/playground/local-discord.ts";

export interface Running {
  discord: LocalDiscord;
  client: Client<true>;
  stop(): Promise<void>;
}

/** A local Discord with an unmodified discord.js client logged in to it. */
export async function withClient(
  options: LocalDiscordOptions & { intents?: GatewayIntentBits[]; client?: Partial<ClientOptions> } = {},
): Promise<Running> {
  const discord = await startLocalDiscord(options);
  const client = new Client({
    intents: options.intents ?? [],
    ...options.client,
    rest: { api: discord.apiUrl, ...options.client?.rest },
  });
  const ready = new Promise<Client<true>>((resolve) => client.once("clientReady", resolve));
  await client.login(discord.token);
  return {
    discord,
    client: await ready,
    async stop() {
      await client.destroy();
      await discord.close();
    },
  };
}

/** What these tests read of most answers. */
export interface AnyBody {
  id: string;
  code: number;
  content: string;
  flags: number;
  errors: unknown;
  message: { id: string; content: string };
  referenced_message: { id: string };
}

export interface Answered<Body> {
  status: number;
  body: Body;
}

/** A request without discord.js in between, which would refuse or repair some of the bodies that are tested. */
export async function request<Body = AnyBody>(
  discord: LocalDiscord,
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<Answered<Body>> {
  const response = await fetch(`${discord.apiUrl}/v10${path}`, {
    method,
    headers: {
      authorization: `Bot ${discord.token}`,
      ...(body === undefined ? {} : { "content-type": "application/json" }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, body: text === "" ? undefined : JSON.parse(text) };
}
