/** Questions as members type them, asked of the real catalogue: the answer stands in the reply itself. */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { z } from "zod";
import { ask } from "../../src/answers/ask.ts";
import { readSnapshot } from "../../src/app/snapshot.ts";
import { createCatalog } from "../../src/catalog/catalog.ts";
import type { Services } from "../../src/command.ts";
import { withUpstream } from "../../src/releases/knowledge.ts";
import { createSearch, entriesOf } from "../../src/search/search.ts";
import { brokenLimits } from "../../src/views/limits.ts";
import { readCatalog } from "../support/catalog.ts";

const data = withUpstream(
  readCatalog(),
  await readSnapshot(fileURLToPath(new URL("../../data/upstream", import.meta.url))),
);
const services: Pick<Services, "catalog" | "search" | "pictures"> = {
  catalog: createCatalog(data),
  search: createSearch(entriesOf(data)),
  pictures: { ready: () => undefined, draw: async () => undefined, size: () => ({ bytes: 0, pictures: 0 }) },
};
const asked = z
  .array(
    z.strictObject({
      sealed: z.literal(true).optional(),
      ask: z.string(),
      kind: z.string(),
      says: z.array(z.array(z.string()).min(1)),
      never: z.array(z.string()).default([]),
    }),
  )
  .parse(
    ["./questions.yaml", "./further-questions.yaml"].flatMap((file) =>
      parse(readFileSync(new URL(file, import.meta.url), "utf8")),
    ),
  );

/** Everything that the first reply shows, without links' addresses. */
function shown(text: string): string {
  const { message } = ask(services as Services, text);
  const parts = [
    message.content ?? "",
    ...(message.embeds ?? []).flatMap((embed) => [
      embed.title ?? "",
      embed.description ?? "",
      ...(embed.fields ?? []).flatMap((field) => [field.name, field.value]),
      embed.footer ?? "",
    ]),
    ...(message.rows ?? []).flat().flatMap((part) => (part.kind === "select" ? [] : [part.label])),
  ];
  return parts
    .join("\n")
    .replace(/\]\(https?:[^)]*\)/g, "]")
    .replaceAll("\\", "")
    .toLowerCase();
}

describe("a question in words", () => {
  test.each(asked)("$ask", ({ ask: text, says, never }) => {
    const answer = shown(text);
    for (const one of says)
      expect(
        one.some((option) => answer.includes(option.toLowerCase())),
        `${one.join(" or ")} in:\n${answer}`,
      ).toBe(true);
    for (const one of never) expect(answer).not.toContain(one.toLowerCase());
  });

  test("any text is answered within Discord's limits, and pings nobody", () => {
    const piece = fc.oneof(
      fc.string(),
      fc.constantFrom(
        ...asked.map((one) => one.ask),
        "@everyone",
        "<@123456789012345678>",
        "best",
        "多少",
        "GLM",
        "1T",
        "> ",
        "```",
      ),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 4 }), (pieces) => {
        const { message } = ask(services as Services, pieces.join(" "));
        expect(brokenLimits(message)).toEqual([]);
        expect(message.content ?? "").not.toMatch(/@(everyone|here)|<@/);
      }),
      { numRuns: 150 },
    );
  });
});
