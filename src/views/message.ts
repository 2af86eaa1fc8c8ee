/** What a view returns: one Discord message as plain data, before it is turned into Discord's JSON by bot/payload.ts. */

export interface Embed {
  title?: string;
  url?: string;
  description?: string;
  /** 0xRRGGBB. */
  color?: number;
  author?: { name: string };
  fields?: { name: string; value: string; inline?: boolean }[];
  /** `attachment://name` of one of the message's files, or an https address. */
  image?: string;
  footer?: string;
}

export type ButtonStyle = "primary" | "secondary" | "success" | "danger";
export type Button =
  | { kind: "button"; label: string; id: string; style?: ButtonStyle; disabled?: boolean; emoji?: string }
  | { kind: "link"; label: string; url: string };

export interface SelectOption {
  label: string;
  value: string;
  description?: string;
  selected?: boolean;
}
export interface Select {
  kind: "select";
  id: string;
  placeholder: string;
  options: SelectOption[];
  /** Default 1 and 1. */
  min?: number;
  max?: number;
}

/** One row: up to five buttons, or one select. */
export type Row = readonly Button[] | readonly [Select];

export interface File {
  name: string;
  data: Uint8Array;
  /** Read aloud by screen readers. */
  description: string;
}

export interface Message {
  content?: string;
  embeds?: readonly Embed[];
  rows?: readonly Row[];
  files?: readonly File[];
  /** Who sees an answer: everybody in the channel, or only who asked. Without meaning outside interactions. */
  audience: "everyone" | "asker";
}

/** A pop-up form with short text fields. */
export interface Modal {
  id: string;
  title: string;
  inputs: readonly {
    id: string;
    label: string;
    value?: string;
    placeholder?: string;
    required: boolean;
    maxLength: number;
    long?: boolean;
  }[];
}
