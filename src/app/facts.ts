/** What the program says of itself: at start, and in its figures. */
import type { Catalog } from "../catalog/catalog.ts";
import type { BotPresence } from "../command.ts";
import { defined } from "../defined.ts";
import { describeDatabase } from "../store/database-url.ts";
import type { Due } from "../subscriptions/types.ts";
import { askedPermissions, inviteUrl } from "../views/invite.ts";
import type { Env } from "./env.ts";
import { version } from "./version.ts";

/** How long after the newest of its releases was ready a post was made, in seconds; a digest waits on purpose. */
export function lagOf({ releases, isDigest }: Due): number | undefined {
  const ready = Math.max(...releases.map(({ readyAt }) => readyAt?.getTime() ?? Number.NEGATIVE_INFINITY));
  return isDigest || !Number.isFinite(ready) ? undefined : (Date.now() - ready) / 1_000;
}

/** What the log says at start. */
export function factsOf(env: Env, catalog: Catalog, presence: BotPresence | undefined) {
  const { labs, models } = catalog.data;
  const { applicationId, ...connected } = presence ?? {};
  const invite =
    applicationId === undefined || env.DISCORD_TOKEN === undefined
      ? undefined
      : {
          url: inviteUrl(applicationId),
          permissions: Object.fromEntries(askedPermissions.map(({ name, why }) => [name, why])),
        };
  return {
    version,
    role: env.ROLE,
    ...connected,
    database: describeDatabase(env.DATABASE_URL),
    labs: labs.length,
    models: models.length,
    ...defined({ dataOf: catalog.asOf, invite }),
  };
}
