/** `/livez`: the process runs. `/readyz`: it does its work; else 503 with what does not, in words. */
import { json, type Route } from "./server.ts";

/** Undefined where all is well, else what is not, in a few words. */
export type Check = () => Promise<string | undefined> | string | undefined;

/** A check that has no answer by then has failed. */
const longestMs = 4_000;

async function outcomeOf(check: Check): Promise<string> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<string>((resolve) => {
    timer = setTimeout(() => resolve(`no answer within ${longestMs / 1_000} s`), longestMs);
  });
  try {
    return (await Promise.race([Promise.resolve().then(check), late])) ?? "ok";
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  } finally {
    clearTimeout(timer);
  }
}

/** @param checks by the name of what they look at */
export function healthRoute(checks: Readonly<Record<string, Check>>): Route {
  return async (path) => {
    if (path === "/livez") return json({ status: "ok" });
    if (path !== "/readyz") return undefined;
    const outcomes = await Promise.all(
      Object.entries(checks).map(async ([name, check]) => [name, await outcomeOf(check)] as const),
    );
    const isReady = outcomes.every(([, outcome]) => outcome === "ok");
    return json(
      { status: isReady ? "ok" : "not ready", checks: Object.fromEntries(outcomes) },
      isReady ? 200 : 503,
    );
  };
}
