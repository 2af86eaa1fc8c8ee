/** What every command of the host's works with. */
import type { Env } from "../env.ts";

export interface HostContext {
  env: Env;
  /** What follows the command's name. */
  args: readonly string[];
  /** One line for the person. */
  say: (line: string) => void;
  /** Names of all variables that are set. */
  names: readonly string[];
}

/** Ends with 1 where it returns false. @throws StartError, StoreError, DataFileError: one sentence for the person */
export type HostCommand = (context: HostContext) => Promise<boolean>;
