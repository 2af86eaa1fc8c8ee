import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { DataFileError } from "../catalog/checked-yaml.ts";

/** What a data file holds, told by its path. */
export type DataFileKind =
  | { kind: "sources" }
  | { kind: "rankings" }
  | { kind: "benchmarks" }
  | { kind: "lab"; id: string }
  | { kind: "model"; lab: string; slug: string }
  | { kind: "topic"; id: string };

export interface DataFile {
  /** Path below the data folder, with slashes: `labs/deepseek.yaml`. */
  path: string;
  /** Path as messages show it: relative to the working folder where it lies below it. */
  shown: string;
  content: DataFileKind;
  text: string;
  /** SHA-256 of the text in hex. */
  hash: string;
}

const slug = "[a-z0-9]+(?:[.-][a-z0-9]+)*";
const labPath = new RegExp(`^labs/(${slug})\\.yaml$`);
const modelPath = new RegExp(`^models/(${slug})/(${slug})\\.yaml$`);
const topicPath = new RegExp(`^market/(${slug})\\.yaml$`);
const lists = {
  "sources.yaml": "sources",
  "rankings.yaml": "rankings",
  "benchmarks.yaml": "benchmarks",
} as const;

/**
 * Reads the catalogue's files below data/, sorted by path. Other files at the top (lists for data:check) and the
 * JSON schemas are left alone.
 * @throws DataFileError when the folder or a file cannot be read, and for a YAML file in the folders of labs, models
 *   or topics whose path gives no id
 */
export async function readDataFolder(folder: string): Promise<DataFile[]> {
  const found = await readable(folder, () => readdir(folder, { recursive: true }));
  const names = found.map((name) => name.replaceAll(path.sep, "/")).sort();
  const files = await Promise.all(names.map((name) => readDataFile(folder, name)));
  return files.filter((file) => file !== undefined);
}

async function readDataFile(folder: string, name: string): Promise<DataFile | undefined> {
  const full = path.join(folder, name);
  const content = contentOf(name, full);
  if (content === undefined) return undefined;
  const text = await readable(full, () => readFile(full, "utf8"));
  const hash = createHash("sha256").update(text).digest("hex");
  return { path: name, shown: shown(full), content, text, hash };
}

function shown(full: string): string {
  const relative = path.relative(process.cwd(), full);
  return relative.startsWith("..") ? full : relative.replaceAll(path.sep, "/");
}

async function readable<T>(full: string, read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    const reason = error instanceof Error && "code" in error ? String(error.code) : String(error);
    throw new DataFileError(shown(full), 1, `cannot be read (${reason})`);
  }
}

function contentOf(name: string, full: string): DataFileKind | undefined {
  if (Object.hasOwn(lists, name)) return { kind: lists[name as keyof typeof lists] };
  const lab = labPath.exec(name)?.[1];
  if (lab !== undefined) return { kind: "lab", id: lab };
  const [, modelLab, modelSlug] = modelPath.exec(name) ?? [];
  if (modelLab !== undefined && modelSlug !== undefined)
    return { kind: "model", lab: modelLab, slug: modelSlug };
  const topic = topicPath.exec(name)?.[1];
  if (topic !== undefined) return { kind: "topic", id: topic };
  if (/^(labs|models|market)\/.*\.ya?ml$/.test(name)) {
    throw new DataFileError(
      shown(full),
      1,
      "the path gives no id: labs/<lab>.yaml, models/<lab>/<model>.yaml or market/<topic>.yaml, in lower-case letters, digits, dots and dashes",
    );
  }
  return undefined;
}
