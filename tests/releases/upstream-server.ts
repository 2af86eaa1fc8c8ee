/** An upstream that answers what a test says: status, headers, body, or nothing at all. */
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";

export interface Answer {
  status?: number;
  headers?: Record<string, string>;
  body?: string;
  /** Never answers, or breaks the connection after half the body. */
  fault?: "hang" | "break";
}

export async function startUpstream(answer: (path: string, request: IncomingMessage) => Answer) {
  const requests: { path: string; headers: IncomingMessage["headers"] }[] = [];
  const server = createServer((request, response) => {
    const path = request.url ?? "/";
    requests.push({ path, headers: request.headers });
    const { status = 200, headers = {}, body = "", fault } = answer(path, request);
    if (fault === "hang") return;
    response.writeHead(status, { "content-type": "application/json", ...headers });
    if (fault === "break") {
      response.write(body.slice(0, body.length / 2), () => response.destroy());
      return;
    }
    response.end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    requests,
    async close(): Promise<void> {
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
