/** Whatever a data file may hold comes back from the store as it was parsed: files made at random within the schema. */
import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { labFields, modalities, modelFields, type ValueKind } from "../../src/catalog/fields.ts";
import { aliasKinds, relation, sectionIds, source } from "../../src/catalog/types.ts";
import { importData, loadCatalog } from "../../src/store/catalog-store.ts";
import { readCatalog } from "../../src/store/read-catalog.ts";
import { inEachDatabase, openedStore, temporaryFolder, writeData } from "./support.ts";

// PostgreSQL keeps no NUL in texts, and no data file has one.
const unit = fc.oneof(
  { weight: 8, arbitrary: fc.string({ unit: "grapheme", minLength: 1, maxLength: 1 }) },
  fc.constantFrom("'", '"', "\\", "\n", "\t", ";", "--", "{", "$1", "?", "文", "‮", "​", "🐉", " "),
);
const words = (max = 40): fc.Arbitrary<string> =>
  fc
    .array(unit, { minLength: 1, maxLength: 12 })
    .map((units) => units.join("").trim())
    .filter((text) => text.length > 0 && text.length <= max && !text.includes("\0"));
const slug = fc.stringMatching(/^[a-z0-9]{1,6}([.-][a-z0-9]{1,4}){0,2}$/);
const place = fc.oneof(fc.stringMatching(/^[a-z][a-z0-9-]{0,8}(:[1-9]\d{0,3})?$/), fc.webUrl());
const at = fc.oneof(place, fc.array(place, { minLength: 1, maxLength: 4 }));
const date = fc
  .record({
    year: fc.integer({ min: 1900, max: 2099 }),
    month: fc.integer({ min: 1, max: 12 }),
    day: fc.integer({ min: 1, max: 28 }),
  })
  .chain(({ year, month, day }) => {
    const two = (n: number) => String(n).padStart(2, "0");
    return fc.constantFrom(`${year}`, `${year}-${two(month)}`, `${year}-${two(month)}-${two(day)}`);
  });
/** Prisma keeps 16 digits of a figure; no source states so many. */
const figure = fc.integer({ min: -1e9, max: 1e9 }).map((n) => n / 1e4);
const positive = fc.integer({ min: 1, max: 1e9 }).map((n) => n / 1e4);
const whole = fc.integer({ min: 1, max: 1e6 });
const url = fc.webUrl();
const pages = fc.dictionary(
  fc.stringMatching(/^[a-z][a-z0-9-]{0,8}$/),
  fc.record({ url, read: date }, { requiredKeys: ["url"] }),
  { maxKeys: 3 },
);
const tier = fc.record(
  { input: positive, output: positive, cached: positive, above: whole, hours: fc.constant("16:30-00:30") },
  { requiredKeys: [] },
);

const values: Record<ValueKind, fc.Arbitrary<unknown>> = {
  date,
  text: fc.oneof(words(), fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true })),
  weights: fc.constantFrom("yes", "no", "partly"),
  modality: fc.uniqueArray(fc.constantFrom(...modalities), { minLength: 1 }),
  price: fc
    .record(
      {
        ...{ input: positive, output: positive, cached: positive, either: positive },
        currency: fc.constantFrom("USD", "CNY"),
        tiers: fc.array(tier, { minLength: 1, maxLength: 2 }),
      },
      { requiredKeys: [] },
    )
    .filter(({ input, output, either }) => (input ?? output ?? either) !== undefined),
  report: fc.record({ title: words(), url }, { requiredKeys: ["title"] }),
  link: url,
  geometry: fc.record({ layers: whole, kvHeads: whole, headDim: whole }),
  files: fc.record({ name: words(), bits: fc.integer({ min: 1, max: 16 }), bytes: whole }),
};

const optional = <T>(
  required: { [K in keyof T]: fc.Arbitrary<T[K]> },
  others: Record<string, fc.Arbitrary<unknown>>,
) =>
  fc.record({ ...required, ...others } as Record<string, fc.Arbitrary<unknown>>, {
    requiredKeys: Object.keys(required),
  });
const list = <T>(one: fc.Arbitrary<T>, minLength = 0) => fc.array(one, { minLength, maxLength: 3 });
const yes = fc.constant(true);

const claim = (kind: ValueKind) =>
  optional({ value: values[kind], at }, { text: words(), note: words(), doubtful: yes, agrees: yes });
const facts = (fields: Record<string, { value: ValueKind }>) =>
  Object.fromEntries(
    Object.entries(fields).map(([key, { value }]) => [key, fc.oneof(claim(value), list(claim(value), 1))]),
  );
