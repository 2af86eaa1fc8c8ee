import { existsSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { afterEach, describe, expect, test } from "vitest";
import { createDrift } from "../../src/releases/sources/drift.ts";
import { feed } from "../../src/releases/sources/feeds.ts";
import { endpoint, fetchJson, retryAfter, UpstreamError } from "../../src/releases/sources/fetch.ts";
import {
  huggingFace,
  nextPage,
  parametersOf,
  readRepository,
} from "../../src/releases/sources/huggingface.ts";
import { isPointer, labOfName, labOfOrganisation, withoutSpeed } from "../../src/releases/sources/lines.ts";
import { modelsDev, readModelsDev } from "../../src/releases/sources/models-dev.ts";
import { openRouter, readOpenRouter } from "../../src/releases/sources/openrouter.ts";
import { readFeed } from "../../src/releases/sources/read-feed.ts";
import { readCatalog } from "../support/catalog.ts";
import { type Answer, startUpstream } from "./upstream-server.ts";

const upstream = new URL("../../../shared/upstream/", import.meta.url);
const present = existsSync(new URL("models-dev-api.json", upstream));
const recorded = (name: string): unknown => JSON.parse(readFileSync(new URL(name, upstream), "utf8"));
const signal = new AbortController().signal;

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});
async function serving(answer: (path: string) => Answer) {
  const server = await startUpstream(answer);
  open.push(server);
  return server;
}

describe("the shared fetch", () => {
  const now = Date.parse("2026-08-01T00:00:00Z");
  test.each([
    [{ ratelimit: '"api";r=0;t=55' }, 55_000],
    [{ ratelimit: '"api";r=0;t=0' }, 1_000],
    [{ "retry-after": "120" }, 120_000],
    [{ "retry-after": "Sat, 01 Aug 2026 00:02:00 GMT" }, 120_000],
    [{ "x-ratelimit-reset": "30" }, 30_000],
    [{ "x-ratelimit-reset": String(now / 1000 + 90) }, 90_000],
    [{ "x-ratelimit-reset": String(now + 90_000) }, 90_000],
    [{ "retry-after": "10", ratelimit: '"api";r=0;t=55' }, 55_000],
    [{ "retry-after": "999999999" }, 3_600_000],
    [{ "retry-after": "soon" }, undefined],
    [{}, undefined],
  ])("%j asks to wait %s ms", (headers, wait) => {
    expect(retryAfter(new Headers(headers as Record<string, string>), now)).toBe(wait);
  });

  test.each<[string, Answer, string]>([
    ["HTML", { body: "<!doctype html><p>Sorry</p>", headers: { "content-type": "text/html" } }, "not-json"],
    ["half a JSON", { body: '[{"id": "Qwen/Qw' }, "not-json"],
    ["an empty body", { body: "" }, "not-json"],
    ["500", { status: 500 }, "status"],
    ["404", { status: 404 }, "status"],
    ["429", { status: 429, headers: { ratelimit: '"api";r=0;t=55' } }, "limited"],
    ["a broken connection", { body: "[".repeat(1_000), fault: "break" }, "unreachable"],
    ["silence", { fault: "hang" }, "timeout"],
    ["too much", { body: "x".repeat(2_000) }, "too-large"],
    ["another host", { status: 302, headers: { location: "https://example.org/" } }, "status"],
    ["a circle", { status: 302, headers: { location: "/" } }, "status"],
  ])("%s is an error of its own", async (_name, answer, problem) => {
    const server = await serving(() => answer);
    const asked = fetchJson(`${server.url}/`, { signal, timeout: 300, maxBytes: 1_500 });
    await expect(asked).rejects.toMatchObject({ name: "UpstreamError", problem });
  });

  test("429 without a header waits out a window of five minutes", async () => {
    const server = await serving(() => ({ status: 429 }));
    await expect(fetchJson(server.url, { signal })).rejects.toMatchObject({ retryAfter: 300_000 });
  });

  test("304 and an equal body are no change, and the ETag is sent", async () => {
    let etag: string | undefined;
    const server = await startUpstream((_path, request) => {
      etag = request.headers["if-none-match"];
      return etag === '"1"' ? { status: 304 } : { body: "[]", headers: { etag: '"1"' } };
    });
    open.push(server);
    const first = await fetchJson(server.url, { signal });
    expect(first).toMatchObject({ changed: true, validators: { etag: '"1"' } });
    expect(await fetchJson(server.url, { signal, before: first.validators })).toMatchObject({
      changed: false,
    });
    expect(etag).toBe('"1"');
    const { etag: _, ...hashOnly } = first.validators;
    expect(await fetchJson(server.url, { signal, before: hashOnly })).toMatchObject({ changed: false });
  });

  test("stopping ends a request", async () => {
    const server = await serving(() => ({ fault: "hang" }));
    await expect(fetchJson(server.url, { signal: AbortSignal.timeout(50) })).rejects.toBeInstanceOf(
      UpstreamError,
    );
  });

  test.each([
    ["https://huggingface.co", "https://huggingface.co/api/models"],
    ["https://huggingface.co/api", "https://huggingface.co/api/models"],
    ["https://hf-mirror.com/api/models", "https://hf-mirror.com/api/models"],
  ])("%s leads to %s", (base, address) => expect(endpoint(base, "/api", "/models")).toBe(address));
});

