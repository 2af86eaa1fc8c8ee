import type { FormErrors } from "./form-errors.ts";

/** The errors the local Discord gives, by Discord's code: HTTP status and Discord's sentence. */
const known = {
  0: [404, "404: Not Found"],
  10002: [404, "Unknown Application"],
  10003: [404, "Unknown Channel"],
  10004: [404, "Unknown Guild"],
  10007: [404, "Unknown Member"],
  10008: [404, "Unknown Message"],
  10011: [404, "Unknown Role"],
  10013: [404, "Unknown User"],
  10015: [404, "Unknown Webhook"],
  10062: [404, "Unknown interaction"],
  10063: [404, "Unknown application command"],
  40005: [413, "Request entity too large"],
  40033: [400, "This message has already been crossposted"],
  40058: [400, "Cannot send messages in a forum channel"],
  40060: [400, "Interaction has already been acknowledged."],
  50001: [403, "Missing Access"],
  50005: [403, "Cannot edit a message authored by another user"],
  50006: [400, "Cannot send an empty message"],
  50007: [403, "Cannot send messages to this user"],
  50008: [400, "Cannot send messages in a non-text channel"],
  50013: [403, "Missing Permissions"],
  50024: [400, "Cannot execute action on this channel type"],
  50027: [401, "Invalid Webhook Token"],
  50035: [400, "Invalid Form Body"],
  50083: [400, "Thread is archived"],
  50109: [400, "The request body contains invalid JSON."],
  160002: [400, "Cannot reply without permission to read message history"],
  160004: [400, "A thread has already been created for this message"],
  160005: [403, "Thread is locked"],
} as const satisfies Record<number, readonly [number, string]>;

export type ErrorCode = keyof typeof known;

/** A refusal on its way to the client: thrown by routes, written out by the REST server. */
export class DiscordError extends Error {
  readonly status: number;
  readonly code: number;
  readonly errors: FormErrors | undefined;

  constructor(code: ErrorCode, errors?: FormErrors) {
    const [status, message] = known[code];
    super(message);
    this.name = "DiscordError";
    this.status = status;
    this.code = code;
    this.errors = errors;
  }
}
