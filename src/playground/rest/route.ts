import { DiscordError } from "../contract/errors.ts";
import type { FormIssue } from "../contract/form-errors.ts";
import { nestFormErrors } from "../contract/form-errors.ts";
import { type ShapeName, shapeIssues } from "../contract/schemas.ts";
import type { CommandStore } from "../world/commands.ts";
import type { UploadedFile } from "../world/files.ts";
import type { Interactions } from "../world/interactions.ts";
import type { MessageMaker } from "../world/messages.ts";
import type { NonceWindow } from "../world/nonces.ts";
import type { Snowflakes } from "../world/snowflake.ts";
import type { World } from "../world/world.ts";

/** A request on its way into a route. */
export interface Call {
  params: Readonly<Record<string, string>>;
  query: URLSearchParams;
  /** Parsed JSON; undefined when there was no body. */
  body: unknown;
  /** Uploaded files by their number. */
  files: ReadonlyMap<string, UploadedFile>;
}

export interface Answer {
  status: number;
  /** Becomes JSON; absent with 204. */
  body?: unknown;
}

export interface Route {
  method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** Below /api/v10, with `:name` for what varies. */
  pattern: string;
  /** Routes with a token in the path need no other. */
  withoutToken?: boolean;
  handle(call: Call): Answer;
}

/** What routes work with. */
export interface Service {
  world: World;
  interactions: Interactions;
  commands: CommandStore;
  maker: MessageMaker;
  nonces: NonceWindow;
  snowflakes: Snowflakes;
  now: () => number;
  gatewayUrl: () => string;
  shards: number;
  /** How many shards may identify at once. */
  maxConcurrency: number;
  archivedThreads: "reopen" | "refuse";
}

export function ok(body: unknown, status = 200): Answer {
  return { status, body };
}

export const noContent: Answer = { status: 204 };

/** @throws DiscordError 50035 when there is anything wrong */
export function refuseIf(issues: readonly FormIssue[]): void {
  if (issues.length > 0) throw new DiscordError(50035, nestFormErrors(issues));
}

/**
 * The body, once its shape is that of Discord's description.
 *
 * @typeParam Body what the caller reads of it; the shape's own check is what makes that true
 * @throws DiscordError 50035
 */
export function checkedBody<Body>(shape: ShapeName, body: unknown): Body {
  refuseIf(shapeIssues(shape, body));
  return body as Body;
}

/** A parameter of the path; the router has put it there. */
export function param(call: Call, name: string): string {
  const value = call.params[name];
  if (value === undefined) throw new Error(`The route has no parameter "${name}".`);
  return value;
}
