import * as fc from 'fast-check';
import { findings, judged, SMALL } from './situations';
import { known } from '../../../src/preflight/model';
import type { Service } from '../../../src/preflight/model';
import { judgeCluster } from '../../../src/preflight/scenario/judge';
import { PESSIMISTIC } from '../../../src/preflight/scenario/reading';
import { deploymentBounds, deploymentOf, deploymentRound } from '../../../src/preflight/scenario/rolling-deployment';
import { situationOf } from '../../../src/preflight/scenario/situation';
import { createEngine } from '../../../src/preflight/scheduler/create-engine';
import { cluster } from '../model-builder';

/** The worked numbers of the developer guide ("Deploy Amazon ECS services by replacing tasks") and of the issues that quote it. */
test.each([
  ['four tasks at 50 %: two may stop', 4, 50, 100, 2, 4],
  ['two tasks at 75 %: ceil(1.5) = 2, none may stop', 2, 75, 200, 2, 4],
  ['four tasks at 200 %: four may start before any stops', 4, 100, 200, 4, 8],
  ['three tasks at 125 %: floor(3.75) = 3, none may start', 3, 100, 125, 3, 3],
  ['one task at 134 %: floor(1.34) = 1', 1, 100, 134, 1, 1],
  ['two tasks at 134 %: floor(2.68) = 2', 2, 100, 134, 2, 2],
  ['three tasks at 134 %: floor(4.02) = 4', 3, 100, 134, 3, 4],
  ['one task at 50 %: ceil(0.5) = 1', 1, 50, 100, 1, 1],
  ['the default of stock CDK, 50 and 200', 3, 50, 200, 2, 6],
  ['a daemon on five instances, 0 and 100', 5, 0, 100, 0, 5],
  ['six tasks at the defaults, 100 and 200', 6, 100, 200, 6, 12],
  ['six tasks at 50 %: three must run', 6, 50, 200, 3, 12],
  ['one task at 150 %: floor(1.5) = 1, the next deployment waits', 1, 100, 150, 1, 1],
  ['two tasks at 150 %: one at a time', 2, 100, 150, 2, 3],
  ['no task at all', 0, 100, 200, 0, 0],
])('%s', (_, desired, min, max, lower, upper) => {
  expect(deploymentBounds(desired, min, max)).toEqual({ lower, upper });
});

/** Started and stopped in each round, on instances with room for `room` tasks. */
function rounds(desired: number, min: number, max: number, room: number, seed: number): readonly (readonly [number, number])[] {
  const model = cluster().group('General', { types: ['tiny.large'], count: room }).service('Api', { desired, cpu: 128, memory: 200, hostPort: 80, min, max }).build();
  const situation = situationOf(model, model.clusters[0], PESSIMISTIC, SMALL);
  const engine = createEngine(situation.problem);
  engine.placeMany(0, desired);
  const stage = { situation, engine, order: [0], seed, explains: () => false };
  const deployment = deploymentOf(stage, 0);
  const out: (readonly [number, number])[] = [];
  for (let round = 0; round < 20; round += 1) {
    const [old, fresh] = [engine.count(0), engine.count(1)];
    const { done, moved } = deploymentRound(stage, deployment);
    if (!moved) break;
    out.push([engine.count(1) - fresh, old - engine.count(0)]);
    if (done) break;
  }
  return out;
}

test.each([
  ['four at 100/200 with room for eight: all four start, then all four stop', 4, 100, 200, 8, [[4, 4]]],
  ['four at 100/200 with room for six: two by two', 4, 100, 200, 6, [[2, 2], [2, 2]]],
  ['four at 50/100 with room for four: two stop, two start, and again', 4, 50, 100, 4, [[0, 2], [2, 2], [2, 0]]],
  // "Best practices for Amazon ECS service parameters": six tasks on a cluster with room for eight.
  ['six at 100/200 with room for eight: two by two, three times', 6, 100, 200, 8, [[2, 2], [2, 2], [2, 2]]],
  // At 50 % the page stops three first; the same bounds, in fewer rounds than at 100 %.
  ['six at 50/200 with room for eight: five old ones may stop beside two new ones', 6, 50, 200, 8, [[2, 5], [4, 1]]],
  ['six at 50/200 with room for six: three stop, and the room is taken', 6, 50, 200, 6, [[0, 3], [3, 3], [3, 0]]],
  ['three at 100/125: neither', 3, 100, 125, 6, []],
  ['three at 100/200 without room: neither', 3, 100, 200, 3, []],
] as const)('%s', (_, desired, min, max, room, expected) => {
  expect(rounds(desired, min, max, room, 0)).toEqual(expected);
});

