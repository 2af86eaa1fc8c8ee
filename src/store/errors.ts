/** What can be wrong with the database in a way that a person can put right. */
export type StoreProblem =
  | "bad-url"
  | "cannot-write"
  | "not-a-database"
  | "foreign-database"
  | "locked"
  | "newer-database"
  | "edited-migration"
  | "missing-migration"
  | "half-migrated"
  | "migration-failed"
  | "unreadable-row"
  | "unreachable";

/** The database cannot be used. The message is one sentence for the person who starts the bot, with what to do. */
export class StoreError extends Error {
  readonly problem: StoreProblem;
  constructor(problem: StoreProblem, message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.name = "StoreError";
    this.problem = problem;
  }
}
