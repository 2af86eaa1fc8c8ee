/** What is new, as an Atom feed. Pure. */
import { generateAtomFeed } from "feedsmith";
import type { Catalog } from "../catalog/catalog.ts";
import type { Fact, Model } from "../catalog/types.ts";
import { defined } from "../defined.ts";
import type { ChangedFact, Release } from "../releases/types.ts";

/** The facts that a reader of a feed asks first. */
const shown = ["parametersTotal", "context", "licence", "price"] as const;

/** What moved: `input $0.60/M -> $0.50/M`. */
const changeText = (change: ChangedFact): string =>
  change.lines
    .map(({ label, before, after }) => `${label} ${before === undefined ? "" : `${before} → `}${after}`)
    .join(", ");

function summaryOf(catalog: Catalog, { lab, change }: Release, model: Model | undefined): string {
  if (change !== undefined) return [catalog.labs.get(lab)?.name ?? lab, changeText(change)].join(" · ");
  const facts: Readonly<Record<string, Fact | undefined>> = model?.facts ?? {};
  const known = shown.flatMap((field) => facts[field]?.claims[0].text ?? []);
  return [catalog.labs.get(lab)?.name ?? lab, ...known].join(" · ");
}

/** The page of the model that a reader is best served with. */
function pageOf(model: Model | undefined): string | undefined {
  const facts: Readonly<Record<string, Fact | undefined>> = model?.facts ?? {};
  const fact = facts.repository ?? facts.announcement;
  const url = fact?.claims[0].value;
  return typeof url === "string" ? url : undefined;
}

/** @param releases newest first */
export function feedXml(catalog: Catalog, releases: readonly Release[]): string {
  const updated = ({ readyAt, detectedAt }: Release) => readyAt ?? detectedAt;
  const newest = Math.max(0, ...releases.map((one) => updated(one).getTime()));
  return generateAtomFeed({
    id: "urn:labdex:releases",
    title: { value: "Labdex: releases and changes of China's AI labs" },
    updated: new Date(newest),
    entries: releases.map((release) => {
      const model = catalog.models.get(release.model);
      const href = release.change?.place ?? pageOf(model);
      const day = release.date === undefined ? "" : ` (${release.date})`;
      return {
        id: `urn:uuid:${release.id}`,
        title: { value: `${release.title}${day}` },
        updated: updated(release),
        summary: { value: summaryOf(catalog, release, model) },
        authors: [{ name: catalog.labs.get(release.lab)?.name ?? release.lab }],
        categories: [{ term: release.lab }, { term: release.kind }],
        ...defined({ links: href === undefined ? undefined : [{ href }] }),
      };
    }),
  });
}
