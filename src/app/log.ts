/** The log: one JSON object a line, or readable lines on a terminal. Never tokens, never what people typed. */
import { type Logger, pino } from "pino";

export async function createLog(level: string): Promise<Logger> {
  const redact = ["token", "*.token", "err.requestBody", "err.rawError", "err.url"];
  if (!process.stdout.isTTY) return pino({ level, redact }, pino.destination({ dest: 1, sync: true }));
  const { PinoPretty } = await import("pino-pretty");
  return pino(
    { level, redact },
    PinoPretty({ sync: true, ignore: "pid,hostname", translateTime: "SYS:HH:MM:ss" }),
  );
}
