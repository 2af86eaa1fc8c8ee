import type { IncomingMessage } from "node:http";
import { LRUCache } from "lru-cache";
import { DiscordError } from "../contract/errors.ts";
import { deepFreeze } from "../world/deep-freeze.ts";
import type { UploadedFile } from "../world/files.ts";

export interface RequestBody {
  /** Parsed JSON, or undefined without a body. */
  json: unknown;
  /** By their number: `files[3]` is "3". */
  files: Map<string, UploadedFile>;
}

const FILE_FIELD = /^files\[(\d+)\]$/;
/** Bytes: ten files of 10 MiB, and what is written around them. */
const LARGEST_BODY = 110 * 1_048_576;
const noFiles = new Map<string, UploadedFile>();

/**
 * Reads JSON, or multipart with `payload_json` and files.
 *
 * @throws DiscordError 50109 when it is not JSON, 40005 when it is too large
 */
export async function readBody(request: IncomingMessage): Promise<RequestBody> {
  const data = await bytesOf(request);
  if (data.length === 0) return { json: undefined, files: noFiles };
  const contentType = request.headers["content-type"] ?? "";
  if (!contentType.startsWith("multipart/form-data"))
    return { json: parseJson(data.toString()), files: noFiles };

  const form = await formOf(data, contentType);
  const files = new Map<string, UploadedFile>();
  let json: unknown;
  for (const [name, value] of form) {
    const number = FILE_FIELD.exec(name)?.[1];
    if (name === "payload_json" && typeof value === "string") json = parseJson(value);
    else if (number !== undefined && typeof value !== "string") {
      files.set(number, {
        name: value.name,
        contentType: value.type || "application/octet-stream",
        data: Buffer.from(await value.arrayBuffer()),
      });
    } else throw new DiscordError(50109);
  }
  return { json: json ?? {}, files };
}

async function formOf(data: Buffer, contentType: string): Promise<FormData> {
  try {
    return await new Response(data, { headers: { "content-type": contentType } }).formData();
  } catch (error) {
    if (error instanceof TypeError) throw new DiscordError(50109);
    throw error;
  }
}

/** By events: `for await` over a request takes several times as long. */
function bytesOf(request: IncomingMessage): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    request.on("data", (chunk: Buffer) => {
      size += chunk.length;
      if (size <= LARGEST_BODY) chunks.push(chunk);
      else reject(new DiscordError(40005));
    });
    request.once("end", () => resolve(chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks)));
    request.once("error", reject);
  });
}

/** Bodies as they were read lately: a bot sends the same card again and again, and is to be measured by its own speed. */
const readLately = new LRUCache<string, object>({ max: 500 });
const MOST_REMEMBERED = 10_000;

function parseJson(text: string): unknown {
  const known = text.length > MOST_REMEMBERED ? undefined : readLately.get(text);
  if (known !== undefined) return known;
  try {
    const parsed = deepFreeze(JSON.parse(text));
    if (text.length <= MOST_REMEMBERED) readLately.set(text, parsed);
    return parsed;
  } catch (error) {
    if (error instanceof SyntaxError) throw new DiscordError(50109);
    throw error;
  }
}
