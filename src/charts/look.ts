/** What all charts have in common: the paper, the letters, how names are fitted. Sizes are CSS pixels. Pure. */
import type { EChartsOption } from "echarts";

/** What is drawn, and how large. */
export interface Drawing {
  option: EChartsOption;
  width: number;
  height: number;
}

/** A phone shows pictures in embeds about this wide. */
export const width = 340;
export const margin = 10;
export const fontSize = 13;
const longestName = 120;
/** The picture brings its own background, so that it reads the same in Discord's dark and light themes. */
export const theme = { background: "#1e1f22", text: "#f2f3f5", header: "#b5bac1", leader: "#ffd666" };
export const fontFamily = "Noto Sans S Chinese";

/** Rough width of a text: Han characters are square, others about half as wide. */
export function widthOf(text: string): number {
  let sum = 0;
  for (const character of text) sum += /[\u2e80-\uffef]/u.test(character) ? fontSize : fontSize * 0.58;
  return Math.ceil(sum);
}

/** A name that leaves room for its bar. */
export function fitName(name: string): string {
  if (widthOf(name) <= longestName) return name;
  let cut = name;
  while (widthOf(`${cut}…`) > longestName) cut = [...cut].slice(0, -1).join("");
  return `${cut.trimEnd()}…`;
}

/** Where every drawing begins. */
export const paper = {
  animation: false,
  backgroundColor: theme.background,
  textStyle: { fontFamily, fontSize },
} as const satisfies EChartsOption;

/** Braces and bars would end a piece of rich text. */
export const clean = (text: string): string => text.replace(/[{}|]/g, " ");
