/** ECharts in one file: loads ten times faster than its modules one by one. */
declare module "echarts/dist/echarts.esm.min.mjs" {
  export * from "echarts";
}
