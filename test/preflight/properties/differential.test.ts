import { drawsElsewhere } from './choices';
import { firstDifference } from './differential';
import { randomCase } from './random-case';
import { runCase, traceOf } from './run-case';
import { BatchedChooser } from '../../../src/preflight/scheduler/batched';
import { compile } from '../../../src/preflight/scheduler/compile';
import { Ledger } from '../../../src/preflight/scheduler/ledger';
import { SchedulerEngine } from '../../../src/preflight/scheduler/scheduler-engine';
import { FIRST, TieBreaker } from '../../../src/preflight/scheduler/tie-break';

test('in 10,000 random problems the three engines place every task on the same instance', () => {
  expect(firstDifference(1, 10_000)).toBeUndefined();
}, 900_000);

test('in 60 random problems of up to 1,500 instances, too', () => {
  expect(firstDifference(1, 60, { instances: 1500, requests: 12, steps: 40 })).toBeUndefined();
}, 900_000);

test.each([1, 3])('and when like instances are kept in lists of %i', (largestPool) => {
  for (let seed = 1; seed <= 1000; seed++) {
    const { problem, steps } = randomCase(seed);
    const tieBreaker = new TieBreaker(FIRST);
    const ledger = new Ledger(compile(problem));
    const engine = new SchedulerEngine(ledger, new BatchedChooser(ledger, tieBreaker, largestPool), tieBreaker);
    expect(traceOf(engine, steps)).toEqual(runCase({ problem, steps }, { kind: 'reference' }));
  }
}, 900_000);

test('with a tie-break that draws by seed, the engines draw alike', () => {
  const seeds = Array.from({ length: 500 }, (_, seed) => seed + 1);
  expect(seeds.filter((seed) => drawsElsewhere(seed))).toEqual([]);
}, 900_000);
