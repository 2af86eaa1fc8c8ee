/** Discord counts milliseconds from the first second of 2015. */
const DISCORD_EPOCH = 1_420_070_400_000n;

export type Snowflakes = ReturnType<typeof createSnowflakes>;

/**
 * Ids as Discord makes them: milliseconds since 2015 in the upper bits, a counter in the lower twelve, so that
 * they sort by time. With a clock near the present they have 19 digits (discord.js finds rate-limit buckets
 * with `\d{17,19}`).
 *
 * @param now milliseconds since 1970; may stand still, ids stay distinct
 */
export function createSnowflakes(now: () => number) {
  let millisecond = 0;
  let counter = 0;

  return {
    /** A new id, greater than every earlier one. */
    next(): string {
      const clock = Math.floor(now());
      if (clock > millisecond) {
        millisecond = clock;
        counter = 0;
      } else {
        counter += 1;
        if (counter > 0xfff) {
          millisecond += 1;
          counter = 0;
        }
      }
      return (((BigInt(millisecond) - DISCORD_EPOCH) << 22n) | BigInt(counter)).toString();
    },
  };
}

/** When an id was made, in milliseconds since 1970. */
export function snowflakeTime(id: string): number {
  return Number((BigInt(id) >> 22n) + DISCORD_EPOCH);
}
