/** A Discord of our own, with a page, for those who have no token. */
import { StartError } from "../start-error.ts";

/** @throws StartError where the port cannot be had */
export async function openPlayground(port: number) {
  const { startPlayground } = await import("../playground/start.ts");
  try {
    return await startPlayground({ port });
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : undefined;
    if (code !== "EADDRINUSE" && code !== "EACCES") throw error;
    const why = code === "EACCES" ? "may not be used" : "is taken, perhaps by another Labdex";
    throw new StartError(`Port ${port} ${why}. Set PLAYGROUND_PORT to a free one.`);
  }
}
