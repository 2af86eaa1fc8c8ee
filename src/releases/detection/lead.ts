/** Which of a launch's releases people name it by, and which of two is the larger. Pure. */
import { sizesOfName } from "../../names/sizes.ts";
import type { Item, Tracked } from "../found.ts";

/** What is weighed of a release that can be announced. */
export interface Weight {
  hasWeights: boolean;
  /** It is called as its family is. */
  isFamily: boolean;
  isDistilled: boolean;
  /** From -1 (a small tier) to 1 (the largest). */
  tier: number;
  /** Parameters in billions, from its names or what is said of it; 0 where nobody says. */
  size: number;
  /** Of a million tokens given out, in USD; 0 where nobody says. */
  price: number;
  isPreview: boolean;
}

const lowTier = /\b(mini|nano|tiny|small|lite|light|air|flash|turbo|edge|micro|mobile)\b/i;
const highTier = /\b(max|ultra|pro|plus|large)\b/i;

/** In billions; 0 without one. */
export function sizeInName(name: string): number {
  const total = sizesOfName(name).total ?? "";
  return (Number.parseFloat(total) || 0) * (total.endsWith("T") ? 1_000 : 1);
}

export function weigh(release: Tracked, rows: readonly Item[], hasWeights: boolean): Weight {
  const words = release.title.replace(/[-_]/g, " ");
  const sizes = rows.map(({ name, facts }) => sizeInName(name) || (facts.parameters ?? 0) / 1e9);
  return {
    hasWeights,
    isFamily: release.loose === release.family.replace(/[^a-z0-9]/g, ""),
    isDistilled: /\bdistill(ed)?\b/i.test(words),
    tier: highTier.test(words) ? 1 : lowTier.test(words) ? -1 : 0,
    size: Math.max(0, ...sizes),
    price: Math.max(0, ...rows.map(({ facts }) => facts.price?.output ?? 0)),
    isPreview: /\b(preview|exp|beta|dev)\b/i.test(words),
  };
}

/** The first is the one that people name the launch by: never a distillation, nor the first of the alphabet. */
export function byProminence(
  a: { weight: Weight; release: Tracked },
  b: { weight: Weight; release: Tracked },
): number {
  const [one, other] = [a.weight, b.weight];
  const bySize = one.size > 0 && other.size > 0 ? other.size - one.size : 0;
  return (
    Number(one.isDistilled) - Number(other.isDistilled) ||
    Number(other.hasWeights) - Number(one.hasWeights) ||
    Number(other.isFamily) - Number(one.isFamily) ||
    bySize ||
    other.tier - one.tier ||
    other.size - one.size ||
    other.price - one.price ||
    Number(one.isPreview) - Number(other.isPreview) ||
    a.release.title.length - b.release.title.length ||
    a.release.key.localeCompare(b.release.key, "en")
  );
}

/** Whether what comes later is larger than what was announced: news of its own. */
export function isLarger(later: Weight, announced: Weight): boolean {
  if (later.isDistilled) return false;
  if (later.size > 0 && announced.size > 0) return later.size > announced.size;
  return later.tier > announced.tier && !announced.isFamily;
}
