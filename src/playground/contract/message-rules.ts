import { MessageFlags } from "discord-api-types/v10";
import { codePoints } from "./code-points.ts";
import { componentIssues, type LooseComponent } from "./component-rules.ts";
import { type FormIssue, issue } from "./form-errors.ts";
import { linkIssue } from "./links.ts";

export const CONTENT_LIMIT = 2_000;
export const EMBEDS_TOTAL_LIMIT = 6_000;
/** One file, without boosts: 10 MiB. */
export const FILE_LIMIT = 10 * 1024 * 1024;

interface LooseEmbed {
  title?: string | null;
  description?: string | null;
  url?: string | null;
  color?: number | null;
  timestamp?: string | null;
  author?: { name?: string | null; url?: string | null; icon_url?: string | null } | null;
  footer?: { text?: string | null; icon_url?: string | null } | null;
  image?: { url?: string | null } | null;
  thumbnail?: { url?: string | null } | null;
  fields?: { name: string; value: string }[] | null;
}

/** A message body whose shape was checked. */
export interface LooseMessage {
  content?: string | null;
  embeds?: LooseEmbed[] | null;
  components?: LooseComponent[] | null;
  attachments?: { id: string; filename?: string | null; description?: string | null }[] | null;
  allowed_mentions?: {
    parse?: (string | null)[] | null;
    users?: (string | null)[] | null;
    roles?: (string | null)[] | null;
    replied_user?: boolean | null;
  } | null;
  sticker_ids?: string[] | null;
  poll?: unknown;
  flags?: number | null;
  nonce?: string | number | null;
  enforce_nonce?: boolean | null;
  message_reference?: {
    message_id: string;
    channel_id?: string | null;
    fail_if_not_exists?: boolean | null;
  } | null;
  tts?: boolean | null;
}

/** Where a message is going: the same body is right in one place and wrong in another. */
export type MessagePlace =
  | "channel"
  | "channel edit"
  | "reply"
  | "deferral"
  | "update"
  | "follow-up"
  | "reply edit";

export interface MessageContext {
  place: MessagePlace;
  /** Names of the files that come with the request, by their number. */
  files: ReadonlyMap<string, string>;
  /** An edit: the message as it stands, whose flags, attachments and other parts stay unless replaced. */
  before?: { flags: number; attachments: readonly { id: string; filename: string }[]; message: LooseMessage };
}

const settableFlags: Record<MessagePlace, number> = {
  channel:
    MessageFlags.SuppressEmbeds |
    MessageFlags.SuppressNotifications |
    MessageFlags.IsVoiceMessage |
    MessageFlags.IsComponentsV2,
  "channel edit": MessageFlags.SuppressEmbeds | MessageFlags.IsComponentsV2,
  reply:
    MessageFlags.Ephemeral |
    MessageFlags.SuppressEmbeds |
    MessageFlags.SuppressNotifications |
    MessageFlags.IsVoiceMessage |
    MessageFlags.IsComponentsV2,
  deferral: MessageFlags.Ephemeral,
  update: MessageFlags.SuppressEmbeds | MessageFlags.IsComponentsV2,
  "follow-up":
    MessageFlags.Ephemeral |
    MessageFlags.SuppressEmbeds |
    MessageFlags.SuppressNotifications |
    MessageFlags.IsVoiceMessage |
    MessageFlags.IsComponentsV2,
  "reply edit": MessageFlags.SuppressEmbeds | MessageFlags.IsComponentsV2,
};

/**
 * What Discord refuses in a message although the shape is right. Rules without a source here are listed in
 * Discord's documentation under the field they speak of.
 */
export function messageIssues(body: LooseMessage, context: MessageContext): FormIssue[] {
  const issues: FormIssue[] = [];
  const flags = (body.flags ?? 0) | ((context.before?.flags ?? 0) & MessageFlags.IsComponentsV2);
  const v2 = (flags & MessageFlags.IsComponentsV2) !== 0;

  const wrongFlags = (body.flags ?? 0) & ~settableFlags[context.place];
  if (wrongFlags !== 0) {
    issues.push(
      issue(["flags"], "FLAGS_INVALID", `Flags ${wrongFlags} cannot be set on a ${context.place}.`),
    );
  }
  if (codePoints(body.content ?? "") > CONTENT_LIMIT) {
    issues.push(issue(["content"], "BASE_TYPE_MAX_LENGTH", `Must be ${CONTENT_LIMIT} or fewer in length.`));
  }
  if (v2) issues.push(...v2Issues(body));

  const available = availableFiles(body, context);
  issues.push(...embedsIssues(body.embeds ?? [], available));
  issues.push(...componentIssues(body.components ?? [], v2, available));
  issues.push(...attachmentIssues(body, context));
  issues.push(...mentionIssues(body));
  if (body.enforce_nonce && (body.nonce === undefined || body.nonce === null)) {
    issues.push(issue(["nonce"], "BASE_TYPE_REQUIRED", "enforce_nonce without a nonce enforces nothing."));
  }
  return issues;
}

