import { cluster, INSTANCE_SPREAD } from './cluster-builder';
import { placeAll, replay, replayOnce } from '../../../src/preflight/scheduler/replay';
import { wilsonInterval } from '../../../src/preflight/scheduler/wilson-interval';

/** Two instances: the large task fits only while no small task has spread to the second one. */
const ORDER_DEPENDENT = cluster().instances(2, 'm5.large')
  .service('large', { memory: 7000, strategies: [INSTANCE_SPREAD] })
  .service('small', { memory: 1000, strategies: [INSTANCE_SPREAD] }).problem();
const JOBS = [{ request: 0, count: 1 }, { request: 1, count: 2 }];

test('a problem that depends on the order is found out', () => {
  const outcome = replay(ORDER_DEPENDENT, JOBS, placeAll, { runs: 200, seed: 1 });
  expect(outcome).toMatchObject({ runs: 200, cutShort: false });
  expect(outcome.successes).toBeGreaterThan(0);
  expect(outcome.successes).toBeLessThan(200);
});

test('the seeds of a success and of a failure show them again', () => {
  const { succeededWith, failedWith } = replay(ORDER_DEPENDENT, JOBS, placeAll, { runs: 200, seed: 1 });
  expect(replayOnce(ORDER_DEPENDENT, JOBS, placeAll, succeededWith!)).toBe(true);
  expect(replayOnce(ORDER_DEPENDENT, JOBS, placeAll, failedWith!)).toBe(false);
});

test('the same seed gives the same outcome', () => {
  const again = () => replay(ORDER_DEPENDENT, JOBS, placeAll, { runs: 100, seed: 42 });
  expect(again()).toEqual(again());
});

test('what always fits succeeds in every order', () => {
  const problem = cluster().instances(3, 'm5.large', { zones: 3 }).service('a', { memory: 500 }).service('b', { memory: 700 }).problem();
  const outcome = replay(problem, [{ request: 0, count: 6 }, { request: 1, count: 6 }], placeAll, { runs: 100, seed: 1 });
  expect(outcome).toMatchObject({ successes: 100, failedWith: undefined, interval: { high: 1 } });
});

test('daemons are placed before all others in every order', () => {
  const problem = cluster().instances(2, 'm5.large').service('agent', { memory: 1000, daemon: true })
    .service('api', { memory: 6680 }).problem();
  expect(replay(problem, [{ request: 1, count: 2 }, { request: 0, count: 2 }], placeAll, { runs: 100, seed: 1 }).successes).toBe(100);
});

test('when the time is over, the runs made so far are told', () => {
  let clock = 0;
  const now = () => clock++;
  const outcome = replay(ORDER_DEPENDENT, JOBS, placeAll, { runs: 1000, seed: 1, budgetMs: 10, now });
  expect(outcome).toMatchObject({ runs: 9, cutShort: true });
});

test.each([
  [0, 0, 0, 1],
  [0, 10, 0, 0.2775],
  [10, 10, 0.7225, 1],
  [987, 1000, 0.9779, 0.9924],
])('%i of %i: between %f and %f', (successes, runs, low, high) => {
  const interval = wilsonInterval(successes, runs);
  expect(interval.low).toBeCloseTo(low, 3);
  expect(interval.high).toBeCloseTo(high, 3);
});
