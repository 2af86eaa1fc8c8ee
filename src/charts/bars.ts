/** A bar chart as ECharts options. Pure; sizes are CSS pixels of the picture as a phone shows it. */
import type { EChartsOption } from "echarts";
import type { BarChart } from "../views/chart.ts";
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

const rowHeight = 18;

/** Rows from top to bottom: a group's name, then its bars. */
export function barDrawing({ groups }: BarChart): Drawing {
  const rows = groups.flatMap((group) => [{ header: group.name }, ...group.bars]);
  const bars = groups.flatMap((group) => group.bars);
  const names = Math.max(60, ...bars.map((bar) => widthOf(fitName(bar.name)))) + 10;
  const values = Math.max(...bars.map((bar) => widthOf(bar.text) + (bar.leads === true ? 20 : 0))) + 10;
  const height = rows.length * rowHeight + 2 * margin;
  const option: EChartsOption = {
    ...paper,
    grid: {
      left: margin + names,
      right: margin + values,
      top: margin,
      bottom: margin,
      outerBoundsMode: "none",
    },
    xAxis: { type: "value", min: 0, max: 1, show: false },
    yAxis: {
      type: "category",
      inverse: true,
      data: rows.map((_, index) => String(index)),
      axisLine: { show: false },
      axisTick: { show: false },
      axisLabel: {
        interval: 0,
        align: "left",
        margin: names,
        formatter: (_: string, index: number) => {
          const row = rows[index];
          if (row === undefined) return "";
          return "header" in row ? `{header|${clean(row.header)}}` : `{name|${clean(fitName(row.name))}}`;
        },
        rich: {
          header: { color: theme.header, fontSize: fontSize - 1, fontWeight: 700, fontFamily },
          name: {
            color: theme.text,
            fontSize,
            fontFamily,
          },
        },
      },
    },
    series: [
      {
        type: "bar",
        barWidth: 12,
        data: rows.map((row) => {
          if ("header" in row) return { value: "-" };
          const color = `#${row.color.toString(16).padStart(6, "0")}`;
          return {
            value: row.share,
            itemStyle: {
              ...(row.hollow === true
                ? { color: "transparent", borderColor: color, borderWidth: 1.5 }
                : { color }),
              borderRadius: [0, 4, 4, 0],
              opacity: row.uncertain === true ? 0.55 : 1,
            },
            label: {
              show: true,
              position: "right",
              distance: 6,
              formatter: row.leads === true ? `${row.text} ★` : row.text,
              color: row.leads === true ? theme.leader : theme.text,
              fontWeight: row.leads === true ? 700 : 400,
              fontSize,
              fontFamily,
            },
          };
        }),
      },
    ],
  };
  return { option, width, height };
}