const row = {
  _id: "6909b87b734dd24dd19da3ef",
  id: "moonshotai/Kimi-K2-Thinking",
  private: false,
  tags: ["license:other", "arxiv:2507.20534", "region:us", 7],
  createdAt: "2025-11-04T08:25:31.000Z",
};

describe("Hugging Face", () => {
  test.each([
    ['<https://h/api/models?cursor=abc>; rel="next"', "https://h/api/models?cursor=abc"],
    ['<https://h/first>; rel="first", <https://h/n?cursor=a%3D>; rel="next"', "https://h/n?cursor=a%3D"],
    ['<https://h/x>; title="next"; rel="last"', undefined],
    ['<https://h/x>; rel="nextish"', undefined],
    ['<https://evil.example/x>; rel="next"', undefined],
    ["<https://h/y>; rel=next", "https://h/y"],
    [null, undefined],
    ["nonsense", undefined],
  ])("the next page of %s", (link, page) => expect(nextPage(link, "https://h/api/models")).toBe(page));

  test("a row is read with its tags", () => {
    expect(readRepository(row, "moonshot", "moonshotai", createDrift())).toMatchObject({
      externalId: "6909b87b734dd24dd19da3ef",
      name: "moonshotai/Kimi-K2-Thinking",
      createdAt: new Date("2025-11-04T08:25:31.000Z"),
      facts: { arxiv: "2507.20534", openWeights: true },
    });
  });

  test.each([
    [["README.md", ".gitattributes", "tokenizer.json"], ["weights:none"], undefined],
    [["README.md", "adapter_config.json", "adapter_model.safetensors"], ["peft"], true],
    [["model-00001-of-00002.safetensors", "config.json"], [], true],
    [["inference.pdiparams"], [], true],
    [[], [], true],
  ])("of the files %j it says %j", (files, said, openWeights) => {
    const listed = { ...row, tags: [], siblings: files.map((rfilename) => ({ rfilename })) };
    const read = readRepository(listed, "moonshot", "moonshotai", createDrift());
    expect(read?.tags).toEqual(said);
    expect(read?.facts.openWeights).toBe(openWeights);
  });

  test("a row with every field missing or of the wrong type is left out or read without it, and said", () => {
    const drift = createDrift();
    const wrong = { _id: 7, id: ["x"], modelId: {}, tags: "many", createdAt: "yesterday", safetensors: [] };
    expect(readRepository(wrong, "moonshot", "moonshotai", drift)).toBeUndefined();
    expect(readRepository({}, "moonshot", "moonshotai", drift)).toBeUndefined();
    expect(readRepository(null, "moonshot", "moonshotai", drift)).toBeUndefined();
    const bare = { ...wrong, id: "moonshotai/Kimi-K9" };
    expect(readRepository(bare, "moonshot", "moonshotai", drift)).toMatchObject({
      name: "moonshotai/Kimi-K9",
      tags: [],
    });
    expect(drift.lines().length).toBeGreaterThan(3);
  });

  test("no JSON makes a row that is not of the organisation, and none throws", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const read = readRepository(value, "lab", "org", createDrift());
        expect(read === undefined || read.name.startsWith("org/")).toBe(true);
      }),
    );
    fc.assert(
      fc.property(
        fc.dictionary(fc.constantFrom(...Object.keys(row), "safetensors", "cardData"), fc.jsonValue()),
        (value) => {
          readRepository({ ...value, id: "org/x" }, "lab", "org", createDrift());
        },
      ),
    );
  });

  test("pages are followed to the end, with the token, on the same host", async () => {
    const server = await startUpstream((path) => {
      const second = path.includes("cursor=2");
      const link = `<${path}&cursor=2>; rel="next"`;
      const one = second ? { ...row, _id: "2", id: "moonshotai/Kimi-K3" } : row;
      return { body: JSON.stringify([one]), headers: second ? {} : { link } };
    });
    open.push(server);
    const listed = huggingFace("moonshotai", "moonshot", { url: server.url, token: "secret" });
    const listing = await listed.list({}, signal);
    expect(listing.changed && listing.rows.map((one) => one.name)).toEqual([
      "moonshotai/Kimi-K2-Thinking",
      "moonshotai/Kimi-K3",
    ]);
    expect(server.requests.map(({ headers }) => headers.authorization)).toEqual([
      "Bearer secret",
      "Bearer secret",
    ]);
    expect(server.requests[0]?.path).toBe(
      "/api/models?author=moonshotai&sort=createdAt&limit=1000&full=true",
    );
  });

  test.each([
    [{ total: 1000, parameters: { BF16: 900, F32: 100 } }, 1000],
    [{ total: 1000, parameters: { BF16: 100, I32: 900 } }, undefined],
    [{ total: "many" }, undefined],
  ])("parameters of %j", async (safetensors, parameters) => {
    const server = await serving(() => ({ body: JSON.stringify({ ...row, safetensors }) }));
    expect(await parametersOf("moonshotai/Kimi-K3", { url: server.url }, signal)).toBe(parameters);
  });
});

