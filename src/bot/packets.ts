/**
 * Packets on their way in. discord.js makes objects of servers, channels, people and interactions of them and keeps
 * some for ever; this bot reads the packets itself, so that of all others it needs READY and RESUMED.
 */
import type { Client } from "discord.js";
import type { Logger } from "pino";

/** What is done with a packet of a name; never rejects. */
export type Handlers = Readonly<Record<string, (data: unknown, shard: number) => void | Promise<void>>>;

const discordJsNeeds: ReadonlySet<unknown> = new Set(["READY", "RESUMED"]);

/** Before the login. */
export function takePackets(client: Client, handlers: Handlers, log: Pick<Logger, "error">): void {
  const { ws } = client;
  const failed = (error: unknown, name: string) =>
    log.error({ err: error, packet: name }, "a packet could not be read and was left alone");
  for (const [name, handle] of Object.entries(handlers)) {
    ws.on(name as Parameters<typeof ws.on>[0], (data: unknown, shard: number) => {
      try {
        handle(data, shard)?.catch((error: unknown) => failed(error, name));
      } catch (error) {
        failed(error, name);
      }
    });
  }
  const own: unknown = Reflect.get(ws, "handlePacket");
  if (typeof own !== "function") throw new Error("discord.js handles packets in another way than it did");
  Object.defineProperty(ws, "handlePacket", {
    value(packet: { t?: unknown } | undefined, shard: unknown) {
      if (packet !== undefined && !discordJsNeeds.has(packet.t)) return true;
      return Reflect.apply(own, ws, [packet, shard]);
    },
  });
}
