/** Answers are remembered for one catalogue, within a bound. */
import { expect, test } from "vitest";
import { remembered } from "../../src/answers/remembered.ts";

test("made once for a text and a catalogue, anew for another catalogue", () => {
  const memory = remembered<{ text: string }>(10);
  const [old, fresh] = [{}, {}];
  const make = (text: string) => () => ({ text });
  const first = memory(old, "kimi", make("first"));
  expect(memory(old, "kimi", make("second"))).toBe(first);
  expect(memory(fresh, "kimi", make("third")).text).toBe("third");
  expect(memory(old, "kimi", make("fourth"))).toBe(first);
});

test("keeps what was asked for last, and nothing that is long", () => {
  const memory = remembered<{ made: number }>(3);
  const catalog = {};
  let made = 0;
  const ask = (text: string) => memory(catalog, text, () => ({ made: ++made })).made;
  for (const text of ["a", "b", "c", "a", "d"]) ask(text);
  expect(made).toBe(4);
  expect(ask("a")).toBe(1);
  expect(ask("b")).toBe(5);
  const long = "x".repeat(101);
  expect(ask(long)).not.toBe(ask(long));
});
