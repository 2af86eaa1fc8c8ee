/** Corrections of facts: where they are read, and who decides. */
import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { correctionActions } from "../answers/correct.ts";
import type { Actions } from "../command.ts";
import { defined } from "../defined.ts";
import { nonceOf } from "../subscriptions/nonce.ts";
import type { Sender } from "../subscriptions/sender.ts";
import { correctionName } from "../views/correction.ts";
import type { Message } from "../views/message.ts";
import type { Env } from "./env.ts";
import { playgroundReview } from "./playground/kept.ts";

async function fileAt(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw error;
  }
}

/** In the playground a channel of its own and everybody who looks after the server; else what the settings say. */
export function correctionsOf(
  env: Env,
  dataFolder: string,
  sender: () => Pick<Sender<Message>, "post">,
): Readonly<Record<string, Actions>> {
  const isPlayground = env.DISCORD_TOKEN === undefined;
  const channelId = env.REVIEW_CHANNEL_ID ?? (isPlayground ? playgroundReview.channel : undefined);
  const post = async (message: Message, title: string) => {
    if (channelId === undefined) return false;
    const place = { guildId: "", channelId, channelKind: "text" } as const;
    return (await sender().post(place, message, { nonce: nonceOf(randomUUID()), title })).ok;
  };
  return {
    [correctionName]: correctionActions({
      owners: isPlayground && env.OWNER_IDS.length === 0 ? playgroundReview.owners : env.OWNER_IDS,
      read: (path) => fileAt(join(dataFolder, path)),
      ...defined({ post: channelId === undefined ? undefined : post }),
    }),
  };
}
