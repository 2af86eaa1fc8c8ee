/** From a row's name in any upstream to what it is a part of: made once, when the row is first seen, and kept with it. */
import type { SourceId } from "../../catalog/types.ts";
import { withWholeDates } from "../../names/dates.ts";
import { kindOf } from "../sources/pages.ts";
import type { Neighbours } from "./group.ts";
import { groupRepository } from "./group.ts";
import { releaseSlug, releaseTitle, withoutFillers } from "./keys.ts";
import { purposeOf, withoutBase } from "./kinds.ts";
import { prefixesOfLines } from "./words.ts";

/**
 * `model`: stands for its release. `base`, `stage`: before it was taught or finished. `copy`: packed anew, a draft, or
 * another maker's model.
 * `piece`: a tokenizer, a probe. `api`: can be called under this name. `note`: a post.
 */
export const parts = ["model", "base", "stage", "copy", "piece", "api", "note"] as const;
export type Part = (typeof parts)[number];

export interface Group {
  /** Name of the release, spelled as in the row: `GLM-4.5-Air`. */
  name: string;
  /** Name without sizes, tiers, dates and roles, in lower case: `glm-4.5`. */
  family: string;
  part: Part;
}

/** What a repository is a part of. @param name `Qwen/Qwen3-4B-FP8` */
export function groupOfRepository(
  name: string,
  neighbours?: Neighbours,
  tags: readonly string[] = [],
): Group {
  const { release, family, kind, announce, stage, isForeign } = groupRepository(name, neighbours, tags);
  const part =
    kind === "research"
      ? "piece"
      : kind === "quantization" || kind === "draft" || isForeign === true
        ? "copy"
        : kind === "base"
          ? "base"
          : stage !== undefined && !announce
            ? "stage"
            : "model";
  return { name: release, family: family.toLowerCase(), part };
}

/**
 * What a model in an API is: `z-ai/glm-5`.
 * @param repository the one that the row says it serves
 */
export function groupOfApi(name: string, repository?: string, neighbours?: Neighbours): Group {
  if (repository !== undefined) return { ...groupOfRepository(repository, neighbours), part: "api" };
  const bare = withWholeDates(name.replace(/^.*\//, ""));
  const { release, family } = groupRepository(bare);
  return { name: release, family: family.toLowerCase().replaceAll(" ", "-"), part: "api" };
}

/** What a row is a part of, by what its upstream lists and says. */
export function groupOfRow(
  row: { source: SourceId; name: string; parents: readonly string[]; facts: { repository?: string } },
  neighbours?: Neighbours,
): Group {
  const kind = kindOf(row.source);
  if (kind === "feed") return { name: row.name, family: "", part: "note" };
  return kind === "hub"
    ? groupOfRepository(row.name, neighbours, row.parents)
    : groupOfApi(row.name, row.facts.repository, neighbours);
}

const hasFiller = /[-_.\s](instruct|inst|it|chat|latest|model)(?![a-z0-9])/i;

/** Images and the like have no chat version that would be the same release: there `Instruct` is another model. */
const bareName = (name: string): string =>
  hasFiller.test(name) && !withoutBase.has(purposeOf(name)) ? withoutFillers(name) : name;

/** Slug of a release within its lab. Empty where the name has no letters or digits of ours. */
export const slugOf = (name: string): string => releaseSlug(bareName(name));

/**
 * What the same release's names in different places have in common: the letters and digits of its slug.
 * `kimi-k2-0905` and `Kimi-K2-Instruct-0905` are one; a version, a size, a role word or a date is never left out.
 */
export const looseOf = (name: string): string =>
  releaseSlug(
    withWholeDates(bareName(name))
      .normalize("NFKC")
      .replace(prefixesOfLines, "")
      .replace(/(?<=\d)p(?=\d)/g, "."),
  ).replace(/[-.]/g, "");

/** As it is announced: `InternVL3_5-8B` is written InternVL3.5-8B. */
export function titleOf(name: string): string {
  const written = name.replace(/(?<=\d)_(?=\d)/g, ".");
  return withoutBase.has(purposeOf(name)) ? written : releaseTitle(written);
}

/** A name in an API as people write it: `kimi-k2.7-preview` is Kimi K2.7 Preview. */
export const titleOfApi = (name: string): string =>
  /[A-Z]/.test(name)
    ? titleOf(name)
    : name
        .split(/[-_\s]+/)
        .map((word) => (/^\d+b$|^a\d+b$|^(vl|ocr|asr|tts|glm|mt)$/.test(word) ? word.toUpperCase() : word))
        .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
        .join(" ");
