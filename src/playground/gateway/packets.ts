/** What a bot sends over the gateway, read with care: anybody on this computer can write to a port. */
import { z } from "zod";

/** Bytes of one packet; Discord closes with 4002 above it. */
export const LARGEST_PACKET = 4_096;

const packet = z.object({ op: z.int(), d: z.unknown().exactOptional() });

export const identifyData = z.object({
  token: z.string(),
  intents: z.int().nonnegative(),
  shard: z.tuple([z.int().nonnegative(), z.int().positive()]).exactOptional(),
});
export type IdentifyData = z.infer<typeof identifyData>;

export const resumeData = z.object({ token: z.string(), session_id: z.string(), seq: z.int().nonnegative() });
export type ResumeData = z.infer<typeof resumeData>;

/** The packet in a text; undefined where it cannot be read. */
export function readPacket(text: string): z.infer<typeof packet> | undefined {
  if (text.length > LARGEST_PACKET) return undefined;
  let given: unknown;
  try {
    given = JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
  return packet.safeParse(given).data;
}
