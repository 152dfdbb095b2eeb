export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** 95 % of a normal distribution lie within this many standard deviations. */
const DEVIATIONS = 1.959963984540054;

/** Where the true share of successes lies, with 95 % confidence, after `successes` of `runs` (Wilson, 1927). */
export function wilsonInterval(successes: number, runs: number): Interval {
  if (runs === 0) return { low: 0, high: 1 };
  const share = successes / runs;
  const square = DEVIATIONS ** 2;
  const centre = (share + square / (2 * runs)) / (1 + square / runs);
  const spread = (DEVIATIONS / (1 + square / runs)) * Math.sqrt((share * (1 - share)) / runs + square / (4 * runs ** 2));
  // Rounding must not move the ends that are known exactly.
  return { low: successes === 0 ? 0 : centre - spread, high: successes === runs ? 1 : centre + spread };
}