const point = fc.record({ text: words(), at });
const common = {
  pages,
  nameZh: words(20),
  aliases: list(fc.record({ alias: words(), kind: fc.constantFrom(...aliasKinds), at })),
  searchAids: list(words()),
  standings: list(optional({ ranking: slug, value: words(), at }, { of: words() })),
  relations: list(
    optional(
      { kind: fc.constantFrom(...relation.shape.kind.options), name: words(), at },
      { to: slug, note: words() },
    ),
  ),
  events: list(fc.record({ date, text: words(), at })),
  caveats: list(
    optional({ text: words(), at }, { field: words(), conflict: fc.stringMatching(/^C\d{2,3}$/) }),
  ),
};
const lab = optional(
  { name: words() },
  {
    ...common,
    ...facts(labFields),
    kind: fc.constantFrom("lab", "sub-lab", "comparator", "organisation"),
    partOf: slug,
    people: list(
      optional(
        { name: words(), role: words(), at },
        { nameZh: words(20), nickname: words(), background: list(point) },
      ),
    ),
    figures: list(optional({ name: words(), text: words(), at }, { note: words() })),
    sections: optional({}, Object.fromEntries(sectionIds.map((id) => [id, list(point, 1)]))),
    huggingface: list(words()),
    feeds: list(fc.webUrl()),
    sites: list(fc.webUrl({ validSchemes: ["https"] })),
    colour: fc.constant("#4d6bfe"),
  },
);
const model = optional(
  { name: words() },
  {
    ...common,
    ...facts(modelFields),
    kind: fc.constantFrom("family", "model", "variant", "product"),
    status: fc.constantFrom("released", "anticipated", "mentioned"),
    family: slug,
    variantOf: slug,
    predecessor: slug,
    scores: list(
      optional(
        { benchmark: slug, text: words(), at },
        {
          score: figure,
          ...{ by: words(), setting: words(), note: words(), doubtful: yes },
        },
      ),
    ),
    notable: list(point),
  },
);
const topic = optional(
  { name: words(), about: words(), points: list(point, 1) },
  { aliases: list(words()), caveats: common.caveats },
);
const line = fc.integer({ min: 1, max: 9999 });
const sourceRecord = optional(
  {
    title: words(),
    kind: fc.constantFrom(...source.shape.kind.options),
    about: words(),
    asOf: date,
    asOfKind: fc.constantFrom("stated", "content"),
  },
  { group: words(), groupLines: fc.tuple(line, line), file: words(), url, licence: words() },
);
const ranking = fc.record({
  name: words(),
  source: slug,
  about: words(),
  ordered: fc.boolean(),
  values: list(words(), 1),
});
const benchmark = optional(
  { name: words(), about: words() },
  { aliases: list(words()), max: positive, higherIsBetter: fc.boolean(), average: yes },
);

const folders = fc.record({
  labs: fc.dictionary(slug, lab, { minKeys: 1, maxKeys: 3 }),
  models: fc.dictionary(
    fc.tuple(slug, slug).map((ids) => ids.join("/")),
    model,
    { minKeys: 1, maxKeys: 3 },
  ),
  topics: fc.dictionary(slug, topic, { maxKeys: 2 }),
  sources: fc.dictionary(slug, sourceRecord, { maxKeys: 3 }),
  rankings: fc.dictionary(slug, ranking, { maxKeys: 3 }),
  benchmarks: fc.dictionary(slug, benchmark, { maxKeys: 3 }),
});

inEachDatabase("parse, import, load", (empty) => {
  test("gives what parse gave", async () => {
    const folder = temporaryFolder();
    const store = await openedStore(await empty());
    let run = 0;
    await fc.assert(
      fc.asyncProperty(folders, async (raw) => {
        run += 1;
        const data = join(folder, `data-${run}`);
        // JSON is YAML.
        const files: Record<string, string> = {
          "sources.yaml": JSON.stringify(raw.sources),
          "rankings.yaml": JSON.stringify(raw.rankings),
          "benchmarks.yaml": JSON.stringify(raw.benchmarks),
        };
        for (const [folder, entries] of Object.entries({
          labs: raw.labs,
          models: raw.models,
          market: raw.topics,
        }))
          for (const [id, entry] of Object.entries(entries))
            files[`${folder}/${id}.yaml`] = JSON.stringify(entry);
        writeData(data, files);
        await importData(store, data);
        expect(await loadCatalog(store)).toStrictEqual(readCatalog(data));
      }),
      { numRuns: 60 },
    );
  }, 120_000);
});
