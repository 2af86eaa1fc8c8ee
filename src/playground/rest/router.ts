import type { Route } from "./route.ts";

export interface RouteMatch {
  route: Route;
  params: Record<string, string>;
}

/**
 * Finds the route of a request. A literal part (`@original`, `@me`) comes before a parameter in the same place.
 */
export function createRouter(routes: readonly Route[]) {
  const byShape = new Map<string, { route: Route; parts: string[] }[]>();
  for (const route of routes) {
    const parts = route.pattern.split("/");
    const shape = `${route.method} ${parts.length}`;
    const list = byShape.get(shape) ?? [];
    list.push({ route, parts });
    list.sort((a, b) => parameterCount(a.parts) - parameterCount(b.parts));
    byShape.set(shape, list);
  }

  return (method: string, path: string): RouteMatch | undefined => {
    const given = path.split("/").map(decoded);
    if (!given.every((part) => part !== undefined)) return undefined;
    for (const { route, parts } of byShape.get(`${method} ${given.length}`) ?? []) {
      const params: Record<string, string> = {};
      const fits = parts.every((part, index) => {
        const value = given[index] ?? "";
        if (!part.startsWith(":")) return part === value;
        params[part.slice(1)] = value;
        return value !== "";
      });
      if (fits) return { route, params };
    }
    return undefined;
  };
}

/** What stands behind percent signs; undefined where they are wrong. */
function decoded(part: string): string | undefined {
  try {
    return decodeURIComponent(part);
  } catch (error) {
    if (error instanceof URIError) return undefined;
    throw error;
  }
}

function parameterCount(parts: readonly string[]): number {
  return parts.filter((part) => part.startsWith(":")).length;
}
