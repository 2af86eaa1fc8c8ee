/**
 * What Discord sends, read with care: fields are added, left out and null. What does not fit is left out; only without
 * an id and a token nothing can be answered.
 */
import { z } from "zod";

const id = z.string().regex(/^\d{1,20}$/);
const bits = z
  .string()
  .regex(/^\d{1,40}$/)
  .catch("0");
/** A part that may be missing, null or something else: then it is missing. */
const part = <S extends z.ZodType>(schema: S) =>
  schema
    .nullish()
    .catch(undefined)
    .transform((value) => value ?? undefined);

/** Entries that can be read, of a list or whatever stands in its place. */
const list = <S extends z.ZodType>(schema: S) =>
  z
    .array(z.unknown())
    .catch([])
    .transform((all) =>
      all.flatMap((one) => {
        const read = schema.safeParse(one);
        return read.success ? [read.data] : [];
      }),
    );

/** The same of an object by ids. */
const byId = <S extends z.ZodType>(schema: S) =>
  z
    .record(z.string(), z.unknown())
    .catch({})
    .transform(
      (all) =>
        new Map(
          Object.entries(all).flatMap(([key, one]): [string, z.output<S>][] => {
            const read = schema.safeParse(one);
            return read.success ? [[key, read.data]] : [];
          }),
        ),
    );

const user = z.object({ id });
const member = z.object({ user: part(user), roles: list(id), permissions: bits });
const channel = z.object({
  id,
  name: part(z.string()),
  type: z.int(),
  permissions: bits,
  /** Discord sends it with the channels of options; its types do not have it yet. */
  app_permissions: bits,
});
const role = z.object({ id, mentionable: z.boolean().catch(false) });

export interface IncomingOption {
  name: string;
  type: number;
  value: string | number | boolean | undefined;
  focused: boolean;
  /** Of a subcommand. */
  options: IncomingOption[];
}
const option: z.ZodType<IncomingOption> = z.object({
  name: z.string(),
  type: z.int(),
  value: part(z.union([z.string(), z.number(), z.boolean()])),
  focused: z.boolean().catch(false),
  options: z.lazy(() => list(option)),
});

const field = z.object({ name: part(z.string()), value: part(z.string()) });
const embed = z.object({ title: part(z.string()), description: part(z.string()), fields: list(field) });
/** Components V2 say what they say in text displays, which stand in containers and sections. */
export interface IncomingComponent {
  content: string | undefined;
  components: IncomingComponent[];
}
const component: z.ZodType<IncomingComponent> = z.object({
  content: part(z.string()),
  components: z.lazy(() => list(component)),
});
const poll = z.object({
  question: part(z.object({ text: part(z.string()) })),
  answers: list(z.object({ poll_media: part(z.object({ text: part(z.string()) })) })),
});
const said = {
  content: z.string().catch(""),
  embeds: list(embed),
  components: list(component),
  poll: part(poll),
};
const forwarded = z.object({ message: z.object(said) });
const target = z.object({ id, author: part(user), ...said, message_snapshots: list(forwarded) });
export type IncomingTarget = z.output<typeof target>;

const source = z.object({
  flags: z.int().catch(0),
  interaction_metadata: part(z.object({ user: part(user) })),
  referenced_message: part(z.object({ author: part(user) })),
});

const typed = z.object({ custom_id: z.string(), value: z.string() });
const row = z.object({ components: list(typed), component: part(typed) });
const data = z.object({
  name: z.string().catch(""),
  type: z.int().catch(0),
  options: list(option),
  resolved: part(z.object({ channels: byId(channel), roles: byId(role), messages: byId(target) })),
  target_id: part(id),
  custom_id: z.string().catch(""),
  values: list(z.string()),
  components: list(row),
});

const interaction = z.object({
  id,
  application_id: id,
  /** Part of the address that it is answered at. */
  token: z.string().regex(/^[\w.+=~-]{1,500}$/),
  type: z.int(),
  guild_id: part(id),
  channel: part(channel),
  member: part(member),
  user: part(user),
  locale: z.string().catch("en-US"),
  app_permissions: bits,
  message: part(source),
  data: data.catch(data.parse({})),
});

/** An interaction, as far as it can be read. */
export type Incoming = z.output<typeof interaction>;

/** Undefined for what cannot be answered. */
export const readInteraction = (packet: unknown): Incoming | undefined => interaction.safeParse(packet).data;

/** What a message answers, as far as it says which card it is: the state of its buttons and menus. */
const answered = z.object({
  author: z.object({ id }),
  components: list(z.object({ components: list(z.object({ custom_id: z.string().catch("") })) })),
});

const message = z.object({
  id,
  channel_id: id,
  guild_id: part(id),
  referenced_message: part(answered),
  type: z.int(),
  content: z.string(),
  author: z.object({ id, bot: z.boolean().catch(false), system: z.boolean().catch(false) }),
  mentions: list(user),
  webhook_id: part(id),
  application_id: part(id),
});

/** A message of a channel, as far as it can be read. */
export type IncomingMessage = z.output<typeof message>;

/** Undefined for what is no message of somebody in a channel. */
export const readMessage = (packet: unknown): IncomingMessage | undefined => message.safeParse(packet).data;

const deleted = z.object({ id: part(id), ids: list(id) });

/** The ids of messages that were deleted, one or many. */
export function readDeleted(packet: unknown): string[] {
  const read = deleted.safeParse(packet).data;
  return read === undefined ? [] : [...read.ids, ...(read.id === undefined ? [] : [read.id])];
}

const ready = z.object({ guilds: z.array(z.unknown()) });

/** How many servers a shard has, by its READY. */
export const serversOf = (packet: unknown): number => ready.safeParse(packet).data?.guilds.length ?? 0;
