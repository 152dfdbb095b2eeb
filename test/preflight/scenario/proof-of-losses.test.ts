import { judged } from './situations';
import { certificateHolds } from '../../../src/preflight/bound/check-certificate';
import { certaintyOf } from '../../../src/preflight/explain/certainty';
import { known } from '../../../src/preflight/model';
import { runPreflight } from '../../../src/preflight/run';
import type { Judgement } from '../../../src/preflight/scenario/judge';
import type { ScenarioName } from '../../../src/preflight/scenario/script';
import { cluster } from '../model-builder';

/** tiny.small registers 1,000 MiB: two tasks of 500 MiB on each. */
const twoZones = (desired: number, memory: number, spot = false) =>
  cluster()
    .group('General', {
      types: ['tiny.small'],
      count: 2,
      zones: known(['us-east-1a', 'us-east-1b']),
      overrides: spot ? { purchase: known({ kind: 'spot' }) } : {},
    })
    .service('Api', { desired, cpu: 10, memory, min: 50 })
    .build();

/** Counted again by code that shares nothing with the proof, on the instances that the event leaves. */
function holds({ certificate, simulation, index, asked }: Judgement): boolean {
  const { problem } = simulation.situation;
  const counts = problem.requests.map((_, request) => (request === index ? asked : 0));
  return certificate !== undefined && certificateHolds(problem, counts, index, certificate, () => true);
}

test.each<[ScenarioName, string]>([
  ['availability-zone-loss', 'us-east-1a is lost'],
  ['instance-loss', 'in us-east-1a is lost'],
])('%s is proved where the instance left holds 2 of 4 tasks, and the proof names its event', (scenario, moment) => {
  const judgement = judged(twoZones(4, 500), scenario);
  expect(judgement).toMatchObject({
    verdict: 'cannot-fit',
    certificate: { kind: 'after-loss', moment: expect.stringContaining(moment), lost: [0], bound: { kind: 'copies', asked: 4, room: 2 } },
  });
  expect(holds(judgement)).toBe(true);
  expect(certaintyOf(judgement)).toMatch(/^certain in any order: when .* is lost, the instances left hold 2 such tasks, and 4 must run$/);
});

test('no instance left after Spot is reclaimed is proved as well', () => {
  const judgement = judged(twoZones(2, 500, true), 'spot-reclaim');
  expect(judgement).toMatchObject({ verdict: 'cannot-fit', certificate: { kind: 'after-loss', lost: [0, 1], bound: { kind: 'no-instances' } } });
  expect(holds(judgement)).toBe(true);
  expect(certaintyOf(judgement)).toBe(
    'certain in any order: when the Spot instances of Shop/Cluster/General are reclaimed, no container instance is left',
  );
});

test('a certificate of a loss does not hold where the instances left hold the tasks, or where nothing is lost', () => {
  const { simulation, index } = judged(twoZones(2, 500), 'availability-zone-loss');
  const { problem } = simulation.situation;
  const claim = (lost: readonly number[], asked: number) =>
    certificateHolds(
      problem,
      problem.requests.map((_, request) => (request === index ? asked : 0)),
      index,
      { kind: 'after-loss', moment: 'us-east-1a is lost', lost, bound: { kind: 'copies', asked, room: 2 } },
      () => true,
    );
  expect([claim([0], 2), claim([], 5), claim([0], 3)]).toEqual([false, false, true]);
});

test('services that fill the cluster only together are proved together, and those with room are not', () => {
  const both = (memory: number) =>
    cluster()
      .group('General', { types: ['tiny.small'], count: 2, zones: known(['us-east-1a', 'us-east-1b']) })
      .service('A', { desired: 1, cpu: 10, memory, min: 50 })
      .service('B', { desired: 1, cpu: 10, memory, min: 50 })
      .build();
  const full = judged(both(600), 'availability-zone-loss');
  expect(full.certificate).toMatchObject({ kind: 'after-loss', bound: { kind: 'volume', resource: 'memory', needed: 1200, offered: 1000 } });
  expect(certaintyOf(full)).toMatch(/all tasks together need 1,200 MiB of memory, the instances left register 1,000$/);
  expect(judged(both(500), 'availability-zone-loss').verdict).toBe('fits');
});

test('a proof does not raise the severity: a lost zone stays a warning, a lost instance a note', () => {
  const model = cluster()
    .group('General', { types: ['m6i.large'], count: 2, zones: known(['us-east-1a', 'us-east-1b']) })
    .service('Api', { desired: 4, cpu: 256, memory: 3072, min: 50 })
    .build();
  const found = runPreflight(model).findings.filter(({ ruleId }) => /-loss$/.test(ruleId));
  expect(found.map(({ ruleId, severity, notes }) => [ruleId, severity, notes[0].replace(/when .* is lost/, 'when it is lost')]).sort()).toEqual([
    ['no-room-after-instance-loss', 'note', 'certain in any order: when it is lost, the instances left hold 2 such tasks, and 4 must run'],
    ['no-room-after-zone-loss', 'warning', 'certain in any order: when it is lost, the instances left hold 2 such tasks, and 4 must run'],
  ]);
});
