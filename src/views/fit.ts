/** Whether a model fits into memory: a row a quantisation, and where every number comes from. */
import type { Catalog } from "../catalog/catalog.ts";
import { handleOf } from "../catalog/compare/handles.ts";
import { factHeld } from "../catalog/family.ts";
import { figureOf } from "../catalog/figures.ts";
import { cacheBytesPerToken, type FitRow } from "../catalog/fit.ts";
import type { Conditions } from "../catalog/select.ts";
import type { Model } from "../catalog/types.ts";
import { en } from "../messages/en.ts";
import { type Marker, marker } from "./citations.ts";
import { labColor } from "./colors.ts";
import { conditionWords } from "./conditions.ts";
import { customId } from "./custom-id.ts";
import { brief, modelSelect, whenText } from "./entry.ts";
import { fitLines, limits, shorten } from "./limits.ts";
import type { Message, Row } from "./message.ts";
import { codeBlock } from "./table.ts";
import { bullet, escapeMarkdown } from "./text.ts";

const words = en.fit;
/** What members have: graphics cards, Macs and servers. In GB. */
export const usualMemories = [8, 12, 16, 24, 32, 48, 64, 80, 96, 128, 192, 256, 384, 512, 768, 1024] as const;

/** `405.9 GB`, `19.2 GB`, `3.4 KB`: three or four digits. */
function bytesText(bytes: number): string {
  if (bytes >= 1e9)
    return `${(bytes / 1e9).toLocaleString("en", { maximumFractionDigits: bytes < 1e11 ? 1 : 0 })} GB`;
  return bytes >= 1e6
    ? `${Number((bytes / 1e6).toPrecision(3))} MB`
    : `${Number((bytes / 1e3).toPrecision(3))} KB`;
}

const cell = (bytes: number): string =>
  bytes >= 1e11 ? String(Math.round(bytes / 1e9)) : (bytes / 1e9).toFixed(1);

/** Columns that a phone holds: quantisation, weights, cache, in all, whether it fits. */
function tableOf(rows: readonly FitRow[]): string {
  const { heads } = words;
  const line = (name: string, weights: string, cache: string, total: string, fits: string) =>
    `${name.padEnd(6)}${weights.padStart(8)}${cache.padStart(6)}${total.padStart(7)} ${fits}`.trimEnd();
  return codeBlock([
    line("", heads.weights, heads.cache, heads.total, ""),
    ...rows.map(({ quantisation, weights, file, cache, total, fits }) =>
      line(
        quantisation.name,
        cell(weights) + (file === undefined ? "" : "*"),
        cache === undefined ? words.unknown : cell(cache),
        cell(total),
        fits === undefined ? "" : fits ? words.fits : words.large,
      ),
    ),
  ]);
}

function sourceLines(model: Model, rows: readonly FitRow[], context: number, mark: Marker): string[] {
  const { parametersTotal, parametersActive, geometry } = model.facts;
  const size = parametersTotal?.claims[0];
  const active = parametersActive?.claims[0];
  const files = rows.flatMap(({ file }) => file ?? []);
  const shape = geometry?.claims[0];
  const perToken = shape === undefined ? undefined : cacheBytesPerToken(shape.value);
  const tokens = context.toLocaleString("en");
  const cache = () => {
    if (shape === undefined || perToken === undefined) return words.cacheNotStated;
    const { layers, kvLayers = layers, kvHeads = 0, headDim = 0, kvRank, ropeDim = 0 } = shape.value;
    const token = bytesText(perToken);
    return kvRank === undefined
      ? words.heads2(kvLayers, kvHeads, headDim, token, tokens, mark(shape.places))
      : words.latent(kvLayers, kvRank, ropeDim, token, tokens, mark(shape.places));
  };
  return [
    ...(files.length === 0
      ? []
      : [
          words.files(
            files.map((one) => words.byFile(escapeMarkdown(one.value.name), mark(one.places))).join(", "),
          ),
        ]),
    ...(size === undefined
      ? []
      : [
          words.weights(
            escapeMarkdown(size.text) + mark(size.places),
            active === undefined ? undefined : escapeMarkdown(active.text) + mark(active.places),
          ),
        ]),
    cache(),
    `${words.reserve}. ${words.inGb}`,
  ];
}

