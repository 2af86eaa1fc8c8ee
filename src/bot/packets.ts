/** The gateway's packets, taken before discord.js makes something of them. */
import { type Client, Events } from "discord.js";
import { GatewayDispatchEvents } from "discord-api-types/v10";

interface Packet {
  t: string;
  d: unknown;
}

/** A name that discord.js has no handler for. */
const taken = "TAKEN";

/**
 * Hands packets to `takers` by their event, and keeps discord.js from building its objects of them: a third of the
 * work of an answer, and a Guild for each server of READY. What discord.js itself lives by (READY, RESUMED) it gets.
 *
 * The raw event carries the packet that discord.js goes on with, so renaming it is enough. Should a later version
 * hand out a copy, the objects are built again and nothing else changes.
 */
export function takePackets(
  client: Client,
  takers: Partial<Record<GatewayDispatchEvents, (data: unknown) => void>>,
): void {
  const byName = new Map<string, (data: unknown) => void>(Object.entries(takers));
  client.on(Events.Raw, (packet: Packet) => {
    if (packet.t === GatewayDispatchEvents.Ready) (packet.d as { guilds: unknown[] }).guilds = [];
    const take = byName.get(packet.t);
    if (take === undefined) return;
    packet.t = taken;
    take(packet.d);
  });
}
