/** A timeline as ECharts options: a lane for each lab or line. Pure; sizes are CSS pixels as a phone shows it. */
import type { CustomSeriesOption, EChartsOption } from "echarts";
import type { LaneChart } from "../views/chart.ts";
import {
  clean,
  type Drawing,
  fitName,
  fontFamily,
  fontSize,
  margin,
  paper,
  theme,
  width,
  widthOf,
} from "./look.ts";

const laneHeight = 20;
const axisHeight = 22;
const dot = 4;
const day = 86_400_000;
const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** The first days of months between two days, so many months apart that at most six stand on the axis. */
function ticks(from: number, to: number): number[] {
  const step = [1, 2, 3, 6, 12, 24, 48].find((one) => (to - from) / 30.4 / one <= 6) ?? 96;
  const first = new Date(from * day);
  const found: number[] = [];
  for (let month = first.getUTCFullYear() * 12 + first.getUTCMonth(); ; month++) {
    const at = Date.UTC(Math.floor(month / 12), month % 12, 1) / day;
    if (at > to) return found;
    if (at >= from && month % step === 0) found.push(at);
  }
}

/** `2026` for a January, else `Apr 26`. */
function tickText(at: number): string {
  const date = new Date(at * day);
  const year = date.getUTCFullYear();
  return date.getUTCMonth() === 0 ? String(year) : `${months[date.getUTCMonth()]} ${String(year).slice(2)}`;
}

const hex = (color: number) => `#${color.toString(16).padStart(6, "0")}`;

/** What is drawn for each mark: a dot for a day, a rounded bar for a month or a year. */
function marksOf(chart: LaneChart): CustomSeriesOption {
  const data = chart.lanes
    .flatMap(({ marks }, lane) => marks.map(({ from, to }) => [from, to, lane] as const))
    .sort(([from, to], [otherFrom, otherTo]) => otherTo - otherFrom - (to - from));
  return {
    type: "custom",
    clip: true,
    data: data.map((one) => [...one]),
    encode: { x: [0, 1], y: 2 },
    renderItem: (_, api) => {
      const [from, to, lane] = [Number(api.value(0)), Number(api.value(1)), Number(api.value(2))];
      const [start = 0, y = 0] = api.coord([from, lane]);
      const [end = 0] = api.coord([to, lane]);
      const color = hex(chart.lanes[lane]?.color ?? 0xffffff);
      if (from === to)
        return {
          type: "circle",
          shape: { cx: start, cy: y, r: dot },
          style: { fill: color, stroke: theme.background, lineWidth: 1 },
        };
      return {
        type: "rect",
        // A year is a thin line, so that what is known better is seen on it.
        shape:
          to - from > 31
            ? { x: start, y: y - 1, width: end - start, height: 2 }
            : { x: start, y: y - 3, width: Math.max(6, end - start), height: 6, r: 3 },
        style: { fill: color, opacity: 0.6 },
      };
    },
  };
}

export function laneDrawing(chart: LaneChart): Drawing {
  const { lanes, from, to } = chart;
  const names = Math.max(50, ...lanes.map((lane) => widthOf(fitName(lane.name)))) + 10;
  const height = lanes.length * laneHeight + axisHeight + 2 * margin;
  const at = ticks(from, to);
  const option: EChartsOption = {
    ...paper,
    grid: {
      left: margin + names,
      right: margin + 8,
      top: margin,
      bottom: margin + axisHeight,
      outerBoundsMode: "none",
    },
    xAxis: {
      type: "value",
      min: from,
      max: to,
      axisLine: { show: false },
      axisTick: { show: false, customValues: at },
      axisLabel: {
        customValues: at,
        formatter: (value: number) => tickText(value),
        color: theme.header,
        fontSize: fontSize - 2,
        fontFamily,
        hideOverlap: true,
      },
      splitLine: { show: false },
    },
    yAxis: {
      type: "category",
      inverse: true,
      data: lanes.map((_, index) => String(index)),
      axisLine: { show: false },
      axisTick: { show: false },
      splitLine: { show: true, lineStyle: { color: "#2b2d31" } },
      axisLabel: {
        interval: 0,
        align: "left",
        margin: names,
        color: theme.text,
        fontSize,
        fontFamily,
        formatter: (_: string, index: number) => clean(fitName(lanes[index]?.name ?? "")),
      },
    },
    series: [
      marksOf(chart),
      // Lines at the months that the axis names.
      {
        type: "line",
        data: [],
        markLine: {
          silent: true,
          symbol: "none",
          label: { show: false },
          lineStyle: { color: "#3a3d44", type: "solid", width: 1 },
          data: at.map((one) => ({ xAxis: one })),
        },
      },
    ],
  };
  return { option, width, height };
}
