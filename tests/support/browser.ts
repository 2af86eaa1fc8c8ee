/** A real browser for the page: Debian's Chromium, or the one that CHROMIUM names. */
import { existsSync } from "node:fs";
import { type Browser, chromium } from "playwright-core";

const path = process.env.CHROMIUM ?? "/usr/bin/chromium";

/** Why the browser tests cannot run here; undefined where they can. In CI a missing browser is an error. */
export const noBrowser: string | undefined = existsSync(path)
  ? undefined
  : `no browser at ${path}: install Chromium or set CHROMIUM`;
if (noBrowser !== undefined && process.env.CI === "true") throw new Error(noBrowser);

/** @param extra further switches, such as where a name leads */
export async function startBrowser(extra: readonly string[] = []): Promise<Browser> {
  return await chromium.launch({
    executablePath: path,
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      ...extra,
    ],
  });
}
