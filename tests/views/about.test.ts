import { expect, test } from "vitest";
import { inviteLines } from "../../src/views/about.ts";

test("how the bot is added, and each permission that it asks for with its reason", () => {
  const text = inviteLines("123456789012345678", 1_234).join("\n");
  expect(text).toContain("1,234 servers");
  const [, url = ""] = /\[Add me\]\((\S+)\)/.exec(text) ?? [];
  const query = new URL(url).searchParams;
  expect(query.get("client_id")).toBe("123456789012345678");
  // The numbers are from Discord's table of permissions: bits 10, 11, 14, 15, 16 and 38.
  expect(BigInt(query.get("permissions") ?? "0")).toBe(
    (1n << 10n) | (1n << 11n) | (1n << 14n) | (1n << 15n) | (1n << 16n) | (1n << 38n),
  );
  expect(text).toContain("Read Message History (to reply to a message");
});
