import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { fitLines, lengthOf, shorten } from "../../src/views/limits.ts";
import { echo, escapeMarkdown } from "../../src/views/text.ts";

describe("echo: what a person typed, printed back", () => {
  const hostile: [what: string, typed: string][] = [
    ["mention of everyone", "@everyone"],
    ["mention of a user", "<@123456789012345678>"],
    ["mention of a role", "<@&123456789012345678>"],
    ["a command mention", "</model:123456789012345678>"],
    ["bold and code", "**x** `y` ```z```"],
    ["masked link", "[click](https://example.com)"],
    ["plain link", "https://example.com/?q=1"],
    ["right-to-left override", "\u202egnp.exe"],
    ["zero width", "a\u200bb\u2060c\ufeff"],
    ["only invisible", "\u200b\u2060\u3164\u00ad"],
    ["new lines and a heading", "a\n# big\n> quote\n- item"],
    ["spoiler", "||secret||"],
    ["SQL", "'; DROP TABLE models; --"],
    ["stacked marks", `a${"\u0301".repeat(200)}`],
    ["lone surrogate", "a\ud800b"],
  ];
  test.each(hostile)("%s", (_what, typed) => {
    const shown = echo(typed);
    expect(shown).not.toMatch(/@(everyone|here)|<[@#/:&!a]/);
    expect(shown).not.toMatch(/https?:\/\//);
    expect(shown).not.toMatch(/[\u202a-\u202e\u2066-\u2069\n\r]/);
    expect(shown).not.toMatch(/(?<!\\)[*`|]/);
    expect(shown.isWellFormed()).toBe(true);
    expect(shown.trim()).not.toBe("");
  });

  test("any text stays short, on one line and without formatting", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 6000 }), (typed) => {
        const shown = echo(typed);
        expect(lengthOf(shown)).toBeLessThanOrEqual(200);
        expect(shown).not.toMatch(/[\n\r]|(?<!\\)[*`|]/);
        expect(shown.trim()).not.toBe("");
      }),
    );
  });

  test("names stay as they are", () => {
    for (const name of ["DeepSeek V3.2", "通义千问", "dots.llm1", "GLM-4.5", "Qwen2.5-72B-Instruct"]) {
      expect(echo(name)).toBe(name);
    }
  });
});

describe("escapeMarkdown", () => {
  test.each([
    ["a * b", "a \\* b"],
    ["~88%", "~88%"],
    ["~~gone~~", "\\~\\~gone\\~\\~"],
    ["snake_case", "snake_case"],
    ["_x_", "\\_x\\_"],
    ["# head", "\\# head"],
    ["$2.5B (Series B)", "$2.5B (Series B)"],
  ])("%s", (text, escaped) => expect(escapeMarkdown(text)).toBe(escaped));
});

describe("fitting text", () => {
  test("whole lines only, within the limit, and what is left is counted", () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.string({ unit: "grapheme", minLength: 1, maxLength: 80 }).map((s) => s.replace(/\n/g, " ")),
        ),
        fc.integer({ min: 40, max: 400 }),
        (lines, max) => {
          const text = fitLines(lines, max, (left) => `and ${left} more`);
          expect(lengthOf(text)).toBeLessThanOrEqual(max);
          const shown = text.split("\n");
          const full = lines.join("\n");
          if (text !== full) {
            const tail = shown.pop() ?? "";
            expect(tail).toMatch(/^and \d+ more$/);
            expect(shown).toEqual(lines.slice(0, shown.length));
            expect(Number(tail.split(" ")[1])).toBe(lines.length - shown.length);
          }
        },
      ),
    );
  });

  test("names are shortened by code points", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), fc.integer({ min: 1, max: 50 }), (text, max) => {
        const short = shorten(text, max);
        expect(lengthOf(short)).toBeLessThanOrEqual(max);
        if (lengthOf(text) <= max) expect(short).toBe(text);
      }),
    );
    expect(shorten("𝔘𝔫𝔦𝔠𝔬𝔡𝔢", 4)).toBe("𝔘𝔫𝔦…");
  });
});
