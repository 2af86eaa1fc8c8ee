/** `npm run bench` runs every part; `npm run bench -- answers memory` only those that are named. */
import { buildLabdex } from "./program.ts";
import { line, machine } from "./report.ts";

/** Loaded one by one, so that no part weighs on another. */
const parts: Readonly<Record<string, () => Promise<void>>> = {
  answers: async () => (await import("./answers.ts")).benchAnswers(),
  start: async () => (await import("./start.ts")).benchStart(),
  memory: async () => (await import("./memory.ts")).benchMemory(),
  search: async () => (await import("./search.ts")).benchSearch(),
  delivery: async () => (await import("./delivery.ts")).benchDelivery(),
  scale: async () => (await import("./scale.ts")).benchScale(),
  ask: async () => (await import("./ask.ts")).benchAsk(),
  compare: async () => (await import("./compare.ts")).benchCompare(),
};
/** Names for several parts. */
const groups: Readonly<Record<string, readonly string[]>> = { bot: ["answers", "start", "memory"] };

async function main(wanted: readonly string[]): Promise<void> {
  const names = wanted.length === 0 ? Object.keys(parts) : wanted.flatMap((name) => groups[name] ?? [name]);
  const unknown = names.filter((name) => !Object.hasOwn(parts, name));
  if (unknown.length > 0) {
    const known = [...Object.keys(groups), ...Object.keys(parts)].join(", ");
    throw new Error(`No benchmark is called ${unknown.join(", ")}. There are: ${known}.`);
  }
  if (names.some((name) => groups.bot?.includes(name))) buildLabdex();
  for (const name of names) {
    line(machine());
    await parts[name]?.();
    line();
  }
}

main(process.argv.slice(2)).catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
