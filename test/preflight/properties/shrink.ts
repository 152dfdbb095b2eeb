import type { RandomCase } from './random-case';

/** Leaves out instances, requests and steps as long as the case still fails. */
export function shrink(failing: RandomCase, fails: (smaller: RandomCase) => boolean): RandomCase {
  for (const smaller of smallerCases(failing)) if (fails(smaller)) return shrink(smaller, fails);
  return failing;
}

function* smallerCases({ problem, steps }: RandomCase): Generator<RandomCase> {
  for (const fewer of withoutOne(steps)) yield { problem, steps: fewer };
  for (const instances of withoutOne(problem.instances)) yield { problem: { ...problem, instances }, steps };
  if (problem.requests.length < 2) return;
  for (const requests of withoutOne(problem.requests)) yield { problem: { ...problem, requests }, steps };
}

function withoutOne<T>(list: readonly T[]): readonly T[][] {
  return list.map((_, left) => list.filter((__, index) => index !== left));
}
