/** A chart as plain data, before src/charts draws it. */

export interface Bar {
  name: string;
  /** Length from 0 to 1. */
  share: number;
  /** The value as it is printed beside the bar. */
  text: string;
  /** 0xRRGGBB: bars of one model share it. */
  color: number;
  /** It leads its group. */
  leads?: boolean;
  /** Approximate, doubtful or disputed: drawn paler. */
  uncertain?: boolean;
  /** Somebody else's figure: an outline in place of a filled bar. */
  hollow?: boolean;
}

/** Horizontal bars in groups, each group under its name. */
export interface BarChart {
  groups: readonly { name: string; bars: readonly Bar[] }[];
  /** Says the same in words: read aloud by screen readers. */
  description: string;
}

/** When something was: days since 1970, a day or the span that a month or a year leaves open. */
export interface Mark {
  from: number;
  to: number;
}

/** Releases over time, a lane for each lab or line; a day is a dot, a month or a year a bar as long as it is. */
export interface LaneChart {
  /** Days since 1970 at the edges of the picture. */
  from: number;
  to: number;
  /** `color`: 0xRRGGBB. */
  lanes: readonly { name: string; color: number; marks: readonly Mark[] }[];
  description: string;
}

export type Chart = BarChart | LaneChart;
