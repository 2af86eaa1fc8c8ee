import * as spec from "discord-api-spec/zod";
import { core } from "zod";
import * as z from "zod/mini";
import { closedSchema, type ExtraKeys } from "./closed-schema.ts";
import type { FormIssue } from "./form-errors.ts";

// discord.js sends these and Discord takes them, though the description has them otherwise or not at all.
const permissionBits = z.nullish(z.union([z.string().check(z.regex(/^\d{1,20}$/)), z.number()]));
const commandExtras = { default_member_permissions: permissionBits, nsfw: z.nullish(z.boolean()) };
// Sent with every message, edits and answers too; `true` would do nothing there and is refused.
const always = { tts: z.nullish(z.boolean()), enforce_nonce: z.nullish(z.literal(false)) };
const extra: ExtraKeys = new Map<core.$ZodType, Record<string, core.$ZodType>>([
  [spec.ComponentEmojiForRequestSchema, { animated: z.nullish(z.boolean()) }],
  [spec.ApplicationCommandCreateRequestSchema, commandExtras],
  [spec.ApplicationCommandUpdateRequestSchema, commandExtras],
  [spec.ApplicationCommandPatchRequestPartialSchema, commandExtras],
  [spec.MessageEditRequestPartialSchema, always],
  [spec.BaseCreateMessageCreateRequestSchema, always],
  [spec.IncomingWebhookInteractionRequestSchema, always],
  [spec.IncomingWebhookRequestPartialSchema, always],
  [spec.IncomingWebhookUpdateForInteractionCallbackRequestPartialSchema, always],
  [spec.IncomingWebhookUpdateRequestPartialSchema, always],
  [
    spec.CreateTextThreadWithoutMessageRequestSchema,
    { type: z.nullish(z.literal([10, 11, 12])), invitable: z.nullish(z.boolean()) },
  ],
]);

const closed = (schema: core.$ZodType): core.$ZodType => closedSchema(schema, extra);

/** The shape of every request body that the local Discord takes, by what the request is for. */
const shapes = {
  message: closed(spec.MessageCreateRequestSchema),
  "message edit": closed(spec.MessageEditRequestPartialSchema),
  reply: closed(spec.CreateMessageInteractionCallbackRequestSchema),
  update: closed(spec.UpdateMessageInteractionCallbackRequestSchema),
  modal: closed(spec.ModalInteractionCallbackRequestSchema),
  choices: closed(spec.ApplicationCommandAutocompleteCallbackRequestSchema),
  pong: closed(spec.PongInteractionCallbackRequestSchema),
  "follow-up": closed(spec.IncomingWebhookRequestPartialSchema),
  "reply edit": closed(spec.IncomingWebhookUpdateRequestPartialSchema),
  command: closed(spec.ApplicationCommandCreateRequestSchema),
  "command edit": closed(spec.ApplicationCommandPatchRequestPartialSchema),
  "command in list": closed(spec.ApplicationCommandUpdateRequestSchema),
  thread: closed(spec.CreateTextThreadWithoutMessageRequestSchema),
  "thread on message": closed(spec.CreateTextThreadWithMessageRequestSchema),
  "forum post": closed(spec.CreateForumThreadRequestSchema),
  "thread edit": closed(spec.UpdateThreadRequestPartialSchema),
  "direct channel": z.strictObject({ recipient_id: z.string().check(z.regex(/^\d{17,20}$/)) }),
};

export type ShapeName = keyof typeof shapes;

/** Frozen bodies that passed, by shape: what cannot change need not be checked again. */
const passed = new Map<ShapeName, WeakSet<object>>();

/** What is wrong with the shape of a body; empty when nothing is. */
export function shapeIssues(name: ShapeName, body: unknown): FormIssue[] {
  if (typeof body === "object" && body !== null && passed.get(name)?.has(body)) return [];
  const result = core.safeParse(shapes[name], body, { reportInput: true });
  if (!result.success) return result.error.issues.flatMap((found) => formIssues(found, []));
  if (typeof body === "object" && body !== null && Object.isFrozen(body)) {
    const known = passed.get(name) ?? new WeakSet();
    passed.set(name, known.add(body));
  }
  return [];
}

function formIssues(found: core.$ZodIssue, prefix: readonly PropertyKey[]): FormIssue[] {
  const path = [...prefix, ...found.path].map((key) => (typeof key === "symbol" ? String(key) : key));
  switch (found.code) {
    case "unrecognized_keys":
      return found.keys.map((key) => ({
        path: [...path, key],
        code: "UNKNOWN_KEY",
        message: `Discord knows no "${key}" here and would drop it in silence.`,
      }));
    case "invalid_union": {
      // The alternative with the fewest complaints is the one that was meant.
      const nearest = found.errors.toSorted((a, b) => a.length - b.length)[0];
      if (!nearest || nearest.length === 0)
        return [
          { path, code: "BASE_TYPE_CHOICES", message: found.message || "Value is none of the choices." },
        ];
      return nearest.flatMap((inner) => formIssues(inner, path));
    }
    case "custom":
      return [{ path, code: String(found.params?.code ?? "BASE_TYPE_INVALID"), message: found.message }];
    case "invalid_type":
      return found.input === undefined
        ? [{ path, code: "BASE_TYPE_REQUIRED", message: "This field is required" }]
        : [{ path, code: "BASE_TYPE_BAD_TYPE", message: `Must be ${found.expected}.` }];
    case "invalid_value":
      return [
        { path, code: "BASE_TYPE_CHOICES", message: `Value must be one of ${found.values.join(", ")}.` },
      ];
    case "too_big":
      return [{ path, code: "BASE_TYPE_MAX_LENGTH", message: `Must be ${found.maximum} or fewer.` }];
    case "too_small":
      return [{ path, code: "BASE_TYPE_MIN_LENGTH", message: `Must be ${found.minimum} or more.` }];
    case "invalid_format":
      return found.format === "url"
        ? [{ path, code: "URL_TYPE_INVALID_URL", message: "Not a well formed URL." }]
        : [{ path, code: "BASE_TYPE_BAD_FORMAT", message: `Not a well formed ${found.format}.` }];
    default:
      return [{ path, code: "BASE_TYPE_INVALID", message: found.message || "Invalid value." }];
  }
}