function v2Issues(body: LooseMessage): FormIssue[] {
  const issues: FormIssue[] = [];
  const refused: [string, boolean][] = [
    ["content", (body.content ?? "") !== ""],
    ["embeds", (body.embeds ?? []).length > 0],
    ["sticker_ids", (body.sticker_ids ?? []).length > 0],
    ["poll", body.poll !== undefined && body.poll !== null],
  ];
  for (const [key, present] of refused) {
    if (!present) continue;
    issues.push(
      issue(
        [key],
        "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2",
        `No ${key} beside IS_COMPONENTS_V2.`,
      ),
    );
  }
  return issues;
}

/** Whether nothing of a message would be seen: Discord answers code 50006 then. */
export function isEmptyMessage(body: LooseMessage, context: MessageContext): boolean {
  const merged: LooseMessage = { ...context.before?.message, ...body };
  const kept = body.attachments ?? context.before?.attachments ?? [];
  return (
    (merged.content ?? "").trim() === "" &&
    (merged.embeds ?? []).length === 0 &&
    (merged.components ?? []).length === 0 &&
    (merged.sticker_ids ?? []).length === 0 &&
    (merged.poll ?? null) === null &&
    kept.length === 0 &&
    context.files.size === 0
  );
}

function availableFiles(body: LooseMessage, context: MessageContext): ReadonlySet<string> {
  const names = new Set(context.files.values());
  for (const attachment of body.attachments ?? []) if (attachment.filename) names.add(attachment.filename);
  for (const attachment of context.before?.attachments ?? []) names.add(attachment.filename);
  return names;
}

function attachmentIssues(body: LooseMessage, context: MessageContext): FormIssue[] {
  const issues: FormIssue[] = [];
  const known = new Set(context.before?.attachments.map((attachment) => attachment.id) ?? []);
  for (const [index, attachment] of (body.attachments ?? []).entries()) {
    if (context.files.has(attachment.id) || known.has(attachment.id)) continue;
    issues.push(
      issue(["attachments", index, "id"], "ATTACHMENT_NOT_FOUND", `No file ${attachment.id} came along.`),
    );
  }
  return issues;
}

function mentionIssues(body: LooseMessage): FormIssue[] {
  const mentions = body.allowed_mentions;
  if (!mentions) return [];
  const issues: FormIssue[] = [];
  for (const kind of ["users", "roles"] as const) {
    if (mentions.parse?.includes(kind) && (mentions[kind]?.length ?? 0) > 0) {
      issues.push(
        issue(
          ["allowed_mentions"],
          "MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE",
          `parse:["${kind}"] and ${kind}: [ids...] are mutually exclusive.`,
        ),
      );
    }
  }
  return issues;
}

function embedsIssues(embeds: readonly LooseEmbed[], files: ReadonlySet<string>): FormIssue[] {
  const issues: FormIssue[] = [];
  let total = 0;
  for (const [index, embed] of embeds.entries()) {
    const at = ["embeds", index];
    total += embedLength(embed);
    if (isEmptyEmbed(embed)) {
      issues.push(issue([...at, "description"], "BASE_TYPE_REQUIRED", "This field is required"));
    }
    for (const [number, field] of (embed.fields ?? []).entries()) {
      for (const key of ["name", "value"] as const) {
        if (field[key].trim() !== "") continue;
        issues.push(issue([...at, "fields", number, key], "BASE_TYPE_REQUIRED", "This field is required"));
      }
    }
    if (embed.footer && (embed.footer.text ?? "").trim() === "") {
      issues.push(issue([...at, "footer", "text"], "BASE_TYPE_REQUIRED", "This field is required"));
    }
    if (embed.author && (embed.author.name ?? "").trim() === "") {
      issues.push(issue([...at, "author", "name"], "BASE_TYPE_REQUIRED", "This field is required"));
    }
    const links: [string[], string | null | undefined, boolean][] = [
      [["url"], embed.url, false],
      [["author", "url"], embed.author?.url, false],
      [["author", "icon_url"], embed.author?.icon_url, true],
      [["footer", "icon_url"], embed.footer?.icon_url, true],
      [["image", "url"], embed.image?.url, true],
      [["thumbnail", "url"], embed.thumbnail?.url, true],
    ];
    for (const [path, url, mayBeFile] of links) {
      if (url === undefined || url === null) continue;
      const found = linkIssue(url, mayBeFile, files);
      if (found) issues.push(issue([...at, ...path], found.code, found.message));
    }
  }
  if (total > EMBEDS_TOTAL_LIMIT) {
    const message = `Embed size exceeds maximum size of ${EMBEDS_TOTAL_LIMIT}`;
    issues.push(issue(["embeds"], "MAX_EMBED_SIZE_EXCEEDED", message));
  }
  return issues;
}

/** Characters of an embed that count towards {@link EMBEDS_TOTAL_LIMIT}. */
export function embedLength(embed: LooseEmbed): number {
  let length = codePoints(embed.title ?? "") + codePoints(embed.description ?? "");
  length += codePoints(embed.footer?.text ?? "") + codePoints(embed.author?.name ?? "");
  for (const field of embed.fields ?? []) length += codePoints(field.name) + codePoints(field.value);
  return length;
}

function isEmptyEmbed(embed: LooseEmbed): boolean {
  return (
    (embed.title ?? "").trim() === "" &&
    (embed.description ?? "").trim() === "" &&
    (embed.fields ?? []).length === 0 &&
    !embed.author &&
    !embed.footer &&
    !embed.image?.url &&
    !embed.thumbnail?.url &&
    !embed.timestamp
  );
}
