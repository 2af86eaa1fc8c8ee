/** Three things to try, that stay reachable. */
import { html, type TemplateResult } from "lit";
import { send } from "../composer/composer.ts";

interface Step {
  title: string;
  about: string;
  lines: readonly string[];
}

const steps: readonly Step[] = [
  {
    title: "1. Look something up",
    about: "A model or a lab, as people write it. Every small number leads to where a fact is said.",
    lines: ["/model deepseek v3", "/lab 商汤", "/model glm5"],
  },
  {
    title: "2. Compare and ask",
    about: "Side by side, or a question in words, English or Chinese.",
    lines: [
      "/compare first: glm-5 second: kimi k2.5",
      "/ask cheapest open model with 1M context",
      "@Labdex kimi k2.5 vs glm-5",
    ],
  },
];

const example = (line: string) =>
  html`<button type="button" class="button secondary" @click=${() => void send(line)}>${line}</button>`;

/** @param arrive the third step: a release that arrives */
export function drawTry(arrive: TemplateResult): TemplateResult {
  return html`<div class="tour">
    ${steps.map(
      ({ title, about, lines }) =>
        html`<section>
          <h3>${title}</h3>
          <p>${about}</p>
          <div class="row">${lines.map(example)}</div>
        </section>`,
    )}
    ${arrive}
  </div>`;
}
