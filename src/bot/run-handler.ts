/** Running what answers an interaction, within Discord's three seconds. */
import type { Logger } from "pino";
import type { Answer, InteractionResponse } from "../command.ts";
import type { Message } from "../views/message.ts";
import type { Handler } from "./handlers.ts";
import type { Outcome, Responder } from "./respond.ts";

/** A handler that is not done by then buys time with a defer; Discord waits 3 s in all. */
const deferAfter = 1_500;

/** Runs the handler; defers where it takes long. Sync handlers, which is nearly all, never start a timer. */
export async function runHandler(
  handler: Handler,
  responder: Responder,
  as: "reply" | "update",
  log: Logger,
): Promise<Outcome> {
  const pending = handler();
  if (!(pending instanceof Promise)) return respond(pending, responder, log);
  let timer: NodeJS.Timeout | undefined;
  const slow = new Promise<"slow">((resolve) => {
    timer = setTimeout(() => resolve("slow"), deferAfter);
  });
  const first = await Promise.race([pending, slow]).finally(() => clearTimeout(timer));
  if (first !== "slow") return respond(first, responder, log);
  await responder.defer(as);
  const response = await pending;
  const final = "message" in response ? await finish(response.message, log) : undefined;
  return responder.respond(
    final === undefined || response.as === "modal" ? response : { ...response, message: final },
  );
}

/** Answers at once; what takes longer then takes the answer's place. */
async function respond(response: InteractionResponse, responder: Responder, log: Logger): Promise<Outcome> {
  const outcome = await responder.respond(response);
  if (outcome === "late" || response.as === "modal") return outcome;
  const final = await finish(response.message, log);
  if (final !== undefined) await responder.edit(final);
  return outcome;
}

/** The final form of an answer. Without it the answer is whole as well, so that a failure is only logged. */
async function finish({ later }: Answer, log: Logger): Promise<Message | undefined> {
  try {
    return await later?.();
  } catch (error) {
    log.error({ err: error }, "the later part of an answer failed");
    return undefined;
  }
}
