/** Buttons and menus below a message. */
import {
  type APIActionRowComponent,
  type APIButtonComponent,
  type APIComponentInMessageActionRow,
  type APIStringSelectComponent,
  ButtonStyle,
  ComponentType,
} from "discord-api-types/v10";
import { html, nothing, type TemplateResult } from "lit";

export type Row = APIActionRowComponent<APIComponentInMessageActionRow>;

export interface ComponentActions {
  press(customId: string): void;
  choose(customId: string, values: string[]): void;
}

const looks: Partial<Record<ButtonStyle, string>> = {
  [ButtonStyle.Primary]: "primary",
  [ButtonStyle.Success]: "success",
  [ButtonStyle.Danger]: "destructive",
};

function button(part: APIButtonComponent, actions: ComponentActions) {
  if (part.style === ButtonStyle.Premium) return nothing;
  const inside = html`${part.emoji?.name ?? nothing} ${part.label ?? nothing}`;
  if (part.style === ButtonStyle.Link)
    return html`<a class="button link" href=${part.url} target="_blank" rel="noreferrer"
      >${inside}<svg viewBox="0 0 24 24" aria-hidden="true"><path d="M14 4h6v6M20 4l-9 9M10 5H5v14h14v-5" /></svg
    ></a>`;
  return html`<button
    type="button"
    class="button ${looks[part.style] ?? "secondary"}"
    ?disabled=${part.disabled ?? false}
    @click=${() => actions.press(part.custom_id)}
  >
    ${inside}
  </button>`;
}

function select(part: APIStringSelectComponent, actions: ComponentActions) {
  const several = (part.max_values ?? 1) > 1;
  const change = (event: Event) => {
    const menu = event.target as HTMLSelectElement;
    const values = [...menu.selectedOptions].map((option) => option.value).filter((value) => value !== "");
    if (values.length >= (part.min_values ?? 1)) actions.choose(part.custom_id, values);
    if (!several) menu.value = part.options.find((one) => one.default)?.value ?? "";
  };
  const isEmpty = !part.options.some((one) => one.default);
  return html`<select
    class="menu"
    aria-label=${part.placeholder ?? "Choose"}
    ?multiple=${several}
    ?disabled=${part.disabled ?? false}
    size=${several ? Math.min(5, part.options.length) : nothing}
    @change=${change}
  >
    ${several ? nothing : html`<option value="" disabled hidden ?selected=${isEmpty}>${part.placeholder}</option>`}
    ${part.options.map(
      (option) =>
        html`<option value=${option.value} ?selected=${option.default ?? false}>
          ${option.label}${option.description === undefined ? nothing : ` · ${option.description}`}
        </option>`,
    )}
  </select>`;
}

export const drawRow = (row: Row, actions: ComponentActions): TemplateResult =>
  html`<div class="row">
    ${row.components.map((part) => {
      if (part.type === ComponentType.Button) return button(part, actions);
      return part.type === ComponentType.StringSelect ? select(part, actions) : nothing;
    })}
  </div>`;
