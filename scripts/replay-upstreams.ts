/** The recorded history as upstreams answer it: three servers' worth of routes on one local port, on a day that is set. */
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { z } from "zod";

const repository = z.object({
  id: z.string(),
  lab: z.string(),
  createdAt: z.string().nullable(),
  visibleBy: z.string().nullable(),
  pipeline_tag: z.string().nullish(),
  tags: z.array(z.string()).nullish(),
});
const event = z.object({
  at: z.string(),
  event: z.enum(["added", "removed"]),
  provider: z.string(),
  id: z.string(),
  release_date: z.string().optional(),
  name: z.string().optional(),
});
export type Repository = z.output<typeof repository>;
export type ModelEvent = z.output<typeof event>;

const lines = <S extends z.ZodType>(file: string, schema: S): z.output<S>[] =>
  readFileSync(file, "utf8")
    .trim()
    .split("\n")
    .map((line) => schema.parse(JSON.parse(line)));

/** Day on which a repository is seen: `created` as early as can be, `proven` as late as can be. */
export type Visibility = "created" | "proven";

export function readHistory(folder: string, visibility: Visibility) {
  const repositories = lines(join(folder, "huggingface/replay-hf.jsonl"), repository).flatMap((row) => {
    const day =
      visibility === "created" ? (row.createdAt ?? row.visibleBy) : (row.visibleBy ?? row.createdAt);
    return day === null ? [] : [{ ...row, day: day.slice(0, 10) }];
  });
  const events = lines(join(folder, "models-dev-replay.jsonl"), event).map((row) => ({
    ...row,
    day: new Date(row.at).toISOString().slice(0, 10),
  }));
  return { repositories, events };
}
export type History = ReturnType<typeof readHistory>;

/** Serves the history up to a day. */
export async function serveHistory(history: History) {
  let today = "0000-00-00";
  let requests = 0;
  let listing: Record<string, { models: Record<string, object> }> = {};

  function modelsDev(): string {
    return JSON.stringify(listing);
  }
  function setDay(day: string): void {
    today = day;
    listing = {};
    // The listing is never without a model, as the real one.
    listing.alibaba = {
      models: { "qwen-old-1": { id: "qwen-old-1", name: "Old", release_date: "2023-01-01" } },
    };
    for (const { provider, id, event: what, name, release_date, day: on } of history.events) {
      if (on > day) break;
      listing[provider] ??= { models: {} };
      const models = listing[provider].models;
      if (what === "added") models[id] = { id, name, release_date };
      else delete models[id];
    }
  }

  const server = createServer((request, response) => {
    requests++;
    const url = new URL(request.url ?? "/", "http://local");
    const send = (body: string) => response.writeHead(200, { "content-type": "application/json" }).end(body);
    if (url.pathname === "/api/models") {
      const author = url.searchParams.get("author");
      const rows = history.repositories
        .filter((row) => row.id.split("/")[0] === author && row.day <= today)
        .map((row, index) => ({
          _id: `replay-${row.id}`,
          id: row.id,
          modelId: row.id,
          createdAt: new Date(row.createdAt ?? row.day).toISOString(),
          tags: row.tags ?? [],
          pipeline_tag: row.pipeline_tag ?? undefined,
          likes: index,
        }));
      send(JSON.stringify(rows));
    } else if (url.pathname === "/api.json") send(modelsDev());
    else if (url.pathname === "/api/v1/models")
      send(JSON.stringify({ data: [{ id: "qwen/qwen-old-1", created: 1_600_000_000 }] }));
    else response.writeHead(404).end("{}");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    setDay,
    requests: () => requests,
    close: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
