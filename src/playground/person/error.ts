/** Discord's client would not let a person do that. */
export class PersonError extends Error {
  override readonly name = "PersonError";
}