describe("lines of names", () => {
  test.each([
    ["moonshotai/kimi-k2.5", "moonshot"],
    ["siliconflow/deepseek-v3.2", "deepseek"],
    ["MiniMax/MiniMax-M2.7", "minimax"],
    ["step-3.5-flash", "stepfun"],
    ["gpt-5", undefined],
    ["anthropic/claude-opus-4.7", undefined],
  ])("%s is of %s", (name, lab) => expect(labOfName(name)).toBe(lab));

  test("every organisation of the hub that a lab's file names is known as that lab's", () => {
    const named = readCatalog().labs.flatMap((lab) => lab.huggingface.map((one) => [one, lab.id]));
    expect(named.map(([one = ""]) => [one, labOfOrganisation(one)])).toEqual(named);
  });

  test.each([
    ["qwen-plus", false],
    ["kwaipilot/kat-coder-pro", false],
    ["meituan/longcat-flash-chat", false],
    ["deepseek-reasoner", true],
    ["deepseek/deepseek-chat", true],
    ["~moonshotai/kimi-latest", true],
    ["z-ai/glm-4.5-air:free", true],
    ["qwen3-max", false],
    ["z-ai/glm-5", false],
  ])("%s points to another model: %s", (name, pointer) => expect(isPointer(name)).toBe(pointer));

  test("another speed is the same model", () =>
    expect(withoutSpeed("kimi-k2.7-code-highspeed")).toBe("kimi-k2.7-code"));
});

describe("models.dev", () => {
  const model = {
    id: "kimi-k3",
    name: "Kimi K3",
    release_date: "2026-07-16",
    open_weights: true,
    limit: { context: 262_144 },
    modalities: { input: ["text", "image"], output: ["text"] },
    cost: { input: 0.6, output: 2.5, cache_read: 0 },
  };
  const api = (models: object) => ({ moonshotai: { id: "moonshotai", models } });

  test("a model is read with its price and context", () => {
    expect(readModelsDev(api({ "kimi-k3": model }), createDrift())).toEqual([
      {
        externalId: "moonshotai/kimi-k3",
        name: "kimi-k3",
        title: "Kimi K3",
        lab: "moonshot",
        tags: [],
        facts: {
          released: "2026-07-16",
          context: 262_144,
          modalities: ["text", "image"],
          generates: ["text"],
          openWeights: true,
          price: { input: 0.6, output: 2.5, currency: "USD" },
        },
      },
    ]);
  });

  test("wrong fields are absent, wrong rows left out, and both are said", () => {
    const drift = createDrift();
    const odd = {
      ...model,
      release_date: "2026-13-99",
      limit: 7,
      modalities: null,
      cost: { input: "cheap", output: -1 },
      open_weights: "no",
    };
    expect(
      readModelsDev({ ...api({ a: odd, b: 7, c: null }), zai: "gone", zhipuai: { models: [] } }, drift),
    ).toMatchObject([{ name: "kimi-k3", facts: {} }]);
    expect(drift.lines().length).toBeGreaterThan(3);
  });

  test("free of charge is no price", () => {
    const free = { ...model, cost: { input: 0, output: 0 } };
    expect(readModelsDev(api({ a: free }), createDrift())[0]?.facts.price).toBeUndefined();
  });

  test.each(["[]", "{}", '{"moonshotai": {"models": {}}}'])("%s is no listing", async (body) => {
    const server = await serving(() => ({ body }));
    await expect(modelsDev(server.url).list({}, signal)).rejects.toMatchObject({ problem: "shape" });
  });

  test.skipIf(!present)(
    "the recorded answer is read without drift (skipped where ../shared is missing)",
    () => {
      const drift = createDrift();
      const rows = readModelsDev(recorded("models-dev-api.json"), drift);
      expect(rows.length).toBeGreaterThan(200);
      expect(drift.lines()).toEqual([]);
    },
  );
});

