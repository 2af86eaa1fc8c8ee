/** Makes something when it is first needed, and keeps it: parts of the index that most starts of the bot never use. */
export function once<T>(make: () => T): () => T {
  let made: { value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
