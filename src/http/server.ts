/** A small HTTP server for what is read only: health, figures, the catalogue. GET and HEAD, nothing else. */
import { createHash } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { StartError } from "../start-error.ts";

export interface Reply {
  status?: number;
  /** Media type. */
  type: string;
  body: string;
  headers?: Readonly<Record<string, string>>;
}

/** Answers a path, or undefined where another does. */
export type Route = (path: string, query: URLSearchParams) => Promise<Reply | undefined> | Reply | undefined;

export interface Address {
  /** Where absent, every address of the machine. */
  host?: string;
  port: number;
}

export type HttpServer = Awaited<ReturnType<typeof startHttp>>;

export const json = (value: unknown, status = 200): Reply => ({
  status,
  type: "application/json; charset=utf-8",
  body: `${JSON.stringify(value)}\n`,
});

/**
 * @param failed told of a route that threw; who asked gets 500 without the reason
 * @throws StartError where the port cannot be had
 */
export async function startHttp(
  address: Address,
  routes: readonly Route[],
  failed: (error: unknown) => void,
) {
  async function replyTo({ method = "", url = "/" }: IncomingMessage): Promise<Reply> {
    if (method !== "GET" && method !== "HEAD")
      return { ...json({ error: "only GET" }, 405), headers: { allow: "GET, HEAD" } };
    const { pathname, searchParams } = new URL(url, "http://localhost");
    for (const route of routes) {
      const reply = await route(pathname, searchParams);
      if (reply !== undefined) return reply;
    }
    return json({ error: "not found" }, 404);
  }

  function send(request: IncomingMessage, response: ServerResponse, reply: Reply): void {
    const etag = `"${createHash("sha256").update(reply.body).digest("base64url").slice(0, 22)}"`;
    const isKept = reply.headers?.["cache-control"] !== undefined;
    if (isKept && request.headers["if-none-match"] === etag) {
      response.writeHead(304, { etag, ...reply.headers }).end();
      return;
    }
    response.writeHead(reply.status ?? 200, {
      ...(isKept ? { etag } : {}),
      "content-type": reply.type,
      "content-length": Buffer.byteLength(reply.body),
      "x-content-type-options": "nosniff",
      "cache-control": "no-store",
      ...reply.headers,
    });
    response.end(request.method === "HEAD" ? undefined : reply.body);
  }

  const server = createServer((request, response) => {
    replyTo(request).then(
      (reply) => send(request, response, reply),
      (error: unknown) => {
        failed(error);
        send(request, response, json({ error: "something went wrong here" }, 500));
      },
    );
  });
  await listening(server, address);
  return {
    port: (server.address() as AddressInfo).port,
    close: (): Promise<void> =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function listening(server: ReturnType<typeof createServer>, { host, port }: Address): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => {
      const reasons: Record<string, string> = {
        EADDRINUSE: "is taken by another program",
        EACCES: "may not be used by this user",
        EADDRNOTAVAIL: "is not at an address of this machine",
      };
      const reason = reasons[error.code ?? ""];
      const where = host === undefined ? `${port}` : `${host}:${port}`;
      reject(
        reason === undefined
          ? error
          : new StartError(`HEALTH_PORT ${where} ${reason}: set another one.`, { cause: error }),
      );
    });
    server.listen(port, host, resolve);
  });
}
