import { describe, expect, test } from "vitest";
import { commands } from "../../commands/index.ts";
import { differenceOf } from "../../src/bot/registration.ts";

const wanted = commands.map((command) => command.definition);

/** What Discord returns for a registered command: ids, defaults and nulls added, arrays in its own order. */
function asRegistered(definition: (typeof wanted)[number]) {
  return {
    // Menus have none, and come back with an empty one.
    description: "",
    ...structuredClone(definition),
    id: "123456789012345678",
    application_id: "123456789012345679",
    version: "123456789012345680",
    type: definition.type ?? 1,
    default_member_permissions: definition.default_member_permissions ?? null,
    dm_permission: true,
    nsfw: false,
    name_localizations: null,
    description_localizations: null,
    integration_types: [...(definition.integration_types ?? [])].reverse(),
    contexts: [...(definition.contexts ?? [])].reverse(),
  };
}
type Registered = Parameters<typeof differenceOf>[1][number];
const registered = () => wanted.map((one) => asRegistered(one) as Registered);
const changedBy = (change: (first: Record<string, unknown>) => void) => {
  const list = registered();
  change(list[0] as Record<string, unknown>);
  return differenceOf(wanted, list);
};
const firstName = `/${wanted[0]?.name}`;

describe("registration happens only when the set differs", () => {
  test("nothing to do when Discord has the same commands", () => {
    expect(differenceOf(wanted, registered())).toEqual({ added: [], changed: [], removed: [] });
  });

  test("the first start adds every command", () => {
    expect(differenceOf(wanted, []).added).toHaveLength(wanted.length);
  });

  test("a command that is gone here is removed there", () => {
    const old = { ...asRegistered({ name: "old", description: "x" }), type: 1 } as Registered;
    expect(differenceOf(wanted, [...registered(), old])).toEqual({
      added: [],
      changed: [],
      removed: ["/old"],
    });
  });

  test("commands of one name but another type are two commands", () => {
    const menu = { ...asRegistered({ name: wanted[0]?.name ?? "", description: "" }), type: 3 } as Registered;
    expect(differenceOf(wanted, [...registered(), menu]).removed).toEqual([
      `message menu ${wanted[0]?.name}`,
    ]);
  });

  const changes: [what: string, change: (command: Record<string, unknown>) => void][] = [
    ["description", (command) => (command.description = "another")],
    [
      "an option more",
      (command) => (command.options as unknown[]).push({ type: 3, name: "x", description: "y" }),
    ],
    ["an option less", (command) => (command.options as unknown[]).pop()],
    ["contexts", (command) => (command.contexts = [0])],
    ["integration types", (command) => (command.integration_types = [0])],
    ["who may use it", (command) => (command.default_member_permissions = "16")],
    [
      "autocomplete",
      (command) => (((command.options as { autocomplete?: boolean }[])[0] ?? {}).autocomplete = false),
    ],
    ["order of options", (command) => (command.options as unknown[]).reverse()],
    ["a translation", (command) => (command.description_localizations = { de: "anders" })],
  ];
  test.each(changes)("a change of %s is seen", (_what, change) => {
    expect(changedBy(change)).toEqual({ added: [], changed: [firstName], removed: [] });
  });
});
