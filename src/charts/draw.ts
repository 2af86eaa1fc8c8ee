/** Drawings to PNG: ECharts makes an SVG, resvg paints it. No browser; font and libraries come from npm. */
import { fileURLToPath } from "node:url";
import { type Drawing, fontFamily } from "./look.ts";

/** Pixels per CSS pixel: phones have two to three. */
const scale = 2;

/** Noto Sans with the characters of GB2312; regular and bold. */
const fontFiles = ["NotoSansHans-Regular.otf", "NotoSansHans-Bold.otf"].map((name) =>
  fileURLToPath(new URL(`../fonts/${name}`, import.meta.resolve("@embedpdf/fonts-sc"))),
);

/** Loaded with the first picture: the bot starts without it. */
let echarts: Promise<typeof import("echarts/dist/echarts.esm.min.mjs")> | undefined;

/** Loads what drawing needs, about 80 ms, so that the first picture does not wait for it. */
export async function prepareDrawing(): Promise<void> {
  echarts ??= import("echarts/dist/echarts.esm.min.mjs");
  await Promise.all([echarts, import("@resvg/resvg-js")]);
}

/** Paints a drawing. About 10 ms of it are in this thread, the rest (about 100 ms) in libuv's pool. */
export async function drawPng({ option, width, height }: Drawing): Promise<Uint8Array> {
  echarts ??= import("echarts/dist/echarts.esm.min.mjs");
  const { init } = await echarts;
  const { renderAsync } = await import("@resvg/resvg-js");
  const chart = init(null, null, { renderer: "svg", ssr: true, width, height });
  try {
    chart.setOption(option);
    const image = await renderAsync(chart.renderToSVGString(), {
      fitTo: { mode: "width", value: width * scale },
      font: { loadSystemFonts: false, fontFiles, defaultFontFamily: fontFamily },
    });
    return image.asPng();
  } finally {
    chart.dispose();
  }
}
