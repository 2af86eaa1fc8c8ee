import { expect, test } from "vitest";
import { personNamed } from "../../src/catalog/people.ts";
import type { Person } from "../../src/catalog/types.ts";
import { readCatalog } from "../support/catalog.ts";

const person = (name: string, more: Partial<Person> = {}): Person => ({
  name,
  role: "Founder",
  background: [],
  places: [],
  ...more,
});
const people = [
  person("Kai-Fu Lee"),
  person("Zhang Lei", { nameZh: "张雷", nickname: "Kaiqi" }),
  person("Weijian (William) Luo", { nameZh: "罗伟健" }),
];

test.for([
  ["kai-fu lee", "Kai-Fu Lee"],
  ["Lee Kai Fu", "Kai-Fu Lee"],
  ["who is zhang lei?", "Zhang Lei"],
  ["张雷", "Zhang Lei"],
  ["KAIQI", "Zhang Lei"],
  ["weijian luo", "Weijian (William) Luo"],
  ["Weijian (William) Luo", "Weijian (William) Luo"],
  ["zhang", undefined],
  ["rednote", undefined],
  ["", undefined],
] as const)("%s names %s", ([typed, name]) => {
  expect(personNamed(people, typed)?.name).toBe(name);
});

test("what is said of a person stands in one lab's file", () => {
  const said = readCatalog().labs.flatMap(({ id, people }) =>
    people.flatMap(({ name, background }) => background.map(({ text }) => ({ id, key: `${name}: ${text}` }))),
  );
  const first = new Map(said.toReversed().map(({ id, key }) => [key, id]));
  expect(said.filter(({ id, key }) => first.get(key) !== id)).toEqual([]);
});
