/** A suggested correction: the button on a card, the form, and what the owners see. */
import { en } from "../messages/en.ts";
import { customId } from "./custom-id.ts";
import { limits, shorten } from "./limits.ts";
import type { Button, Message, Modal } from "./message.ts";
import { escapeMarkdown } from "./text.ts";

const words = en.corrections;

/** First name of the buttons' ids. */
export const correctionName = "correct";

/** @param id `zhipu/glm-5` of a model, `zhipu` of a lab */
export const correctButton = (kind: "model" | "lab", id: string): Button => ({
  kind: "button",
  label: words.button,
  id: customId(correctionName, "open", kind, id),
});

export function correctionForm(kind: "model" | "lab", id: string, name: string): Modal {
  return {
    id: customId(correctionName, "sent", kind, id),
    title: shorten(words.formTitle(name), limits.modalTitle),
    inputs: [
      { id: "field", label: words.field, placeholder: words.fieldHint, required: true, maxLength: 40 },
      { id: "value", label: words.value, placeholder: words.valueHint, required: true, maxLength: 200 },
      { id: "link", label: words.link, placeholder: words.linkHint, required: true, maxLength: 300 },
    ],
  };
}

export interface SuggestedCorrection {
  name: string;
  field: string;
  value: string;
  /** What the file says now; absent where it says nothing. */
  before?: string;
  link: string;
  /** Snowflake of who suggests it. */
  by: string;
  /** Path of the data file. */
  file: string;
  patch: string;
}

/** What the owners see, with the patch as a file. */
export function correctionCard(one: SuggestedCorrection): Message {
  const lines = [
    words.line(escapeMarkdown(one.field), escapeMarkdown(one.value)),
    ...(one.before === undefined ? [] : [words.before(escapeMarkdown(one.before))]),
    words.from(`<@${one.by}>`, one.link),
    `\`${one.file}\``,
  ];
  return {
    audience: "everyone",
    embeds: [
      {
        title: shorten(words.title(one.name), limits.title),
        description: shorten(lines.join("\n"), limits.description),
      },
    ],
    rows: [
      [
        { kind: "button", label: words.accept, id: customId(correctionName, "accept"), style: "success" },
        { kind: "button", label: words.reject, id: customId(correctionName, "reject"), style: "danger" },
      ],
    ],
    files: [
      {
        name: "correction.patch",
        data: new TextEncoder().encode(one.patch),
        description: words.patch(one.file),
      },
    ],
  };
}
