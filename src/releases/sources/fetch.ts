/**
 * One way to ask an upstream: conditional, bounded in time and size, and told apart when it fails. Redirects stay on
 * the host, so that a token goes nowhere else.
 */
import { createHash } from "node:crypto";
import { defined } from "../../defined.ts";
import type { Validators } from "./types.ts";

export type UpstreamProblem =
  | "timeout"
  | "unreachable"
  | "status"
  | "limited"
  | "not-json"
  | "too-large"
  | "shape";

/** The upstream did not answer as it should. The message is for the log; it holds no body and no token. */
export class UpstreamError extends Error {
  readonly problem: UpstreamProblem;
  /** When to ask again at the earliest, in ms from now, as the upstream says. */
  readonly retryAfter: number | undefined;
  constructor(
    problem: UpstreamProblem,
    message: string,
    options: { retryAfter?: number; cause?: unknown } = {},
  ) {
    super(message, options.cause === undefined ? {} : { cause: options.cause });
    this.name = "UpstreamError";
    this.problem = problem;
    this.retryAfter = options.retryAfter;
  }
}

export interface FetchOptions {
  headers?: Readonly<Record<string, string>>;
  before?: Validators;
  /** Ends the request with everything that waits for it: the bot stops. */
  signal: AbortSignal;
  /** For the whole answer, in ms. */
  timeout?: number;
  /** Largest body, in bytes. */
  maxBytes?: number;
}

export type Fetched =
  | { changed: false; validators: Validators }
  | { changed: true; body: string; validators: Validators; headers: Headers; url: string };

const defaultTimeout = 20_000;
/** models.dev's listing is the largest, at 4.4 MB in July 2026. */
const defaultMaxBytes = 32 * 1024 * 1024;
const longestWait = 3_600_000;
const userAgent = "Labdex (a Discord bot that lists model releases)";

/**
 * How long a 429 or 503 asks to wait, in ms. Hugging Face words it `RateLimit: "api";r=0;t=55` (window of 5 minutes);
 * others send `Retry-After` in seconds or as a date, or `X-RateLimit-Reset` in seconds or as a time.
 * @param now ms since 1970
 */
export function retryAfter(headers: Headers, now: number): number | undefined {
  const window = /(?:^|[;,\s])t\s*=\s*(\d+(?:\.\d+)?)/i.exec(headers.get("ratelimit") ?? "")?.[1];
  const after = headers.get("retry-after")?.trim();
  const reset = headers.get("x-ratelimit-reset") ?? headers.get("ratelimit-reset");
  const waits: number[] = [];
  if (window !== undefined) waits.push(Number(window) * 1000);
  if (after !== undefined && after !== "") {
    waits.push(/^\d+(\.\d+)?$/.test(after) ? Number(after) * 1000 : Date.parse(after) - now);
  }
  if (reset !== null && reset.trim() !== "") {
    const number = Number(reset);
    // A small number is a span in seconds, a large one a time in seconds or milliseconds.
    waits.push(number < 1e8 ? number * 1000 : (number < 1e11 ? number * 1000 : number) - now);
  }
  const longest = Math.max(...waits.filter(Number.isFinite));
  return Number.isFinite(longest) ? Math.min(Math.max(longest, 1_000), longestWait) : undefined;
}

/** The address of a listing, whether the base that is set ends with the host, the API or the listing itself. */
export function endpoint(base: string, api: string, listing: string): string {
  const bare = base.replace(/\/+$/, "");
  if (bare.endsWith(listing)) return bare;
  return api !== "" && bare.endsWith(api) ? bare + listing : bare + api + listing;
}

/** Asks for an address; once more where a kept connection was closed by the other side. @throws UpstreamError */
export async function fetchText(address: string, options: FetchOptions): Promise<Fetched> {
  try {
    return await ask(address, options);
  } catch (error) {
    if (!(error instanceof UpstreamError) || error.problem !== "unreachable" || options.signal.aborted)
      throw error;
    if (!/ECONNRESET|UND_ERR_SOCKET|EPIPE/.test(error.message)) throw error;
    return ask(address, options);
  }
}

