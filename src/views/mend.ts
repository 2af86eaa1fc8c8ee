/** A list whose one entry cannot be drawn is shown without it. Pure. */
import { lengthOf, limits, shorten } from "./limits.ts";
import type { Button, Embed, Message, Row, Select } from "./message.ts";

/** What Discord would refuse of a message, taken out of it, and what that was, for the log. */
export function mended(message: Message): { message: Message; leftOut: string[] } {
  const leftOut: string[] = [];
  const fits = (what: string, text: string, max: number) => {
    const ok = text.trim() !== "" && lengthOf(text) <= max;
    if (!ok) leftOut.push(`${what} ${JSON.stringify(text.slice(0, 120))}`);
    return ok;
  };

  function embed(one: Embed): Embed {
    const { fields, ...same } = one;
    if (fields === undefined) return one;
    const kept = fields.filter(
      ({ name, value }) =>
        fits("a field", name, limits.fieldName) && fits("a field's value", value, limits.fieldValue),
    );
    return { ...same, fields: kept };
  }

  function row(parts: Row): Row {
    const [first] = parts;
    if (first?.kind === "select") return select(first);
    return (parts as readonly Button[]).filter((part) => fits("a button", part.label, limits.buttonLabel));
  }

  function select(part: Select): Row {
    const seen = new Set<string>();
    const options = part.options.filter(({ label, value }) => {
      const ok =
        fits("an option", label, limits.selectText) && fits("an option's value", value, limits.selectText);
      const isNew = !seen.has(value);
      seen.add(value);
      return ok && isNew;
    });
    const shown = options.map(({ description, ...option }) => ({
      ...option,
      ...(description === undefined ? {} : { description: shorten(description, limits.selectText) }),
    }));
    return shown.length === 0 ? [] : [{ ...part, options: shown }];
  }

  const made: Message = {
    ...message,
    ...(message.embeds === undefined ? {} : { embeds: message.embeds.map(embed) }),
    ...(message.rows === undefined
      ? {}
      : { rows: message.rows.map(row).filter((parts) => parts.length > 0) }),
  };
  return { message: made, leftOut };
}