describe("OpenRouter", () => {
  test("a model is read, prices per million tokens", () => {
    const data = [
      {
        id: "qwen/qwen3-max",
        name: "Qwen: Qwen3 Max",
        created: 1_758_662_808,
        context_length: 256_000,
        hugging_face_id: "",
        architecture: { input_modalities: ["text"], output_modalities: ["text"] },
        pricing: { prompt: "0.0000012", completion: "0.000006", web_search: "0.01" },
      },
      { id: "qwen/qwen3-max:free" },
      { id: "openai/gpt-5" },
    ];
    expect(readOpenRouter({ data }, createDrift())).toEqual([
      {
        externalId: "qwen/qwen3-max",
        name: "qwen/qwen3-max",
        title: "Qwen3 Max",
        lab: "alibaba",
        tags: [],
        createdAt: new Date(1_758_662_808_000),
        facts: {
          ...{ price: { input: 1.2, output: 6, currency: "USD" }, context: 256_000 },
          ...{ modalities: ["text"], generates: ["text"] },
        },
      },
    ]);
  });

  test.each(["[]", "{}", '{"data": {}}', '{"data": []}'])("%s is no listing", async (body) => {
    const server = await serving(() => ({ body }));
    await expect(openRouter(server.url).list({}, signal)).rejects.toMatchObject({ problem: "shape" });
  });

  test("another vendor's model with a lab's words in its name is not the lab's", () => {
    const data = ["nex-agi/deepseek-v3.1-nex-n1", "tngtech/deepseek-r1t2-chimera", "deepseek/deepseek-v3.2"];
    const rows = readOpenRouter({ data: data.map((id) => ({ id })) }, createDrift());
    expect(rows.map((one) => one.name)).toEqual(["deepseek/deepseek-v3.2"]);
  });

  test("no JSON in a row throws", () => {
    fc.assert(fc.property(fc.array(fc.jsonValue()), (data) => void readOpenRouter({ data }, createDrift())));
  });

  test.skipIf(!present)(
    "the recorded answer is read without drift (skipped where ../shared is missing)",
    () => {
      const drift = createDrift();
      expect(readOpenRouter(recorded("openrouter-models-2026-05.json"), drift).length).toBeGreaterThan(80);
      expect(drift.lines()).toEqual([]);
    },
  );
});

describe("feeds", () => {
  const atom = `<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Releases</title>
    <entry><id>tag:1</id><title>Kimi K3</title><link href="https://example.org/k3"/><updated>2026-07-16T10:00:00Z</updated></entry>
    <entry><id>tag:2</id></entry></feed>`;
  const rss = `<?xml version="1.0"?><rss version="2.0"><channel><title>Blog</title><link>https://example.org</link><description>d</description>
    <item><title>Qwen4</title><link>https://example.org/qwen4</link><pubDate>Thu, 16 Jul 2026 10:00:00 GMT</pubDate></item></channel></rss>`;

  test("Atom and RSS are read alike", () => {
    const { rows, drift } = readFeed(atom, "moonshot");
    expect(rows).toEqual([
      {
        ...{ externalId: "tag:1", name: "Kimi K3", lab: "moonshot", tags: ["https://example.org/k3"] },
        ...{ createdAt: new Date("2026-07-16T10:00:00Z"), facts: {}, isNote: true },
      },
    ]);
    expect(drift).toHaveLength(1);
    expect(readFeed(rss, "alibaba").rows).toMatchObject([
      { name: "Qwen4", externalId: "https://example.org/qwen4" },
    ]);
  });

  test.each(["<html></html>", "{}", "", "<feed>"])("%j is no feed, or an empty one", async (body) => {
    const server = await serving(() => ({ body }));
    const answer = await feed(server.url, "zhipu")
      .list({}, signal)
      .catch((error: unknown) => error);
    if (answer instanceof Error) expect(answer).toMatchObject({ name: "UpstreamError", problem: "shape" });
    else expect(answer).toMatchObject({ rows: [] });
  });
});