async function ask(address: string, options: FetchOptions): Promise<Fetched> {
  const { before = {}, headers = {}, maxBytes = defaultMaxBytes } = options;
  const timeout = AbortSignal.timeout(options.timeout ?? defaultTimeout);
  try {
    const response = await follow(address, {
      headers: {
        accept: "application/json, */*;q=0.5",
        "user-agent": userAgent,
        ...headers,
        ...(before.etag === undefined ? {} : { "if-none-match": before.etag }),
        ...(before.lastModified === undefined ? {} : { "if-modified-since": before.lastModified }),
      },
      signal: AbortSignal.any([options.signal, timeout]),
      redirect: "manual",
    });
    if (response.status === 304) {
      await response.body?.cancel();
      return { changed: false, validators: before };
    }
    if (!response.ok) {
      await response.body?.cancel();
      throw refused(address, response);
    }
    const body = await readBounded(response, maxBytes);
    const hash = createHash("sha256").update(body).digest("hex");
    const etag = response.headers.get("etag");
    const lastModified = response.headers.get("last-modified");
    const validators = {
      hash,
      ...defined({ etag: etag ?? undefined, lastModified: lastModified ?? undefined }),
    };
    if (hash === before.hash) return { changed: false, validators };
    return { changed: true, body, validators, headers: response.headers, url: address };
  } catch (cause) {
    if (cause instanceof UpstreamError) throw cause;
    if (timeout.aborted)
      throw new UpstreamError("timeout", `${hostOf(address)} did not answer in time`, { cause });
    throw new UpstreamError("unreachable", `${hostOf(address)} could not be reached: ${reason(cause)}`, {
      cause,
    });
  }
}

/** As fetchText, parsed. @throws UpstreamError also where the body is no JSON */
export async function fetchJson(
  address: string,
  options: FetchOptions,
): Promise<(Extract<Fetched, { changed: true }> & { json: unknown }) | Extract<Fetched, { changed: false }>> {
  const fetched = await fetchText(address, options);
  if (!fetched.changed) return fetched;
  try {
    return { ...fetched, json: JSON.parse(fetched.body) as unknown };
  } catch (cause) {
    const what = /^\s*</.test(fetched.body) ? "HTML" : "broken JSON";
    throw new UpstreamError("not-json", `${hostOf(address)} answered ${what}`, { cause });
  }
}

async function follow(address: string, request: RequestInit): Promise<Response> {
  let current = address;
  for (let hops = 0; hops < 4; hops++) {
    const response = await fetch(current, request);
    const location = response.headers.get("location");
    if (response.status < 300 || response.status >= 400 || response.status === 304 || location === null)
      return response;
    await response.body?.cancel();
    const next = new URL(location, current);
    if (next.origin !== new URL(address).origin)
      throw new UpstreamError("status", `${hostOf(address)} redirects to another host`);
    current = next.href;
  }
  throw new UpstreamError("status", `${hostOf(address)} redirects in a circle`);
}

function refused(address: string, { status, headers }: Response): UpstreamError {
  const wait = retryAfter(headers, Date.now());
  const limited = status === 429 || (status === 503 && wait !== undefined);
  return new UpstreamError(limited ? "limited" : "status", `${hostOf(address)} answered ${status}`, {
    ...(wait === undefined ? (status === 429 ? { retryAfter: 300_000 } : {}) : { retryAfter: wait }),
  });
}

async function readBounded(response: Response, maxBytes: number): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.byteLength;
    if (size > maxBytes)
      throw new UpstreamError("too-large", `${hostOf(response.url)} answered more than ${maxBytes} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

/** Without path and query, which may carry what nobody should read in a log. */
const hostOf = (address: string): string => (URL.canParse(address) ? new URL(address).host : "the upstream");

function reason(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { cause } = error;
  return cause instanceof Error ? ("code" in cause ? String(cause.code) : cause.message) : error.message;
}
