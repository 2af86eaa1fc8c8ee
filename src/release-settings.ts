/** The environment's settings of the release watch, in its own words. */
import type { Env } from "./app/env.ts";
import type { Upstreams } from "./releases/sources/all.ts";
import type { WatchPolicy } from "./releases/watch.ts";

export function upstreamsOf(env: Env): Upstreams {
  return {
    huggingFace: env.HF_API_URL,
    ...(env.HF_TOKEN === undefined ? {} : { huggingFaceToken: env.HF_TOKEN }),
    modelsDev: env.MODELS_DEV_URL,
    openRouter: env.OPENROUTER_URL,
  };
}

/** Without a review channel, what was found is posted after its hold. */
export function policyOf(env: Env): WatchPolicy {
  const hold = env.RELEASE_HOLD_SECONDS * 1_000;
  if (env.REVIEW_CHANNEL_ID === undefined) return { hold };
  return { hold, review: env.REVIEW_SECONDS === "never" ? {} : { postAfter: env.REVIEW_SECONDS * 1_000 } };
}
