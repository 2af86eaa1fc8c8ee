/** The log: one JSON object a line, or readable lines on a terminal. Never tokens, never what people typed. */
import { type Logger, pino } from "pino";

/** @param hear gets every line too, as JSON */
export async function createLog(level: string, hear?: (line: string) => void): Promise<Logger> {
  const redact = ["token", "*.token", "err.requestBody", "err.rawError", "err.url"];
  const out = await destination();
  if (hear === undefined) return pino({ level, redact }, out);
  return pino(
    { level, redact },
    pino.multistream([
      { level: "trace", stream: out },
      { level: "info", stream: { write: hear } },
    ]),
  );
}

async function destination() {
  if (!process.stdout.isTTY) return pino.destination({ dest: 1, sync: true });
  const { PinoPretty } = await import("pino-pretty");
  return PinoPretty({ sync: true, ignore: "pid,hostname", translateTime: "SYS:HH:MM:ss" });
}
