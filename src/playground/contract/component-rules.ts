import { ButtonStyle, ComponentType } from "discord-api-types/v10";
import { codePoints } from "./code-points.ts";
import { type FormIssue, issue } from "./form-errors.ts";
import { linkIssue } from "./links.ts";

/** A component whose shape was checked; only what the rules and a person's client look at. */
export interface LooseComponent {
  type: number;
  id?: number | null;
  custom_id?: string | null;
  components?: LooseComponent[];
  /** Of a section. */
  accessory?: LooseComponent;
  /** Of a label in a modal. */
  component?: LooseComponent;
  style?: number;
  label?: string | null;
  title?: string;
  url?: string | null;
  sku_id?: string | null;
  emoji?: { id?: string | null; name?: string | null } | null;
  disabled?: boolean | null;
  placeholder?: string | null;
  min_values?: number | null;
  max_values?: number | null;
  min_length?: number | null;
  max_length?: number | null;
  required?: boolean | null;
  value?: string | null;
  options?: { label: string; value: string; description?: string | null; default?: boolean | null }[];
  channel_types?: number[];
  default_values?: { id: string; type: string }[];
  /** Of a text display. */
  content?: string;
  /** Of a media gallery. */
  items?: { media: { url: string } }[];
  media?: { url: string };
  file?: { url: string };
}

const ROWS = 5;
const BUTTONS_IN_A_ROW = 5;
const V2_COMPONENTS = 40;
/** Text over all text displays of a Components V2 message. */
const DISPLAY_TEXT_LIMIT = 4_000;

const selects = new Set<number>([
  ComponentType.StringSelect,
  ComponentType.UserSelect,
  ComponentType.RoleSelect,
  ComponentType.MentionableSelect,
  ComponentType.ChannelSelect,
]);

export function isSelect(component: LooseComponent): boolean {
  return selects.has(component.type);
}

type Path = readonly (string | number)[];
interface Placed {
  component: LooseComponent;
  path: Path;
}

/** Every component, outer before inner, with its place in the body. */
export function* walkComponents(
  components: readonly LooseComponent[],
  path: Path = ["components"],
): Generator<Placed> {
  for (const [index, component] of components.entries()) yield* walk(component, [...path, index]);
}

function* walk(component: LooseComponent, path: Path): Generator<Placed> {
  yield { component, path };
  if (component.components) yield* walkComponents(component.components, [...path, "components"]);
  if (component.accessory) yield* walk(component.accessory, [...path, "accessory"]);
  if (component.component) yield* walk(component.component, [...path, "component"]);
}

/**
 * What Discord refuses in the components of a message although their shape is right.
 *
 * @param v2 whether the message carries IS_COMPONENTS_V2
 * @param files names that `attachment://` may speak of
 */
export function componentIssues(
  components: readonly LooseComponent[],
  v2: boolean,
  files: ReadonlySet<string>,
): FormIssue[] {
  const issues: FormIssue[] = [];
  if (!v2) {
    if (components.length > ROWS) {
      issues.push(issue(["components"], "BASE_TYPE_BAD_LENGTH", `Must be between 0 and ${ROWS} in length.`));
    }
    for (const [index, component] of components.entries()) {
      if (component.type === ComponentType.ActionRow) continue;
      const message = "Outside of an action row only with IS_COMPONENTS_V2.";
      issues.push(issue(["components", index, "type"], "UNION_TYPE_CHOICES", message));
    }
  }

  const customIds = new Set<string>();
  let total = 0;
  let text = 0;
  for (const { component, path } of walkComponents(components)) {
    total += 1;
    text += codePoints(component.content ?? "");
    issues.push(...oneComponentIssues(component, path, files));
    const customId = component.custom_id;
    if (customId === undefined || customId === null) continue;
    if (customIds.has(customId)) {
      const message = "Component custom id cannot be duplicated";
      issues.push(issue([...path, "custom_id"], "COMPONENT_CUSTOM_ID_DUPLICATED", message));
    }
    customIds.add(customId);
  }
  if (v2 && total > V2_COMPONENTS) {
    issues.push(
      issue(["components"], "BASE_TYPE_MAX_LENGTH", `Must be ${V2_COMPONENTS} or fewer in length.`),
    );
  }
  if (v2 && text > DISPLAY_TEXT_LIMIT) {
    const message = `The text displays hold more than ${DISPLAY_TEXT_LIMIT} characters together.`;
    issues.push(issue(["components"], "COMPONENT_MAX_TEXT_LENGTH", message));
  }
  return issues;
}

function oneComponentIssues(component: LooseComponent, path: Path, files: ReadonlySet<string>): FormIssue[] {
  if (component.type === ComponentType.ActionRow) return rowIssues(component, path);
  if (component.type === ComponentType.Button) return buttonIssues(component, path);
  if (isSelect(component)) return selectIssues(component, path);
  return mediaIssues(component, path, files);
}

function rowIssues(row: LooseComponent, path: Path): FormIssue[] {
  const inside = row.components ?? [];
  const selectCount = inside.filter(isSelect).length;
  if (selectCount > 0 && inside.length > 1) {
    return [
      issue([...path, "components"], "COMPONENT_LAYOUT_WIDTH_EXCEEDED", "A select fills its row alone."),
    ];
  }
  if (inside.length > BUTTONS_IN_A_ROW) {
    const message = `Must be between 1 and ${BUTTONS_IN_A_ROW} in length.`;
    return [issue([...path, "components"], "BASE_TYPE_BAD_LENGTH", message)];
  }
  return [];
}

