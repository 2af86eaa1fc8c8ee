/** Calls of the page to the local Discord that serves it: what a person can do at a client. */
import type { PersonRequest, PersonResponse, WorldSnapshot } from "../protocol.ts";

/** What the client says when something cannot be done ("This option is required"). */
export class RefusedError extends Error {}

async function read<T>(response: Response): Promise<T> {
  const body = (await response.json()) as T & { error?: string };
  if (!response.ok) throw new RefusedError(body.error ?? `${response.status}`);
  return body;
}

/** Everything that this person sees. */
export async function snapshot(as: string): Promise<WorldSnapshot> {
  return await read(await fetch(`/page/world?as=${encodeURIComponent(as)}`));
}

/** Does something as a person. @throws RefusedError with the client's own words */
export async function act(request: PersonRequest): Promise<PersonResponse> {
  const response = await fetch("/page/act", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(request),
  });
  return await read(response);
}

/** Calls back on every change, and when the connection is made anew. */
export function onChange(changed: () => void): void {
  const events = new EventSource("/page/events");
  events.addEventListener("message", changed);
  events.addEventListener("open", changed);
}