test('whether stopping tasks count toward the upper bound changes how long a deployment takes, and never whether it ends', () => {
  fc.assert(
    fc.property(
      fc.record({
        desired: fc.integer({ min: 1, max: 8 }),
        min: fc.constantFrom(0, 25, 50, 67, 75, 100),
        max: fc.constantFrom(100, 125, 134, 150, 200),
        more: fc.integer({ min: 0, max: 8 }),
      }),
      ({ desired, min, max, more }) => {
        const ends = (seed: number) => rounds(desired, min, max, desired + more, seed).reduce((sum, [started]) => sum + started, 0) === desired;
        expect(ends(1)).toBe(ends(0));
      },
    ),
    { numRuns: 300, seed: 20261121 },
  );
});

test.each(['BLUE_GREEN', 'LINEAR', 'CANARY'] as const)('%s needs both revisions in full at once', (strategy) => {
  const model = (count: number) =>
    cluster().group('General', { types: ['tiny.medium'], count }).service('Api', { desired: 2, hostPort: 80, cpu: 128, memory: 200, overrides: { deploymentStrategy: known(strategy) } }).build();
  expect(judged(model(3), 'blue-green-deployment')).toMatchObject({ verdict: 'cannot-fit', placed: 1, asked: 2 });
  expect(judged(model(4), 'blue-green-deployment').ordersFailed).toBe(0);
});

test('CodeDeploy needs both task sets in full at once', () => {
  const controller: Partial<Service> = { deploymentController: known('CODE_DEPLOY') };
  const model = (count: number) =>
    cluster().group('General', { types: ['tiny.medium'], count }).service('Api', { desired: 2, hostPort: 80, cpu: 128, memory: 200, overrides: controller }).build();
  expect(judged(model(3), 'blue-green-deployment').verdict).toBe('cannot-fit');
  expect(judged(model(4), 'blue-green-deployment').ordersFailed).toBe(0);
  expect(judged(model(4), 'rolling-deployment').verdict).toBe('not-simulated');
});

describe('colliding-deployments', () => {
  /** Room for one task more: each service can be deployed alone. */
  const colliding = (memory: number) =>
    cluster().group('General', { types: ['tiny.large'], count: 1 })
      .service('Api', { desired: 1, cpu: 128, memory })
      .service('Web', { desired: 1, cpu: 128, memory }).build();

  test('one after the other they fit, also task by task', () => {
    expect(findings(colliding(800), 'colliding-deployments')).toEqual([]);
    expect(judged(colliding(800), 'interleaved-deployments').ordersFailed).toBe(0);
  });

  test('fires when a green revision takes the room that a rolling deployment needs', () => {
    const model = cluster().group('General', { types: ['tiny.large'], count: 1 })
      .service('Api', { desired: 1, cpu: 128, memory: 800 })
      .service('Web', { desired: 1, cpu: 128, memory: 800, overrides: { deploymentStrategy: known<'BLUE_GREEN'>('BLUE_GREEN') } }).build();
    const [finding] = findings(model, 'colliding-deployments');
    expect(finding.severity).toBe('warning');
    expect(finding.summary).toBe('deployed together with the other services, Shop/Api/Service finds no room for its new tasks');
    expect(findings(model, 'colliding-deployments', ['steady-state', 'interleaved-deployments'])).toHaveLength(1);
  });

  test('does not know a service of unknown size', () => {
    const model = cluster().group('General', { types: ['tiny.large'], count: 1 })
      .service('Api', { desired: 1, cpu: 128, memory: 800 })
      .service('Web', { desired: { known: false, because: 'a parameter without a value' }, memory: 800 }).build();
    expect(findings(model, 'colliding-deployments')).toEqual([]);
    expect(judgeCluster(model, model.clusters[0], ['all-deployments'], SMALL).leftOut).toHaveLength(1);
  });
});
