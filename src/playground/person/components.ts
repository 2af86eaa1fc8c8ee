import { ButtonStyle, ComponentType } from "discord-api-types/v10";
import { codePoints } from "../contract/code-points.ts";
import { isSelect, type LooseComponent, walkComponents } from "../contract/component-rules.ts";
import { PersonError } from "./error.ts";

/** @throws PersonError when there is none, more than one, or it cannot be pressed */
export function buttonOf(components: readonly LooseComponent[], labelOrCustomId: string): LooseComponent {
  const buttons = all(components).filter((component) => component.type === ComponentType.Button);
  const fits = (one: LooseComponent) =>
    one.custom_id === labelOrCustomId || one.label === labelOrCustomId || one.emoji?.name === labelOrCustomId;
  const button = only(buttons.filter(fits), `button "${labelOrCustomId}"`, buttons);
  if (button.disabled) throw new PersonError(`Button "${labelOrCustomId}" is disabled.`);
  if (button.style === ButtonStyle.Link || button.style === ButtonStyle.Premium) {
    throw new PersonError(
      `Button "${labelOrCustomId}" opens ${button.url ?? "a shop"}; the bot is not told.`,
    );
  }
  return button;
}

/** @throws PersonError when there is none, more than one, or it is disabled */
export function selectOf(
  components: readonly LooseComponent[],
  customIdOrPlaceholder: string,
): LooseComponent {
  const selects = all(components).filter(isSelect);
  const fits = (one: LooseComponent) =>
    customIdOrPlaceholder === "" ||
    one.custom_id === customIdOrPlaceholder ||
    one.placeholder === customIdOrPlaceholder;
  const select = only(selects.filter(fits), `select "${customIdOrPlaceholder}"`, selects);
  if (select.disabled) throw new PersonError(`Select "${customIdOrPlaceholder}" is disabled.`);
  return select;
}

/**
 * What the client sends for chosen options, which may be named by value or label.
 *
 * @throws PersonError for an option that is not there, or too few or too many
 */
export function chosenValues(select: LooseComponent, chosen: readonly string[]): string[] {
  const least = select.min_values ?? 1;
  const most = select.max_values ?? 1;
  if (chosen.length < least || chosen.length > most) {
    throw new PersonError(`This select takes ${least} to ${most} values, not ${chosen.length}.`);
  }
  if (select.type !== ComponentType.StringSelect) return [...chosen];
  return chosen.map((wanted) => {
    const options = select.options ?? [];
    const option = options.find((one) => one.value === wanted) ?? options.find((one) => one.label === wanted);
    if (!option) {
      throw new PersonError(`No option "${wanted}" in ${JSON.stringify(options.map((one) => one.label))}.`);
    }
    return option.value;
  });
}

/**
 * The components of a filled-in modal, as the client sends them.
 *
 * @param values by custom id or label; what is missing keeps its preset
 * @throws PersonError for a field that is not there, or a text the field does not take
 */
export function modalValues(
  components: readonly LooseComponent[],
  values: Readonly<Record<string, string | string[]>>,
): unknown[] {
  const used = new Set<string>();

  function field(component: LooseComponent, label: string | null | undefined): Record<string, unknown> {
    const { type, custom_id: customId } = component;
    const key = [customId, label].find((name) => typeof name === "string" && name in values);
    const given = typeof key === "string" ? values[key] : undefined;
    if (typeof key === "string") used.add(key);
    if (isSelect(component)) {
      const list = typeof given === "string" ? [given] : given;
      const preset = (component.options ?? [])
        .filter((option) => option.default)
        .map((option) => option.value);
      return { type, custom_id: customId, values: list ? chosenValues(component, list) : preset };
    }
    const text = typeof given === "string" ? given : (component.value ?? "");
    const length = codePoints(text);
    const required = component.required ?? true;
    if (required && length === 0) throw new PersonError(`Field "${label}" is required.`);
    if (length > (component.max_length ?? 4_000))
      throw new PersonError(`Field "${label}" takes no ${length} characters.`);
    if (length > 0 && length < (component.min_length ?? 0))
      throw new PersonError(`Field "${label}" wants more text.`);
    return { type, custom_id: customId, value: text };
  }

  const sent = components.flatMap((outer): unknown[] => {
    if (outer.type === ComponentType.Label && outer.component) {
      return [{ type: outer.type, id: outer.id ?? 0, component: field(outer.component, outer.label) }];
    }
    if (outer.type !== ComponentType.ActionRow) return [];
    return [
      { type: outer.type, components: (outer.components ?? []).map((inner) => field(inner, inner.label)) },
    ];
  });
  for (const key of Object.keys(values)) {
    if (!used.has(key)) throw new PersonError(`The modal has no field "${key}".`);
  }
  return sent;
}

function all(components: readonly LooseComponent[]): LooseComponent[] {
  return [...walkComponents(components)].map((placed) => placed.component);
}

function only(
  found: readonly LooseComponent[],
  what: string,
  others: readonly LooseComponent[],
): LooseComponent {
  const [first] = found;
  if (first && found.length === 1) return first;
  const names = others.map((one) => one.label ?? one.placeholder ?? one.custom_id);
  throw new PersonError(`The message has ${found.length} of ${what}; there are ${JSON.stringify(names)}.`);
}
