/** Calls of the page to the local Discord that serves it: what a person can do at a client. */
import type { PersonRequest, PersonResponse, WorldSnapshot } from "../protocol.ts";

/** What the client says when something cannot be done ("This option is required"). */
export class RefusedError extends Error {}

async function read<T>(response: Response): Promise<T> {
  const body = (await response.json()) as T & { error?: string };
  if (!response.ok) throw new RefusedError(body.error ?? `${response.status}`);
  return body;
}

/** Asks for one of the page's own answers. @throws RefusedError with the playground's words */
export async function ask<T>(path: string, query: Record<string, string> = {}): Promise<T> {
  return await read<T>(await fetch(`${path}?${new URLSearchParams(query)}`));
}

export async function post<T>(path: string, body: unknown): Promise<T> {
  const headers = { "content-type": "application/json" };
  return await read<T>(await fetch(path, { method: "POST", headers, body: JSON.stringify(body) }));
}

/** Everything that this person sees. */
export const snapshot = (as: string, channel: string): Promise<WorldSnapshot> =>
  ask("/page/world", { as, channel });

/** Does something as a person. @throws RefusedError with the client's own words */
export const act = (request: PersonRequest): Promise<PersonResponse> => post("/page/act", request);

/** Calls back on every change, and when the connection is made anew. */
export function onChange(changed: () => void): void {
  const events = new EventSource("/page/events");
  events.addEventListener("message", changed);
  events.addEventListener("open", changed);
}
