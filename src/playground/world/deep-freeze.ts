/** Equal bodies are one object: whoever would change one must take a copy. */
export function deepFreeze<Part>(part: Part): Part {
  if (typeof part !== "object" || part === null) return part;
  for (const value of Object.values(part)) deepFreeze(value);
  return Object.freeze(part);
}
