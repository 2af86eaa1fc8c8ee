/** The Node versions that the program runs on: the same as `engines` in package.json. */
const needed = { major: 20, minor: 19 } as const;

/**
 * One sentence where this Node is too old, undefined where it will do. Imports nothing, so that an old Node reads it.
 * @param version as `process.versions.node`: `20.19.4`
 */
export function nodeProblem(version: string): string | undefined {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  if (major > needed.major || (major === needed.major && minor >= needed.minor)) return undefined;
  return `Labdex needs Node ${needed.major}.${needed.minor} or later; this is ${version}: install a newer one from https://nodejs.org.`;
}
