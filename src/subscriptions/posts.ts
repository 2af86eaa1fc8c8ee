/** What a delivery's message says, as of now. */
import { createHash } from "node:crypto";
import type { Catalog } from "../catalog/catalog.ts";
import { newsOf } from "../releases/news.ts";
import type { Release, ReleaseNews } from "../releases/types.ts";
import type { Composed } from "./context.ts";
import { wants } from "./filters.ts";
import { nextDigest } from "./schedule.ts";
import type { Due, Sent } from "./types.ts";

/** How posts look. `mark`: the nonce that the ids of their buttons carry. */
export interface PostViews<M> {
  release: (catalog: Catalog, news: ReleaseNews, mark: string) => M;
  /** `next`: when the next digest of the same subscription comes. */
  digest: (catalog: Catalog, news: readonly ReleaseNews[], mark: string, next?: Date) => M;
  /** Names of forum posts. */
  title: (catalog: Catalog, news: ReleaseNews) => string;
  digestTitle: (count: number) => string;
}

export function createPosts<M>(catalog: () => Catalog, views: PostViews<M>, now: () => Date) {
  function messageOf(releases: readonly Release[], isDigest: boolean, mark: string, next?: Date): M {
    const news = releases.map((release) => newsOf(catalog(), release));
    const [first] = news;
    return isDigest || first === undefined
      ? views.digest(catalog(), news, mark, next)
      : views.release(catalog(), first, mark);
  }

  /** Of what the message says, without its mark: thousands of channels get the same post. */
  const hashOf = (releases: readonly Release[], isDigest: boolean): string =>
    createHash("sha256")
      .update(JSON.stringify(messageOf(releases, isDigest, "")))
      .digest("base64url");

  return {
    hashOf: (release: Release) => hashOf([release], false),

    /** The post of a release, marked. */
    ofRelease: (release: Release, mark: string) => messageOf([release], false, mark),

    /** What was posted, as it would be said now; undefined where its releases are gone. */
    again: ({ releases, isDigest, nonce }: Sent): M | undefined =>
      releases.length === 0 ? undefined : messageOf(releases, isDigest, nonce),

    /** The message of a delivery; undefined where its subscription wants none of it any more. */
    compose({ subscription, releases, isDigest, nonce }: Due): Composed<M> | undefined {
      const wanted = releases.filter(
        (one) => one.state === "ready" && wants(subscription.filters, one, catalog().models.get(one.model)),
      );
      const [first] = wanted;
      if (first === undefined) return undefined;
      return {
        message: messageOf(wanted, isDigest, nonce, nextDigest(subscription.schedule, now())),
        title: isDigest ? views.digestTitle(wanted.length) : views.title(catalog(), newsOf(catalog(), first)),
        hash: hashOf(wanted, isDigest),
      };
    },
  };
}
