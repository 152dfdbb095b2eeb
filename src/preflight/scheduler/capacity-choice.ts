import type { CompiledShare } from './compile';

/** No provider of the strategy takes the task. */
export const NO_SHARE = -1;

/**
 * Which capacity provider the next task goes to: the base first, then by weight, to the provider that is
 * furthest behind its part. A full provider does not pass its tasks on, so what waits there is counted too.
 */
export function nextShare(shares: readonly CompiledShare[], placed: Int32Array, waiting?: Int32Array): number {
  const tasks = (share: number) => placed[share] + (waiting?.[share] ?? 0);
  const based = shares.findIndex(({ base }, share) => tasks(share) < base);
  if (based >= 0) return based;
  const aboveBase = shares.map(({ base, weight }, share) => (weight > 0 ? tasks(share) - base : 0));
  const allTasks = sum(aboveBase);
  const allWeights = sum(shares.map(({ weight }) => weight));
  let furthest = NO_SHARE;
  let most = -Infinity;
  shares.forEach(({ weight }, share) => {
    const deficit = weight * (allTasks + 1) - allWeights * aboveBase[share];
    if (weight > 0 && deficit > most) [furthest, most] = [share, deficit];
  });
  return furthest;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
