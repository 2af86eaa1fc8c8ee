/** Why the program cannot start or go on, in one sentence for the person who hosts it. No stack is shown for it. */
export class StartError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "StartError";
  }
}