function buttonIssues(button: LooseComponent, path: Path): FormIssue[] {
  const issues: FormIssue[] = [];
  const has = { custom_id: isSet(button.custom_id), url: isSet(button.url), sku_id: isSet(button.sku_id) };
  const wanted =
    button.style === ButtonStyle.Link ? "url" : button.style === ButtonStyle.Premium ? "sku_id" : "custom_id";
  for (const key of ["custom_id", "url", "sku_id"] as const) {
    if (key === wanted && !has[key]) {
      issues.push(issue([...path, key], "BASE_TYPE_REQUIRED", `A button of this style needs ${key}.`));
    }
    if (key !== wanted && has[key]) {
      const code = key === "url" ? "BUTTON_COMPONENT_INVALID_URL" : "BUTTON_COMPONENT_INVALID_FIELD";
      issues.push(issue([...path, key], code, `A button of this style cannot have ${key}.`));
    }
  }
  if (isSet(button.url) && linkIssue(button.url ?? "", false, new Set()) !== undefined) {
    // Link buttons may also open Discord itself.
    if (!button.url?.startsWith("discord://")) {
      issues.push(
        issue([...path, "url"], "URL_TYPE_INVALID_SCHEME", "Scheme must be http, https or discord."),
      );
    }
  }
  const labelled = isSet(button.label) || (button.emoji ?? null) !== null;
  if (wanted !== "sku_id" && !labelled) {
    issues.push(
      issue([...path, "label"], "BUTTON_COMPONENT_REQUIRES_LABEL_OR_EMOJI", "Needs a label or an emoji."),
    );
  }
  return issues;
}

function selectIssues(select: LooseComponent, path: Path): FormIssue[] {
  const issues: FormIssue[] = [];
  const minimum = select.min_values ?? 1;
  const maximum = select.max_values ?? 1;
  if (minimum > maximum) {
    issues.push(
      issue([...path, "min_values"], "SELECT_COMPONENT_MIN_ABOVE_MAX", "min_values is above max_values."),
    );
  }
  if (!select.options) return issues;
  if (maximum > select.options.length) {
    const message = `max_values is above the number of options (${select.options.length}).`;
    issues.push(issue([...path, "max_values"], "BASE_TYPE_MAX_VALUE", message));
  }
  const values = new Set<string>();
  let preset = 0;
  for (const [index, option] of select.options.entries()) {
    if (values.has(option.value)) {
      const message = "The specified option value is already used";
      issues.push(
        issue([...path, "options", index, "value"], "SELECT_COMPONENT_OPTION_VALUE_DUPLICATED", message),
      );
    }
    values.add(option.value);
    if (option.default) preset += 1;
  }
  if (preset > maximum) {
    const message = "More options are preset than may be chosen.";
    issues.push(issue([...path, "options"], "SELECT_COMPONENT_TOO_MANY_DEFAULT_VALUES", message));
  }
  return issues;
}

function mediaIssues(component: LooseComponent, path: Path, files: ReadonlySet<string>): FormIssue[] {
  const places: [Path, { url: string } | undefined][] = [
    [[...path, "media", "url"], component.media],
    [[...path, "file", "url"], component.file],
    ...(component.items ?? []).map((item, index): [Path, { url: string }] => [
      [...path, "items", index, "media", "url"],
      item.media,
    ]),
  ];
  return places.flatMap(([at, media]) => {
    const found = media && linkIssue(media.url, true, files);
    return found ? [issue(at, found.code, found.message)] : [];
  });
}

/** What Discord refuses in the components of a modal although their shape is right. */
export function modalIssues(components: readonly LooseComponent[]): FormIssue[] {
  const issues: FormIssue[] = [];
  if (components.length > ROWS) {
    issues.push(issue(["components"], "BASE_TYPE_BAD_LENGTH", `Must be between 1 and ${ROWS} in length.`));
  }
  const customIds = new Set<string>();
  for (const { component, path } of walkComponents(components)) {
    if (isSelect(component)) issues.push(...selectIssues(component, path));
    if (component.type === ComponentType.TextInput) issues.push(...textInputIssues(component, path));
    const customId = component.custom_id;
    if (customId === undefined || customId === null) continue;
    if (customIds.has(customId)) {
      const message = "Component custom id cannot be duplicated";
      issues.push(issue([...path, "custom_id"], "COMPONENT_CUSTOM_ID_DUPLICATED", message));
    }
    customIds.add(customId);
  }
  return issues;
}

function textInputIssues(input: LooseComponent, path: Path): FormIssue[] {
  const issues: FormIssue[] = [];
  const maximum = input.max_length ?? 4_000;
  if ((input.min_length ?? 0) > maximum) {
    issues.push(
      issue([...path, "min_length"], "TEXT_INPUT_MIN_ABOVE_MAX", "min_length is above max_length."),
    );
  }
  if (codePoints(input.value ?? "") > maximum) {
    issues.push(issue([...path, "value"], "BASE_TYPE_MAX_LENGTH", `Must be ${maximum} or fewer in length.`));
  }
  const inRow = path.at(-2) === "components";
  if (inRow && !isSet(input.label)) {
    issues.push(issue([...path, "label"], "BASE_TYPE_REQUIRED", "This field is required"));
  }
  return issues;
}

function isSet(value: string | null | undefined): boolean {
  return value !== undefined && value !== null && value !== "";
}
