/** A data file as YAML with line numbers: what it states, where it cites it, and on which line. Pure. */
import { isMap, isScalar, isSeq, LineCounter, type Node, parseDocument } from "yaml";
import { expandPlace, type Pages } from "../../src/catalog/places.ts";

/** One entry that carries places: everything said beside one `at`. */
export interface Statement {
  /** `released.0`, `sections.strategy.2`. */
  path: string;
  /** First part of the path: the field, section list or list that holds it. */
  field: string;
  line: number;
  /** All words and figures of the entry, places left out. */
  text: string;
  places: readonly string[];
}

/** One piece of text with its line; `key` is the key that holds it. */
export interface Words {
  key: string;
  path: string;
  line: number;
  text: string;
}

export interface YamlFile {
  statements: readonly Statement[];
  words: readonly Words[];
  /** Line of the deepest part of the path that exists; 1 where none does. */
  lineOf(path: readonly (string | number)[]): number;
}

type Path = readonly (string | number)[];

/** Reads YAML that has passed its schema; broken YAML gives an empty file. */
export function readYaml(text: string): YamlFile {
  const counter = new LineCounter();
  const document = parseDocument(text, { lineCounter: counter });
  const pages = pagesOf(document.get("pages"));
  const statements: Statement[] = [];
  const words: Words[] = [];
  const lines = new Map<string, number>();
  const lineOfNode = (node: unknown, fallback: number): number => {
    const range = (node as Node | null)?.range;
    return range ? counter.linePos(range[0]).line : fallback;
  };

  /** Returns the texts of this node that belong to the nearest entry above it. */
  function walk(node: unknown, path: Path, line: number): string[] {
    lines.set(path.join("."), line);
    if (isScalar(node)) {
      const value = node.source ?? String(node.value);
      const key = String(path.findLast((part) => typeof part === "string") ?? "");
      words.push({ key, path: path.join("."), line, text: value });
      return [value];
    }
    if (isSeq(node)) {
      return node.items.flatMap((item, index) => walk(item, [...path, index], lineOfNode(item, line)));
    }
    if (!isMap(node)) return [];
    const own: string[] = [];
    for (const pair of node.items) {
      const key = isScalar(pair.key) ? String(pair.key.value) : "";
      if (key === "at" || (key === "pages" && path.length === 0)) continue;
      own.push(...walk(pair.value, [...path, key], lineOfNode(pair.key, line)));
    }
    const at = node.get("at", true);
    if (at === undefined) return own;
    const places = (isSeq(at) ? at.items.map(scalarText) : [scalarText(at)]).map((place) =>
      expandPlace(place, pages),
    );
    const field = String(path[0] ?? "");
    statements.push({ path: path.join("."), field, line, text: own.join(" · "), places });
    return [];
  }
  walk(document.contents, [], 1);

  return {
    statements,
    words,
    lineOf(path) {
      for (let depth = path.length; depth > 0; depth--) {
        const line = lines.get(path.slice(0, depth).join("."));
        if (line !== undefined) return line;
      }
      return 1;
    },
  };
}

/** The pages of a file that has passed its schema. */
function pagesOf(node: unknown): Pages {
  return isMap(node) ? node.toJSON() : {};
}

function scalarText(node: unknown): string {
  return isScalar(node) ? String(node.value) : String(node);
}
