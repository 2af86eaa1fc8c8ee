/** The data folder in the store: imported once, kept equal to the files, read back as it was parsed. */
import { join, resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { DataFileError } from "../../src/catalog/data-file-error.ts";
import { importData, loadCatalog } from "../../src/store/catalog-store.ts";
import { readCatalog } from "../support/catalog.ts";
import { inEachDatabase, openedStore, smallData, temporaryFolder, writeData } from "./support.ts";

inEachDatabase("the catalogue", (empty) => {
  test("the real data comes back as it was parsed", async () => {
    const store = await openedStore(await empty());
    await importData(store, resolve(import.meta.dirname, "../../data"));
    expect(await loadCatalog(store)).toStrictEqual(readCatalog());
  }, 120_000);

  describe("an import", () => {
    async function imported() {
      const folder = temporaryFolder();
      const data = join(folder, "data");
      writeData(data, smallData(4, "first edition"));
      const store = await openedStore(await empty());
      expect(await importData(store, data)).toEqual({ files: 9, changed: 9, removed: 0 });
      return { data, store };
    }

    test("of unchanged files does nothing", async () => {
      const { data, store } = await imported();
      const rows = async () => [
        await store.prisma.importedFile.findMany(),
        await store.prisma.claim.findMany(),
      ];
      const before = await rows();
      expect(await importData(store, data)).toEqual({ files: 9, changed: 0, removed: 0 });
      expect(await rows()).toEqual(before);
    });

    test("replaces what changed, removes what is gone and adds what is new", async () => {
      const { data, store } = await imported();
      const edition = smallData(4, "second edition");
      writeData(data, {
        "models/deepseek/model-0.yaml": edition["models/deepseek/model-0.yaml"],
        "models/deepseek/model-1.yaml": undefined,
        "market/tiers.yaml": undefined,
        "labs/baidu.yaml": "name: Baidu\n",
      });
      expect(await importData(store, data)).toEqual({ files: 8, changed: 2, removed: 2 });
      const { labs, models, topics } = await loadCatalog(store);
      expect(labs.map(({ id }) => id)).toEqual(["baidu", "deepseek"]);
      expect(topics).toEqual([]);
      expect(models.map(({ id, notable }) => [id, notable[0]?.text])).toEqual([
        ["deepseek/model-0", "Note of second edition."],
        ["deepseek/model-2", "Note of first edition."],
        ["deepseek/model-3", "Note of first edition."],
      ]);
      // What hung on the old edition is gone with it.
      expect(await store.prisma.claim.count({ where: { modelId: "deepseek/model-0" } })).toBe(4);
      expect(await store.prisma.claim.count({ where: { modelId: "deepseek/model-1" } })).toBe(0);
    });

    test("leaves subscriptions, releases and deliveries alone, also of a model that is gone", async () => {
      const { data, store } = await imported();
      const prisma = store.prisma;
      const subscription = await prisma.subscription.create({
        data: {
          guildId: "1",
          channelId: "2",
          channelKind: "text",
          filters: "{}",
          cadence: "instant",
          ownerId: "3",
        },
      });
      const release = await prisma.release.create({
        data: {
          key: "model:deepseek/model-1",
          lab: "deepseek",
          model: "deepseek/model-1",
          title: "Model 1",
          kind: "weights",
          state: "ready",
          origin: "data",
        },
      });
      const ids = { subscriptionId: subscription.id, releaseId: release.id };
      await prisma.delivery.create({ data: { ...ids, dueAt: new Date(0), nonce: "n" } });
      writeData(data, {
        "models/deepseek/model-1.yaml": undefined,
        "labs/deepseek.yaml": "name: Deep Seek\n",
      });
      await importData(store, data);
      expect(await prisma.subscription.findMany()).toEqual([subscription]);
      expect(await prisma.release.findMany()).toEqual([release]);
      expect(await prisma.delivery.findMany()).toMatchObject([ids]);
    });

    const broken: [string, Record<string, string>, RegExp][] = [
      ["YAML", { "labs/broken.yaml": "name: [\n" }, /labs\/broken\.yaml:\d: /],
      [
        "a field that does not exist",
        { "labs/broken.yaml": "name: X\n\nfoundedd: 1\n" },
        /broken\.yaml:3: .*foundedd/,
      ],
      [
        "a claim without a place",
        { "labs/broken.yaml": "name: X\nfounded: { value: 2023 }\n" },
        /broken\.yaml:2: /,
      ],
      [
        "a name that gives no id",
        { "models/deepseek/Model X.yaml": "name: X\n" },
        /Model X\.yaml:1: the path gives no id/,
      ],
      [
        "a model without a lab",
        { "models/orphan.yaml": "name: X\n" },
        /orphan\.yaml:1: the path gives no id/,
      ],
    ];
    test.each(broken)(
      "with a broken file (%s) throws its place and keeps the old data whole",
      async (_, files, says) => {
        const { data, store } = await imported();
        const before = await loadCatalog(store);
        writeData(data, { ...smallData(4, "second edition"), ...files });
        const error = await importData(store, data).catch((thrown: unknown) => thrown);
        expect(error).toBeInstanceOf(DataFileError);
        expect((error as DataFileError).message).toMatch(says);
        expect(await loadCatalog(store)).toStrictEqual(before);
      },
    );

    test("of a folder that is missing says so and removes nothing", async () => {
      const { data, store } = await imported();
      await expect(importData(store, `${data}-elsewhere`)).rejects.toThrow(
        /data-elsewhere:1: cannot be read \(ENOENT\)/,
      );
      expect((await loadCatalog(store)).models).toHaveLength(4);
    });

    test("leaves other files of the folder alone", async () => {
      const { data, store } = await imported();
      writeData(data, {
        "schema/lab.schema.json": "{",
        "ambiguous.yaml": ": [",
        "labs/README.md": "words",
      });
      expect(await importData(store, data)).toEqual({ files: 9, changed: 0, removed: 0 });
    });

    test("two at once end as one", async () => {
      const { data, store } = await imported();
      writeData(data, smallData(6, "second edition"));
      await Promise.all([importData(store, data), importData(store, data)]);
      expect((await loadCatalog(store)).models).toHaveLength(6);
    });
  });

  test("rows that were changed by hand are named as such", async () => {
    const folder = temporaryFolder();
    writeData(join(folder, "data"), smallData(1, "first edition"));
    const store = await openedStore(await empty());
    await importData(store, join(folder, "data"));
    await store.prisma.claim.updateMany({
      where: { field: "weights" },
      data: { value: '"perhaps"' },
    });
    await expect(loadCatalog(store)).rejects.toMatchObject({
      problem: "unreadable-row",
      message: expect.stringContaining("delete all rows of the table ImportedFile"),
    });
    await store.prisma.importedFile.deleteMany();
    await importData(store, join(folder, "data"));
    expect((await loadCatalog(store)).models).toHaveLength(1);
  });
});