/** The answer in its first line, the same in every place where it is asked. `memory` in bytes. */
export function fitHead(model: Model, rows: readonly FitRow[], memory: number | undefined): string {
  const name = escapeMarkdown(model.name);
  const least = rows.at(-1);
  const usual = rows.find((row) => row.quantisation.level === 4) ?? least;
  if (least === undefined || usual === undefined) return words.sizeNotStated(name);
  if (memory === undefined) return words.needs(name, bytesText(usual.total), usual.quantisation.name);
  const best = rows.find((row) => row.fits === true);
  return best === undefined
    ? words.no(name, bytesText(memory), bytesText(least.total), least.quantisation.name)
    : words.yes(name, bytesText(memory), best.quantisation.name, bytesText(best.total));
}

/** A menu of other amounts of memory for the same model and context. */
function memoryMenu(model: Model, memory: number | undefined, context: number): Row {
  return [
    {
      kind: "select",
      id: customId("fit", "memory", handleOf(model.id), String(context)),
      placeholder: words.otherMemory,
      options: usualMemories.map((gb) => ({
        label: `${gb.toLocaleString("en")} GB`,
        value: String(gb),
        ...(memory === gb * 1e9 ? { selected: true } : {}),
      })),
    },
  ];
}

/** `rows` is empty where the size is not stated. */
export function fitMessage(
  catalog: Catalog,
  model: Model,
  rows: readonly FitRow[],
  asked: { memory?: number; context: number },
): Message {
  const { memory, context } = asked;
  const name = escapeMarkdown(model.name);
  const card: Row = [
    {
      kind: "button",
      label: shorten(model.name, limits.buttonLabel),
      id: customId("model", "card", model.id),
    },
  ];
  const isClosed = factHeld(catalog, model, "weights")?.fact.claims[0].value === "no";
  const color = labColor(catalog, model.lab);
  if (isClosed || rows.length === 0) {
    const description = isClosed ? words.closed(name) : words.sizeNotStated(name);
    return { audience: "everyone", embeds: [{ description, color }], rows: [card] };
  }
  const mark = marker(catalog);
  const longest = figureOf(model, "context");
  const stated = model.facts.context?.claims[0];
  const beyond =
    longest === undefined || stated === undefined || context <= longest * 1.05
      ? []
      : [`⚠ ${words.beyond(escapeMarkdown(stated.text) + mark(stated.places))}`];
  const lines = [
    fitHead(model, rows, memory),
    tableOf(rows),
    ...beyond,
    ...sourceLines(model, rows, context, mark),
  ];
  return {
    audience: "everyone",
    embeds: [
      {
        title: shorten(
          words.title(
            model.name,
            memory === undefined ? undefined : bytesText(memory),
            context.toLocaleString("en"),
          ),
          limits.title,
        ),
        description: fitLines(lines, limits.description, en.more),
        color,
      },
    ],
    rows: [memoryMenu(model, memory, context), card],
  };
}

/** A family has several sizes: which of them? */
export function fitFamily(
  catalog: Catalog,
  family: Model,
  members: readonly Model[],
  asked: { memory?: number; context: number },
): Message {
  const id = customId("fit", "pick", String((asked.memory ?? 0) / 1e9), String(asked.context));
  return {
    audience: "asker",
    embeds: [{ description: words.family(escapeMarkdown(family.name)) }],
    rows: members.length === 0 ? [] : [[modelSelect(catalog, members, id, en.choosePlaceholder)]],
  };
}

export interface Running {
  model: Model;
  row: FitRow;
}
const mostRunning = 15;

/** The open models that fit into memory, the largest first. `unknown`: open ones that do not state their size. */
export function runsMessage(
  catalog: Catalog,
  asked: { memory: number; context: number; where: Conditions },
  running: readonly Running[],
  unknown: number,
): Message {
  const memory = bytesText(asked.memory);
  const lines = running
    .slice(0, mostRunning)
    .map(({ model, row }) =>
      bullet(
        words.runsLine(
          escapeMarkdown(model.name),
          escapeMarkdown(brief(model.facts.parametersTotal?.claims[0].text ?? "")),
          row.quantisation.name,
          bytesText(row.total),
          whenText(model),
        ),
      ),
    );
  const { weights: _, ...where } = asked.where;
  return {
    audience: "everyone",
    embeds: [
      {
        description: fitLines(
          [
            running.length === 0
              ? words.runsNone(memory)
              : words.runs(running.length, memory, conditionWords(catalog, where)),
            ...lines,
            ...(running.length > mostRunning ? [en.more(running.length - mostRunning)] : []),
            `-# ${words.runsNote(asked.context.toLocaleString("en"), unknown)}`,
          ],
          limits.description,
          en.more,
        ),
        color: 0x5865f2,
      },
    ],
    rows:
      running.length === 0
        ? []
        : [
            [
              modelSelect(
                catalog,
                running.map(({ model }) => model),
                customId("model", "open"),
                en.asking.choose,
              ),
            ],
          ],
  };
}
