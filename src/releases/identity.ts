/** Which release a row belongs to: the bridge from names of any upstream to finds. Pure. */

import { type Group, groupOfApi, looseOf, slugOf, titleOf, titleOfApi } from "./grouping/rows.ts";

export interface Identity {
  loose: string;
  family: string;
  /** Slug within the lab, empty where the name has no letters. */
  slug: string;
  title: string;
}

/** Identity of a row, after grouping. */
export const groupIdentity = ({ name, family }: Group): Identity => ({
  loose: looseOf(name),
  family: family.toLowerCase(),
  slug: slugOf(name),
  title: titleOf(name),
});

/** Identity of a model in an API: `z-ai/glm-5`, called `GLM-5`. */
export function apiIdentity(name: string, title?: string): Identity & { looseFamily: string } {
  const group = groupOfApi(name);
  return {
    loose: looseOf(group.name),
    looseFamily: looseOf(group.family),
    family: group.family,
    slug: slugOf(group.name),
    title: title ?? titleOfApi(group.name),
  };
}

/** The family without its versions: `kimi-k` for Kimi-K3. */
export function lineOf(family: string): string {
  return family
    .toLowerCase()
    .replace(/\d+([._]\d+)*/g, "")
    .replace(/[-_.]+/g, "-")
    .replace(/^-|-$/g, "");
}
