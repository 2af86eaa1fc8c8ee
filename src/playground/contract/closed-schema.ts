import { core } from "zod";
import * as z from "zod/mini";
import { codePoints } from "./code-points.ts";

/** Keys that Discord takes although its own description does not list them, by the schema they belong to. */
export type ExtraKeys = ReadonlyMap<core.$ZodType, Record<string, core.$ZodType>>;

/**
 * Rebuilds a schema of discord-api-spec so that it
 * - refuses unknown keys (a typo would otherwise pass as "nothing set"),
 * - counts text in code points, as Discord does, where zod counts UTF-16 units,
 * - picks one alternative of a union by its `type`, so that an error names the place and not every alternative.
 *
 * The package's own switch (`setStrictObject`) has no effect: its schemas are built before it can be called.
 *
 * @throws when a schema refers to itself, which no request body of Discord's does
 */
export function closedSchema(schema: core.$ZodType, extra: ExtraKeys): core.$ZodType {
  const done = new Map<core.$ZodType, core.$ZodType>();
  const open = new Set<core.$ZodType>();

  function close(given: core.$ZodType): core.$ZodType {
    const known = done.get(given);
    if (known) return known;
    if (open.has(given))
      throw new Error("A request schema refers to itself; closedSchema() cannot build it.");
    open.add(given);
    const made = rebuild(given);
    open.delete(given);
    done.set(given, made);
    return made;
  }

  function rebuild(given: core.$ZodType): core.$ZodType {
    const { def } = (given as core.$ZodTypes)._zod;
    switch (def.type) {
      case "lazy":
        return close(def.getter());
      case "nullable":
        return z.nullable(close(def.innerType));
      case "optional":
        return z.optional(close(def.innerType));
      case "array":
        return z.array(close(def.element)).check(...((def.checks ?? []) as core.$ZodCheck<unknown[]>[]));
      case "object": {
        const shape: Record<string, core.$ZodType> = {};
        for (const [key, inner] of Object.entries(def.shape)) shape[key] = close(inner);
        return z.strictObject({ ...shape, ...extra.get(given) });
      }
      case "union": {
        const options = def.options.map(close);
        return options.every(hasType)
          ? z.discriminatedUnion("type", options as unknown as [core.$ZodTypeDiscriminable])
          : z.union(options);
      }
      case "string":
        return countingCodePoints(def.checks ?? []) ?? given;
      default:
        return given;
    }
  }

  return close(schema);
}

function hasType(schema: core.$ZodType): boolean {
  const { def } = (schema as core.$ZodTypes)._zod;
  if (def.type !== "object") return false;
  const type = def.shape.type;
  return type !== undefined && (type as core.$ZodTypes)._zod.def.type === "literal";
}

function countingCodePoints(checks: readonly core.$ZodCheck<never>[]): core.$ZodType | undefined {
  let minimum = 0;
  let maximum = Number.POSITIVE_INFINITY;
  const others: core.$ZodCheck<string>[] = [];
  for (const check of checks as core.$ZodCheck<string>[]) {
    if (check instanceof core.$ZodCheckMaxLength) maximum = check._zod.def.maximum;
    else if (check instanceof core.$ZodCheckMinLength) minimum = check._zod.def.minimum;
    else others.push(check);
  }
  if (minimum === 0 && maximum === Number.POSITIVE_INFINITY) return undefined;
  const range = minimum > 0 ? `between ${minimum} and ${maximum}` : `${maximum} or fewer`;
  const code = minimum > 0 ? "BASE_TYPE_BAD_LENGTH" : "BASE_TYPE_MAX_LENGTH";
  const length = z.refine(
    (text) =>
      typeof text === "string" &&
      text.length >= minimum &&
      (text.length <= maximum || codePoints(text) <= maximum),
    { error: `Must be ${range} in length.`, params: { code } },
  );
  return z.string().check(length, ...others);
}
