/** A found release as its owners see it before it is posted: what it is, where it was seen, and what can be done. */
import type { Catalog } from "../catalog/catalog.ts";
import { showDate } from "../catalog/dates.ts";
import { en } from "../messages/en.ts";
import type { Release } from "../releases/types.ts";
import { marker } from "./citations.ts";
import { labColor } from "./colors.ts";
import { customId } from "./custom-id.ts";
import { fitLines, limits, shorten } from "./limits.ts";
import type { Message, Modal } from "./message.ts";
import { modelFactLines } from "./model-details.ts";
import { escapeMarkdown } from "./text.ts";

const words = en.review;

/** First name of the buttons' ids. */
export const reviewName = "review";

/** @param outcome a sentence about what was decided; with it, what is posted can only be edited */
export function reviewCard(catalog: Catalog, release: Release, outcome?: string): Message {
  const model = catalog.models.get(release.model);
  const lab = catalog.labs.get(release.lab)?.name ?? release.lab;
  const end = release.heldUntil;
  const isOpen = end === undefined || end.getUTCFullYear() > 9000;
  const waits = isOpen ? words.postsNever : words.postsAt(`<t:${Math.floor(end.getTime() / 1000)}:R>`);
  const lines = [
    `**${escapeMarkdown(lab)}** · ${words.kinds[release.kind]}${release.date === undefined ? "" : ` · ${showDate(release.date)}`}`,
    words.foundBy(release.origin),
    ...(model === undefined ? [] : modelFactLines(catalog, model, marker(catalog))),
    "",
    outcome ?? waits,
  ];
  const id = (action: string) => customId(reviewName, action, release.id);
  return {
    audience: "everyone",
    embeds: [
      {
        title: shorten(words.title(release.title), limits.title),
        description: fitLines(lines, limits.description, en.more),
        color: labColor(catalog, release.lab),
      },
    ],
    rows:
      outcome === undefined
        ? [
            [
              { kind: "button", label: words.post, id: id("post"), style: "success" },
              { kind: "button", label: words.hold, id: id("hold") },
              { kind: "button", label: words.edit, id: id("edit") },
              { kind: "button", label: words.reject, id: id("reject"), style: "danger" },
            ],
          ]
        : release.state === "ready"
          ? [[{ kind: "button", label: words.edit, id: id("edit") }]]
          : [],
  };
}

export function reviewForm(release: Release): Modal {
  return {
    id: customId(reviewName, "edited", release.id),
    title: words.formTitle,
    inputs: [
      { id: "title", label: words.formName, value: release.title, required: true, maxLength: 120 },
      { id: "kind", label: words.formKind, value: release.kind, required: true, maxLength: 12 },
      { id: "date", label: words.formDate, value: release.date ?? "", required: false, maxLength: 10 },
    ],
  };
}
