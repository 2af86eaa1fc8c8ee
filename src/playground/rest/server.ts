import { EventEmitter } from "node:events";
import type { IncomingMessage, ServerResponse } from "node:http";
import { DiscordError } from "../contract/errors.ts";
import type { FormErrors } from "../contract/form-errors.ts";
import type { Files } from "../world/files.ts";
import { pushKept } from "../world/push-kept.ts";
import type { FaultKind, Faults } from "./faults.ts";
import type { RateLimits } from "./rate-limits.ts";
import { type RequestBody, readBody } from "./request-body.ts";
import type { Answer, Route } from "./route.ts";
import { createRouter, type RouteMatch } from "./router.ts";

/** A request as the log keeps it. */
export interface LoggedRequest {
  method: string;
  /** Below /api/v10, without the query. */
  path: string;
  /** The route's pattern; the path when there is no such route. */
  route: string;
  body: unknown;
  /** Names of uploaded files. */
  files: string[];
  /** 0 when it was never answered (a fault). */
  status: number;
  /** Discord's error code, if it was refused. */
  code?: number;
  /** Milliseconds since 1970. */
  at: number;
}

/** A request by which the bot broke Discord's contract. */
export interface Violation {
  kind: "form" | "unknown-route";
  method: string;
  path: string;
  code: number;
  message: string;
  errors?: FormErrors;
  body: unknown;
}

export interface RestParts {
  routes: readonly Route[];
  token: string;
  files: Files;
  faults: Faults;
  /** Not enforced without. */
  limits?: RateLimits;
  now: () => number;
  /** How many requests the log keeps. */
  logged: number;
}

interface Reply {
  status: number;
  headers: Record<string, string>;
  payload: string;
}

/** Codes that only a faulty request body brings. */
const formCodes = new Set([50035, 50006, 50109, 40005]);
const BASE = /^\/api(?:\/v10)?(?=\/)/;
const JSON_TYPE = "application/json";
const PICTURES = new Set(["image/png", "image/jpeg", "image/gif", "image/webp"]);

export type RestServer = ReturnType<typeof createRestServer>;

