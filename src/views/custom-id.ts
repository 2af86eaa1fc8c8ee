/**
 * The state of a button or menu lives in its custom_id, so that it works after a restart: `1|lab|section|deepseek`
 * is version 1, the command `lab`, its action `section` and one argument. Discord allows 100 characters.
 */
import { lengthOf, limits } from "./limits.ts";

const version = "1";
const separator = "|";

export interface ComponentState {
  command: string;
  action: string;
  args: readonly string[];
}

/** Throws where the id would be too long or an argument holds the separator: both are bugs of the caller. */
export function customId(command: string, action: string, ...args: readonly string[]): string {
  const parts = [version, command, action, ...args];
  if (parts.some((part) => part.includes(separator)))
    throw new Error(`a part of a custom id holds "${separator}"`);
  const id = parts.join(separator);
  if (lengthOf(id) > limits.customId)
    throw new Error(`a custom id has more than ${limits.customId} characters: ${id}`);
  return id;
}

/** The state in a custom_id, or undefined for one that this version did not make. */
export function parseCustomId(id: string): ComponentState | undefined {
  const [found, command, action, ...args] = id.split(separator);
  if (found !== version || !command || !action) return undefined;
  return { command, action, args };
}
