/**
 * Which model another one follows: as its entry says, or else the latest earlier one of its lab that is called so but
 * for its version, of its tier and about its size. Pure.
 */
import { isDate } from "../names/dates.ts";
import { isMode } from "../names/roles.ts";
import { type Catalog, releasedOn } from "./catalog.ts";
import { earliestDay } from "./dates.ts";
import type { Model } from "./types.ts";

const tiers = new Set(
  "max plus pro flash flashx air airx lite mini turbo ultra nano tiny small large edge fast highspeed next".split(
    " ",
  ),
);

/** Words for a state of the same model. */
const states = new Set("terminus speciale final latest hf".split(" "));

/** What a name says, apart from each other. */
interface Named {
  /** Words that no version, size, tier or mode is: `kimi k`, `qwen coder`. */
  line: string;
  tier: string;
  /** The first version, as numbers: 2.5 is [2, 5]. */
  version: readonly number[];
  /** In billions; 0 where nobody says. */
  size: number;
  modes: string;
}

const sizeWord = /^a?\d+(\.\d+)?[bmt]$/;
const billions = (word: string) =>
  Number.parseFloat(word) * (word.endsWith("t") ? 1_000 : word.endsWith("m") ? 0.001 : 1);

function readName(model: Model): Named {
  const words = model.name
    .normalize("NFKC")
    .toLowerCase()
    .replace(/\(.*?\)/g, " ")
    .replace(/^(tencent|doubao|alibaba|baidu|bytedance)[-\s]+(?=[a-z])/, "")
    .replace(/20\d\d-\d\d-\d\d/g, (day) => day.replaceAll("-", ""))
    .replace(/(?<=\d)_(?=\d)/g, ".")
    .split(/[\s\-_/]+/);
  const line: string[] = [];
  const named = { tier: "", version: [] as number[], size: 0, modes: "" };
  for (const [place, word] of words.entries()) {
    if (sizeWord.test(word) && (place > 0 || /[bt]$/.test(word))) {
      if (!word.startsWith("a")) named.size ||= billions(word);
    } else if (place > 0 && isDate(word)) continue;
    else if (place > 0 && tiers.has(word)) named.tier = `${named.tier} ${word}`.trim();
    else if (place > 0 && (isMode(word) || states.has(word))) named.modes = `${named.modes} ${word}`.trim();
    else {
      const [, before = "", version, after = ""] = /^([^\d]*)(\d+(?:\.\d+)*)?(.*)$/.exec(word) ?? [];
      if (version !== undefined && named.version.length === 0) named.version = version.split(".").map(Number);
      if (before + after !== "") line.push(before + after.replace(/\d+/g, ""));
    }
  }
  const stated = model.facts.parametersTotal?.claims[0].value;
  const said = /^(\d+(?:\.\d+)?)([BTM])/.exec(String(stated ?? ""));
  if (named.size === 0 && said !== null) named.size = billions(`${said[1]}${said[2]?.toLowerCase()}`);
  return { ...named, line: line.join(" ") };
}

/** Below 0 where the first is the lower version. */
function versionOrder(a: readonly number[], b: readonly number[]): number {
  for (let place = 0; place < Math.max(a.length, b.length); place++) {
    const step = (a[place] ?? 0) - (b[place] ?? 0);
    if (step !== 0) return step;
  }
  return 0;
}

/** How far apart two sizes are: 0 for the same, 3 for another class. */
function sizeStep(a: number, b: number): number {
  if (a === 0 && b === 0) return 0;
  if (a === 0 || b === 0) return 1;
  const factor = Math.max(a / b, b / a);
  return factor <= 1.25 ? 0 : factor <= 4 ? 1 : factor <= 12 ? 2 : 3;
}

/** The model before it; undefined for the first of its line. */
export function predecessorOf(catalog: Catalog, model: Model): Model | undefined {
  const stated = model.predecessor === undefined ? undefined : catalog.models.get(model.predecessor);
  if (stated !== undefined && stated.kind !== "family") return stated;
  return followedBy(catalog, model) ?? (stated === undefined ? undefined : catalog.membersOf(stated.id)[0]);
}

/** What it follows by its name, its size and its day, whatever its entry says. */
export function followedBy(catalog: Catalog, model: Model): Model | undefined {
  const day = releasedOn(model);
  if (day === undefined) return undefined;
  const own = readName(model);
  const before = catalog
    .modelsOf(model.lab)
    .filter((other) => other.id !== model.id && other.kind !== "family" && other.kind !== "product")
    .flatMap((other): Earlier[] => {
      const came = releasedOn(other);
      return came === undefined || earliestDay(came) >= earliestDay(day)
        ? []
        : [{ other, named: readName(other), came: earliestDay(came) }];
    });
  const nearest = (line: string) => {
    const found = before.filter((one) => one.named.line === line && isEarlier(one, own, earliestDay(day)));
    return found.sort(byNearness(own, found))[0]?.other;
  };
  // What is made for code follows the model that it is made of, where it is the first of its own.
  return nearest(own.line) ?? (/ code$/.test(own.line) ? nearest(own.line.replace(/ code$/, "")) : undefined);
}

interface Earlier {
  other: Model;
  named: Named;
  /** Its day. */
  came: string;
}

/** The same tier before none; then what is near in version and in size, then the latest. */
function byNearness(own: Named, all: readonly Earlier[]) {
  const versions = [...new Set(all.map(({ named }) => named.version.join(".")))].sort((a, b) =>
    versionOrder(b.split(".").map(Number), a.split(".").map(Number)),
  );
  const tier = ({ named }: Earlier) => (named.tier === own.tier ? 0 : named.tier === "" ? 1 : 2);
  const size = ({ named }: Earlier) => sizeStep(named.size, own.size);
  const apart = (one: Earlier) => size(one) + versions.indexOf(one.named.version.join("."));
  const gap = ({ named }: Earlier) =>
    named.size === 0 || own.size === 0 ? 0 : Math.abs(Math.log(named.size / own.size));
  return (a: Earlier, b: Earlier): number =>
    tier(a) - tier(b) ||
    apart(a) - apart(b) ||
    size(a) - size(b) ||
    (a.came < b.came ? 1 : a.came > b.came ? -1 : 0) ||
    Number(a.named.modes !== own.modes) - Number(b.named.modes !== own.modes) ||
    gap(a) - gap(b) ||
    a.other.name.localeCompare(b.other.name, "en");
}

/** Of one version within so many days two are siblings, in ms. */
const siblingMs = 10 * 86_400_000;

/** A lower version, or the same one in an earlier state: before its date, as a preview, without its tier. */
function isEarlier({ named, came }: Pick<Earlier, "named" | "came">, own: Named, day: string): boolean {
  const order = versionOrder(named.version, own.version);
  if (order !== 0) return order < 0;
  if (Date.parse(day) - Date.parse(came) < siblingMs) return false;
  const isSameTier = named.tier === own.tier || (named.tier === "" && /pro|max|ultra|plus/.test(own.tier));
  return isSameTier && (sizeStep(named.size, own.size) === 0 || named.size === 0 || own.size === 0);
}
