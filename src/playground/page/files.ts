import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

/** A file as a browser gets it. */
export interface PageFile {
  type: string;
  body: string;
}

const folder = fileURLToPath(new URL("./browser/", import.meta.url));

/** Bundles the page's script in memory; nothing is written to disk. */
async function script(): Promise<PageFile> {
  const result = await build({
    entryPoints: [`${folder}main.ts`],
    bundle: true,
    format: "esm",
    target: "es2022",
    minify: true,
    write: false,
    logLevel: "silent",
    tsconfig: `${folder}tsconfig.json`,
  });
  return { type: "text/javascript; charset=utf-8", body: result.outputFiles[0]?.text ?? "" };
}

/** All style sheets as one, in the order in which they build on each other. */
export async function readStyles(): Promise<string> {
  const names = ["colors", "markdown", "message", "page", "parts"];
  const texts = await Promise.all(names.map((name) => readFile(`${folder}styles/${name}.css`, "utf8")));
  return texts.join("\n");
}

/**
 * The page's own files by path. Each is made when it is first asked for and kept, so that a start without a browser
 * pays nothing.
 */
export function createPageFiles(): (path: string) => Promise<PageFile> | undefined {
  const makers: Record<string, () => Promise<PageFile>> = {
    "/": async () => ({
      type: "text/html; charset=utf-8",
      body: await readFile(`${folder}index.html`, "utf8"),
    }),
    "/page/styles.css": async () => ({ type: "text/css; charset=utf-8", body: await readStyles() }),
    "/page/main.js": script,
  };
  const made = new Map<string, Promise<PageFile>>();
  return (path) => {
    const make = Object.hasOwn(makers, path) ? makers[path] : undefined;
    if (make === undefined) return undefined;
    const file = made.get(path) ?? make();
    made.set(path, file);
    return file;
  };
}
