/** A form that the bot opened. */
import {
  type APIModalInteractionResponseCallbackData,
  type APITextInputComponent,
  TextInputStyle,
} from "discord-api-types/v10";
import { html, nothing, type TemplateResult } from "lit";
import { perform } from "./perform.ts";
import { set, state } from "./state.ts";

interface Field {
  label: string;
  about?: string | undefined;
  input: APITextInputComponent;
}

/** Text fields, in rows as they were and in labels as they are now. */
function fieldsOf(data: APIModalInteractionResponseCallbackData): Field[] {
  const parts = data.components as unknown as {
    label?: string;
    description?: string;
    component?: APITextInputComponent;
    components?: (APITextInputComponent & { label?: string })[];
  }[];
  return parts.flatMap(({ label, description, component, components = [] }) => [
    ...(component === undefined ? [] : [{ label: label ?? "", about: description, input: component }]),
    ...components.map((input) => ({ label: input.label ?? "", input })),
  ]);
}

const close = () => set({ modal: undefined });

function drawField({ label, about, input }: Field): TemplateResult {
  const isRequired = input.required !== false;
  const attributes = {
    name: input.custom_id,
    hint: input.placeholder ?? "",
    most: input.max_length ?? 4_000,
  };
  const box =
    input.style === TextInputStyle.Paragraph
      ? html`<textarea name=${attributes.name} rows="5" placeholder=${attributes.hint} maxlength=${attributes.most} ?required=${isRequired} .value=${input.value ?? ""}></textarea>`
      : html`<input name=${attributes.name} placeholder=${attributes.hint} maxlength=${attributes.most} ?required=${isRequired} .value=${input.value ?? ""} />`;
  return html`<label>
    <span>${label}${isRequired ? html`<span class="star" aria-hidden="true"> *</span>` : nothing}</span>
    ${about === undefined ? nothing : html`<small>${about}</small>`} ${box}
  </label>`;
}

export function drawModal() {
  if (state.modal === undefined) return nothing;
  const { form, data } = state.modal;
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const given = new FormData(event.target as HTMLFormElement);
    const fields = Object.fromEntries([...given].map(([key, value]) => [key, String(value)]));
    close();
    void perform({ do: "submit", form, fields });
  };
  const key = (event: KeyboardEvent) => {
    if (event.key === "Escape") close();
  };
  return html`<div class="shade" @mousedown=${(event: Event) => {
    if (event.target === event.currentTarget) close();
  }}>
    <form class="modal" role="dialog" aria-modal="true" aria-labelledby="modal-title" @submit=${submit} @keydown=${key}>
      <h2 id="modal-title">${data.title}</h2>
      ${fieldsOf(data).map(drawField)}
      <div class="row end">
        <button type="button" class="button secondary" @click=${close}>Cancel</button>
        <button class="button primary">Submit</button>
      </div>
    </form>
  </div>`;
}

/** A form that has just opened gets the keyboard. */
export function focusModal(): void {
  const modal = document.querySelector(".modal");
  if (modal !== null && !modal.contains(document.activeElement))
    modal.querySelector<HTMLElement>("input, textarea")?.focus();
}
