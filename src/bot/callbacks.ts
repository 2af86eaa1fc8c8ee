/**
 * First answers to interactions, on the shortest way: one pool of connections to Discord and one timer for all of
 * them. discord.js's REST makes a queue, a signal and two streams for each request, which for a callback that counts
 * towards no limit is a third of the work of an answer. What is not simply taken goes its way, with its repeats.
 */
import { DefaultUserAgent } from "discord.js";
import { type Dispatcher, Pool } from "undici";

export type Callbacks = ReturnType<typeof createCallbacks>;

/** Discord waits 3 s in all: an answer to the callback that takes longer is as good as lost. */
const timeoutMs = 2_500;

/** @param apiUrl base of Discord's REST API, without version */
export function createCallbacks(apiUrl: string) {
  const { origin, pathname } = new URL(apiUrl);
  const base = `${pathname.replace(/\/$/, "")}/v10`;
  const pool = new Pool(origin, {
    connectTimeout: timeoutMs,
    headersTimeout: timeoutMs,
    bodyTimeout: timeoutMs,
  });
  const headers = ["content-type", "application/json", "user-agent", DefaultUserAgent];

  return {
    /**
     * Posts JSON once. False where Discord did not say that it took it: a refusal, a limit, a broken connection.
     * @param route below the version, as `Routes` of discord-api-types has it
     */
    post: (route: string, body: Uint8Array): Promise<boolean> =>
      new Promise((resolve) => {
        let taken = false;
        const handler: Dispatcher.DispatchHandlers = {
          onConnect: () => undefined,
          onHeaders(status) {
            taken = status === 204 || status === 200;
            return true;
          },
          onData: () => true,
          onComplete: () => resolve(taken),
          onError: () => resolve(false),
        };
        pool.dispatch({ method: "POST", path: base + route, headers, body }, handler);
      }),

    async close(): Promise<void> {
      if (!pool.closed) await pool.close();
    },
  };
}
