/** The newest lines of the log, for the page. */
import type { LogLine } from "../../playground/page/controls.ts";

const most = 60;
const levels: Readonly<Record<number, LogLine["level"]>> = {
  30: "info",
  40: "warn",
  50: "error",
  60: "error",
};

export type Heard = ReturnType<typeof createHeard>;

export function createHeard() {
  const lines: LogLine[] = [];
  return {
    /** One line as pino writes it. */
    write(json: string): void {
      const { level, time, msg, err, reason } = JSON.parse(json) as Record<string, unknown>;
      const why = typeof reason === "string" ? reason : (err as { message?: string } | undefined)?.message;
      const text = `${String(msg)}${why === undefined ? "" : `: ${why}`}`;
      lines.push({ at: Number(time), level: levels[Number(level)] ?? "info", text });
      lines.splice(0, Math.max(0, lines.length - most));
    },
    /** What was said while it started is of no interest any more. */
    clear: (): void => void lines.splice(0),
    /** Oldest first. */
    lines: (): readonly LogLine[] => [...lines],
  };
}
