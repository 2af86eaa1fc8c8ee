/** `labdex mcp`: the catalogue for language models, over standard input and output, until the client goes. */
import { pino } from "pino";
import { openServices } from "../labdex.ts";
import { version } from "../version.ts";
import type { HostCommand } from "./context.ts";

export const mcpCommand: HostCommand = async ({ env }) => {
  const [{ createMcpServer }, { StdioServerTransport }] = await Promise.all([
    import("../../mcp/server.ts"),
    import("@modelcontextprotocol/sdk/server/stdio.js"),
  ]);
  // Standard output is the client's: what is logged goes to the other one.
  const log = pino({ level: env.LOG_LEVEL }, pino.destination({ dest: 2, sync: true }));
  const { services, close } = await openServices(env, log);
  const server = createMcpServer(services, version);
  const closed = new Promise<void>((resolve) => {
    server.server.onclose = resolve;
    process.stdin.once("end", () => void server.close());
  });
  await server.connect(new StdioServerTransport());
  await closed;
  await close();
  return true;
};
