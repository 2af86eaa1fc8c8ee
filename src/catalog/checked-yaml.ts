/** YAML text against a schema: what is wrong is told by file, line and reason. */
import { isMap, isScalar, isSeq, LineCounter, type Node, parseDocument } from "yaml";
import type { z } from "zod";
import { DataFileError } from "./data-file-error.ts";

/** Reads YAML text against a schema. @param file used in messages only @throws DataFileError */
export function parseFile<S extends z.ZodType>(file: string, text: string, schema: S): z.output<S> {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const broken = document.errors[0];
  if (broken !== undefined) {
    const reason = broken.message.split("\n")[0] ?? "not YAML";
    throw new DataFileError(file, lines.linePos(broken.pos[0]).line, reason);
  }
  const result = schema.safeParse(document.toJS());
  if (result.success) return result.data;
  const { path, message } = deepest(result.error.issues);

  /** Line of the deepest part of a path that the file has. */
  function lineOf(parts: readonly PropertyKey[]): number {
    for (let depth = parts.length; depth > 0; depth--) {
      const node = nodeAt(parts.slice(0, depth));
      if (node?.range) return lines.linePos(node.range[0]).line;
    }
    return 1;
  }
  /** The key of a pair, or the item of a list. */
  function nodeAt(parts: readonly PropertyKey[]): Node | undefined {
    const parent = document.getIn(parts.slice(0, -1), true);
    const last = parts.at(-1);
    const found = isMap(parent)
      ? parent.items.find((item) => String(item.key) === String(last))?.key
      : isSeq(parent) && typeof last === "number"
        ? parent.items[last]
        : undefined;
    return isScalar(found) || isMap(found) || isSeq(found) ? found : undefined;
  }
  throw new DataFileError(file, lineOf(path), `${path.join(".") || "file"}: ${message}`);
}

type Issue = z.core.$ZodIssue;
/** The most telling issue: inside a union, the branch that came closest to matching. */
function deepest(issues: readonly Issue[]): { path: readonly PropertyKey[]; message: string } {
  const first = issues[0];
  if (first === undefined) return { path: [], message: "not valid" };
  if (first.code === "unrecognized_keys") {
    return {
      path: [...first.path, first.keys[0] ?? ""],
      message: `no such key here: ${first.keys.join(", ")}`,
    };
  }
  if (first.code === "invalid_union") {
    const inner = first.errors
      .filter((branch) => branch.length > 0)
      .map((branch) => deepest(branch))
      .sort((a, b) => b.path.length - a.path.length)[0];
    if (inner !== undefined && inner.path.length > 0) {
      return { path: [...first.path, ...inner.path], message: inner.message };
    }
  }
  return { path: first.path, message: first.message };
}
