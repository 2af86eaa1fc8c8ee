/** Something wrong in a data file; `line` counts from 1. The message is `file:line: reason`. */
export class DataFileError extends Error {
  readonly file: string;
  readonly line: number;
  readonly reason: string;
  constructor(file: string, line: number, reason: string) {
    super(`${file}:${line}: ${reason}`);
    this.name = "DataFileError";
    this.file = file;
    this.line = line;
    this.reason = reason;
  }
}
