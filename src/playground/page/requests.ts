/** Reads what the page asks for: only what its own script could have sent. */
import type { IncomingMessage } from "node:http";
import { z } from "zod";
import { PersonError } from "../person/error.ts";
import type { PersonRequest } from "./protocol.ts";

const LARGEST = 100_000;

const text = z.string();
const value = z.union([text, z.number(), z.boolean()]);
const where = { as: text, channel: text, locale: text };
const command = { ...where, command: text, subcommand: text.exactOptional() };
const options = z.record(text, value);

const request = z.discriminatedUnion("do", [
  z.object({ ...command, do: z.literal("slash"), options }),
  z.object({ ...command, do: z.literal("autocomplete"), option: text, typed: text, options }),
  z.object({ ...where, do: z.literal("press"), message: text, customId: text }),
  z.object({ ...where, do: z.literal("choose"), message: text, customId: text, values: z.array(text) }),
  z.object({ ...where, do: z.literal("menu"), command: text, message: text }),
  z.object({ ...where, do: z.literal("submit"), form: text, fields: z.record(text, text) }),
  z.object({ ...where, do: z.literal("say"), text, replyTo: text.exactOptional() }),
  z.object({ ...where, do: z.literal("delete"), message: text }),
]);

/** @throws PersonError where it is too long, or no JSON */
export async function readJson(incoming: IncomingMessage): Promise<unknown> {
  try {
    return JSON.parse(await readText(incoming));
  } catch (error) {
    if (error instanceof SyntaxError) throw new PersonError("That is not JSON.");
    throw error;
  }
}

/** @throws PersonError where it is nothing that a person can do */
export function readRequest(given: unknown): PersonRequest {
  const read = request.safeParse(given);
  if (!read.success) throw new PersonError("The page asked for something unknown.");
  return read.data;
}

async function readText(incoming: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of incoming as AsyncIterable<Buffer>) {
    size += part.length;
    if (size > LARGEST) throw new PersonError("That is too long.");
    parts.push(part);
  }
  return Buffer.concat(parts).toString("utf8");
}
