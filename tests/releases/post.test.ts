/** What a post and a digest name: all that came with a release, and what shows no sign of a flagship in one line. */
import { expect, test } from "vitest";
import { newsOf } from "../../src/releases/news.ts";
import type { Release } from "../../src/releases/types.ts";
import { everything, wants } from "../../src/subscriptions/filters.ts";
import { releasePost } from "../../src/views/release.ts";
import { digestPost } from "../../src/views/release-list.ts";
import { realCatalog } from "../support/delivery.ts";

const catalog = realCatalog();
const glm5: Release = {
  ...{ id: "1", key: "model:zhipu/glm-5", lab: "zhipu", model: "zhipu/glm-5", title: "GLM-5" },
  ...{ kind: "weights", origin: "huggingface", state: "ready", detectedAt: new Date(0) },
};
const minor: Release = {
  ...glm5,
  ...{ id: "2", key: "model:zhipu/odd-1b", model: "zhipu/odd-1b", title: "Odd-1B", isMinor: true },
};
const textOf = (message: { embeds?: readonly { description?: string }[] }) =>
  message.embeds?.map(({ description }) => description).join("\n") ?? "";

test("a post names what came with it, once each", () => {
  const variants = [
    { title: "GLM-5-Air", model: "zhipu/glm-5-air-x" },
    { title: "GLM-5-Nano", model: "zhipu/glm-5-nano" },
  ];
  const text = textOf(releasePost(catalog, newsOf(catalog, { ...glm5, variants }), "1"));
  expect(text).toContain("**Came with it**");
  expect(text).toContain("GLM-5-Air, GLM-5-Nano");
  expect(textOf(releasePost(catalog, newsOf(catalog, glm5), "1"))).not.toContain("GLM-5-Nano");
  expect(textOf(digestPost(catalog, [newsOf(catalog, { ...glm5, variants })], "1"))).toContain(
    "with GLM-5-Air, GLM-5-Nano",
  );
});

test("what shows no sign of a flagship calls nobody, and is one line of a digest", () => {
  expect(wants(everything, minor, undefined, "instant")).toBe(false);
  expect(wants(everything, minor, undefined, "weekly")).toBe(true);
  expect(wants(everything, glm5, undefined, "instant")).toBe(true);
  const text = textOf(digestPost(catalog, [newsOf(catalog, glm5), newsOf(catalog, minor)], "1"));
  expect(text).toContain("Also seen: Odd-1B (Zhipu AI)");
  expect(text.match(/Odd-1B/g)).toHaveLength(1);
});
