/** A colour for each lab: its own where the data has it, else a chosen one; apart from each other, readable on dark and light. */
import type { Catalog } from "../catalog/catalog.ts";
import type { LabId } from "../catalog/types.ts";

/** For labs whose file gives none: neighbours in hue differ in lightness. 0xRRGGBB. */
const chosen: Readonly<Record<LabId, number>> = {
  deepseek: 0x4d6bfe,
  alibaba: 0xff7a1a,
  moonshot: 0x9fb4c7,
  zhipu: 0x2f6fd0,
  minimax: 0xf0436c,
  stepfun: 0x00b8a9,
  tencent: 0x1aa8ff,
  bytedance: 0x3ad1c6,
  baidu: 0x5a55e0,
  xiaomi: 0xff9d3b,
  meituan: 0xffc92e,
  "ant-group": 0x2aa7e0,
  "shanghai-ai-lab": 0x7b61d9,
  openbmb: 0x4fb477,
  kuaishou: 0xff5a36,
  sensetime: 0x9b4dca,
  baichuan: 0xf2a65a,
  "01-ai": 0x1fa25c,
  huawei: 0xd6263b,
  rednote: 0xff3d5f,
  "humane-intelligence-lab": 0xc74375,
  "butterfly-effect": 0xb7b1a5,
  "cherry-studio": 0xe0607e,
  bria: 0x8a9a5b,
  openai: 0x19a37f,
  anthropic: 0xd08c60,
  google: 0x8ab4f8,
  meta: 0x0a84ff,
};

/** 0xRRGGBB. */
export function labColor(catalog: Catalog, lab: LabId): number {
  const own = catalog.labs.get(lab)?.colour;
  if (own !== undefined) return Number.parseInt(own.slice(1), 16);
  return chosen[lab] ?? colorOfName(lab);
}

/** A steady colour from an id: the hue varies, lightness and saturation do not. */
function colorOfName(id: string): number {
  let hash = 0;
  for (const character of id) hash = (hash * 31 + (character.codePointAt(0) ?? 0)) % 360;
  return hslToRgb(hash, 0.55, 0.58);
}

/** Hue in degrees, saturation and lightness from 0 to 1. */
function hslToRgb(hue: number, saturation: number, lightness: number): number {
  const chroma = saturation * Math.min(lightness, 1 - lightness);
  const channel = (offset: number) => {
    const k = (offset + hue / 30) % 12;
    return Math.round(255 * (lightness - chroma * Math.max(-1, Math.min(k - 3, 9 - k, 1))));
  };
  return (channel(0) << 16) | (channel(8) << 8) | channel(4);
}

const channels = (color: number) => [(color >> 16) & 255, (color >> 8) & 255, color & 255] as const;

/** Mixes towards white by `share`, from 0 to 1. */
export function lighter(color: number, share: number): number {
  const [red, green, blue] = channels(color).map((one) => Math.round(one + (255 - one) * share));
  return ((red ?? 0) << 16) | ((green ?? 0) << 8) | (blue ?? 0);
}

/** Relative luminance from 0 to 1 (WCAG 2). */
export function luminance(color: number): number {
  const [red, green, blue] = channels(color).map((one) => {
    const part = one / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * (red ?? 0) + 0.7152 * (green ?? 0) + 0.0722 * (blue ?? 0);
}

/** Made lighter until it stands out from a dark ground: at least 3 to 1 against #1e1f22. */
export function onDark(color: number): number {
  let shown = color;
  while (luminance(shown) < 0.14) shown = lighter(shown, 0.1);
  return shown;
}

const distance = (a: number, b: number) => {
  const [first, second] = [channels(a), channels(b)];
  return Math.hypot(...first.map((one, index) => one - (second[index] ?? 0)));
};

/** Colours of the models of one picture: their labs', and a lighter or plain other one where two would look alike. */
export function picturesColors(catalog: Catalog, labs: readonly LabId[]): number[] {
  const used: number[] = [];
  for (const lab of labs) {
    let color = onDark(labColor(catalog, lab));
    const isTaken = () => used.some((other) => distance(other, color) < 90);
    for (const share of [0.5, 0.75]) if (isTaken()) color = lighter(onDark(labColor(catalog, lab)), share);
    const spare = [0xf2f3f5, 0xffd666, 0x7ee0c0, 0xc4a1ff].find(
      (one) => !used.some((other) => distance(other, one) < 90),
    );
    if (isTaken() && spare !== undefined) color = spare;
    used.push(color);
  }
  return used;
}
