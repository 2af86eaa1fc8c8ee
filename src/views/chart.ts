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
}

/** Horizontal bars in groups, each group under its name. */
export interface BarChart {
  groups: readonly { name: string; bars: readonly Bar[] }[];
  /** Says the same in words: read aloud by screen readers. */
  description: string;
}
