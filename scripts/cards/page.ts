/** The page on which cards are drawn: one HTML file that fetches nothing. */
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { payloadOf } from "../../src/bot/payload.ts";
import { readStyles } from "../../src/playground/page/files.ts";
import type { Message } from "../../src/views/message.ts";

const folder = fileURLToPath(new URL("../../src/playground/page/browser/", import.meta.url));

/** One message of the gallery. */
export interface Card {
  /** `model`, `lab`, `compare`, `list`, `post`, `section`: what bounds hold for. */
  kind: string;
  title: string;
  /** `/model deepseek-v3`; empty for posts. */
  command: string;
  message: Message;
}

/** The card as the page gets it: Discord's JSON of a message, pictures as data addresses. */
export function drawn({ title, command, message }: Card, index: number) {
  const { body } = payloadOf(message);
  const files = message.files ?? [];
  return {
    title,
    command: command.replace(/^\//, ""),
    message: {
      id: String(index + 1),
      channel_id: "1",
      author: { id: "1", username: "Labdex", global_name: null, bot: true },
      timestamp: "2026-11-25T12:00:00.000Z",
      edited_timestamp: null,
      content: body.content,
      embeds: body.embeds,
      components: body.components,
      attachments: files.map((file, at) => ({
        id: String(at),
        filename: file.name,
        description: file.description,
        url: `data:image/png;base64,${Buffer.from(file.data).toString("base64")}`,
      })),
      mentions: [],
      type: 0,
      flags: message.audience === "asker" ? 64 : 0,
    },
  };
}

const style = `
body { height: auto; overflow: auto; background: var(--back); }
#app { width: 390px; }
body.wide #app { width: 900px; }
figure { margin: 0 0 1.5rem; }
figcaption { padding: 0.3rem 1rem; font-size: 0.75rem; color: var(--dim); border-top: 1px solid var(--line); }
header.views { padding: 0.75rem 1rem; border: 0; justify-content: start; font-size: 0.85rem; }
`;

/** @param cards shown from the start; others can be drawn by `window.drawCards` */
export async function galleryPage(cards: readonly Card[]): Promise<string> {
  const [bundle, styles] = await Promise.all([
    build({
      entryPoints: [`${folder}gallery.ts`],
      bundle: true,
      format: "esm",
      target: "es2022",
      minify: true,
      write: false,
      logLevel: "silent",
      tsconfig: `${folder}tsconfig.json`,
    }),
    readStyles(),
  ]);
  const script = (bundle.outputFiles[0]?.text ?? "").replaceAll("</script", "<\\/script");
  const data = JSON.stringify(cards.map(drawn)).replaceAll("<", "\\u003c");
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Labdex: all cards</title>
<style>${styles}${style}</style></head>
<body><header class="views">
<a href="?theme=dark">phone, dark</a> <a href="?theme=light">phone, light</a>
<a href="?theme=dark&width=desktop">desktop, dark</a> <a href="?theme=light&width=desktop">desktop, light</a>
</header><div id="app"></div>
<script>window.cards = ${data};</script><script type="module">${script}</script></body></html>`;
}
