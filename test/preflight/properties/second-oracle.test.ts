import { choosesElsewhere, splitsElsewhere } from './choices';
import { randomCase } from './random-case';
import { runCase } from './run-case';
import { disagrees, draws, runNaive } from './run-naive';
import { shrink } from './shrink';

const SIZE = { instances: 12, requests: 6, steps: 20 };

test('a scheduler written from the ECS pages alone makes the same choices in 3,000 random problems', () => {
  const seeds = Array.from({ length: 3000 }, (_, index) => index + 1).filter((seed) => !draws(randomCase(seed, SIZE).problem));
  const seed = seeds.find((candidate) => disagrees(randomCase(candidate, SIZE)));
  const shrunk = seed === undefined ? undefined : shrink(randomCase(seed, SIZE), disagrees);
  expect(shrunk && { seed, shrunk, engine: runCase(shrunk, { kind: 'reference' }), pages: runNaive(shrunk) }).toBeUndefined();
  expect(seeds.length).toBeGreaterThan(1500);
}, 900_000);

const SEEDS = Array.from({ length: 400 }, (_, seed) => seed + 1);

test.each([
  ['reference', { kind: 'first' }],
  ['reference', { kind: 'random', seed: 5 }],
  ['reference', { kind: 'adversarial', seed: 5, sample: 3 }],
  ['batched', { kind: 'first' }],
  ['batched', { kind: 'random', seed: 5 }],
] as const)('%s with the tie-break %j: tasks start and end only where the pages allow it', (kind, tieBreak) => {
  expect(SEEDS.filter((seed) => choosesElsewhere(seed, tieBreak, kind))).toEqual([]);
});

test('tasks are split over three capacity providers in the same way, also when some were started by hand', () => {
  expect(SEEDS.filter((seed) => splitsElsewhere(seed))).toEqual([]);
});