/** Discord's REST side: finds the route, holds the request to the contract, and writes the answer. */
export function createRestServer(parts: RestParts) {
  const find = createRouter(parts.routes);
  const violations: Violation[] = [];
  const requests: LoggedRequest[] = [];
  const counts = { requests: 0, rateLimited: 0 };
  const events = new EventEmitter<{ change: [{ type: "request"; request: LoggedRequest }] }>();

  function perform(
    match: RouteMatch | undefined,
    entry: LoggedRequest,
    url: URL,
    given: RequestBody,
    headers: IncomingMessage["headers"],
  ): Reply {
    if (!match) return notFound(entry);
    const limit = parts.limits?.take(entry.method, entry.route, Object.values(match.params)[0] ?? "");
    if (limit?.refused) {
      counts.rateLimited += 1;
      const { scope, retryAfter } = limit.refused;
      return rateLimited(retryAfter, scope, limit.headers);
    }
    const authorized = match.route.withoutToken || headers.authorization === `Bot ${parts.token}`;
    if (!authorized) return json(401, { message: "401: Unauthorized", code: 0 });
    try {
      const answer = match.route.handle({
        params: match.params,
        query: url.searchParams,
        body: given.json,
        files: given.files,
      });
      return written(answer, limit?.headers);
    } catch (error) {
      if (!(error instanceof DiscordError)) throw error;
      return refusal(error, entry, limit?.headers);
    }
  }

  function notFound(entry: LoggedRequest): Reply {
    const { method, path, body } = entry;
    pushKept(
      violations,
      { kind: "unknown-route", method, path, code: 0, message: "404: Not Found", body },
      parts.logged,
    );
    return json(404, { message: "404: Not Found", code: 0 });
  }

  function refusal(error: DiscordError, entry: LoggedRequest, headers: Record<string, string> = {}): Reply {
    const { method, path, body } = entry;
    const { code, message, errors } = error;
    entry.code = code;
    if (formCodes.has(code)) {
      const violation: Violation = {
        kind: "form",
        method,
        path,
        code,
        message,
        body,
        ...(errors ? { errors } : {}),
      };
      pushKept(violations, violation, parts.logged);
    }
    return json(error.status, { message, code, ...(errors ? { errors } : {}) }, headers);
  }

  async function handle(request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> {
    if (url.pathname.startsWith("/attachments/")) return download(url, response);
    const path = url.pathname.replace(BASE, "");
    const method = request.method ?? "GET";
    const match = find(method, path);
    const route = match?.route.pattern ?? path;
    const entry: LoggedRequest = {
      method,
      path,
      route,
      body: undefined,
      files: [],
      status: 0,
      at: parts.now(),
    };
    pushKept(requests, entry, parts.logged);
    counts.requests += 1;

    let reply: Reply;
    let fault: FaultKind | undefined;
    try {
      const given = await readBody(request);
      entry.body = given.json;
      entry.files = [...given.files.values()].map((file) => file.name);
      fault = parts.faults.next(method, route, path);
      if (fault === "hang") return;
      if (fault === "reset") return void response.destroy();
      if (typeof fault === "object" && !("afterStoring" in fault && fault.afterStoring)) {
        return send(response, entry, faultReply(fault));
      }
      reply = perform(match, entry, url, given, request.headers);
    } catch (error) {
      if (!(error instanceof DiscordError)) throw error;
      reply = refusal(error, entry);
    }
    if (fault === "hang-after-storing") return;
    if (fault === "reset-after-storing") return void response.destroy();
    if (fault === "truncated-json")
      reply.payload = reply.payload.slice(0, Math.ceil(reply.payload.length / 2));
    send(response, entry, typeof fault === "object" ? faultReply(fault) : reply);
  }

  function send(response: ServerResponse, entry: LoggedRequest, reply: Reply): void {
    entry.status = reply.status;
    events.emit("change", { type: "request", request: entry });
    response.writeHead(reply.status, reply.headers);
    response.end(reply.payload);
  }

  function download(url: URL, response: ServerResponse): void {
    const file = parts.files.get(url.pathname.split("/")[3] ?? "");
    if (!file) {
      response.writeHead(404).end();
      return;
    }
    // A picture is shown, everything else is only ever saved: no file becomes a page of this origin.
    const shown = PICTURES.has(file.contentType);
    response.writeHead(200, {
      "content-type": shown ? file.contentType : "application/octet-stream",
      "content-length": file.data.length,
      ...(shown ? {} : { "content-disposition": "attachment" }),
    });
    response.end(file.data);
  }

  return { violations, requests, counts, events, handle };
}

function written(answer: Answer, headers: Record<string, string> = {}): Reply {
  // Without a content type: discord.js would parse the empty body of a 204 that calls itself JSON.
  return answer.body === undefined
    ? { status: answer.status, headers, payload: "" }
    : json(answer.status, answer.body, headers);
}

function json(status: number, body: unknown, headers: Record<string, string> = {}): Reply {
  return { status, headers: { "content-type": JSON_TYPE, ...headers }, payload: JSON.stringify(body) };
}

function rateLimited(
  retryAfter: number,
  scope: "user" | "global" | "shared",
  headers: Record<string, string>,
  code?: number,
): Reply {
  const body = {
    message: "You are being rate limited.",
    retry_after: retryAfter,
    global: scope === "global",
    ...(code === undefined ? {} : { code }),
  };
  return json(429, body, {
    ...headers,
    via: "1.1 local",
    "retry-after": String(Math.ceil(retryAfter)),
    "x-ratelimit-scope": scope,
    ...(scope === "global" ? { "x-ratelimit-global": "true" } : {}),
  });
}

function faultReply(fault: Exclude<FaultKind, string>): Reply {
  if ("scope" in fault) {
    if (fault.scope !== "cloudflare") return rateLimited(fault.retryAfter, fault.scope, {}, fault.code);
    return {
      status: 429,
      headers: { "content-type": "text/html", "retry-after": String(Math.ceil(fault.retryAfter)) },
      payload: "<html><body>error code: 1015</body></html>",
    };
  }
  const { status, code, message } = fault;
  return json(status, { message: message ?? `${status}: scripted fault`, code: code ?? 0 });
}
