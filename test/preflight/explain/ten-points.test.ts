import { App } from 'aws-cdk-lib';
import { readInput } from '../../../src/preflight/extract/read-input';
import { known } from '../../../src/preflight/model';
import type { PlacementModel, Service } from '../../../src/preflight/model';
import { runPreflight } from '../../../src/preflight/run';
import type { ScenarioName } from '../../../src/preflight/scenario/script';
import { aboutInstances, missingPoints } from '../incidents/rubric';
import { cluster } from '../model-builder';
import { SMALL } from '../scenario/situations';

// The example imports the package by its name; here that is the source.
jest.mock('cdk-ecs-stowage', () => jest.requireActual('../../../src'), { virtual: true });

const GROWING = { types: ['tiny.medium'], count: 1, max: 2, managedScaling: true };
const TASK = { cpu: 128, memory: 500, providers: ['General'] };
const blueGreen: Partial<Service> = { deploymentStrategy: known<'BLUE_GREEN'>('BLUE_GREEN') };
const pinned = known('attribute:ecs.availability-zone == us-east-1a');

/** What makes each rule about instances that come and go fire. */
const FIRING: Readonly<Record<string, readonly [ScenarioName, PlacementModel]>> = {
  'no-room-after-zone-loss': [
    'availability-zone-loss',
    cluster().group('General', { types: ['tiny.small'], count: 3 }).service('Api', { desired: 6, cpu: 10, memory: 500, min: 50 }).build(),
  ],
  'no-room-after-instance-loss': [
    'instance-loss',
    cluster().group('General', { types: ['tiny.small'], count: 3 }).service('Api', { desired: 6, cpu: 10, memory: 500, min: 50 }).build(),
  ],
  'no-room-after-spot-reclaim': [
    'spot-reclaim',
    cluster()
      .group('Spot', { types: ['tiny.small'], count: 2, overrides: { purchase: known({ kind: 'spot' }) } })
      .group('General', { types: ['tiny.small'], count: 1 })
      .service('Api', { desired: 6, cpu: 10, memory: 500, min: 50 })
      .build(),
  ],
  'stuck-scale-out': [
    'first-deployment',
    cluster()
      .group('General', GROWING)
      .service('Small', { ...TASK, desired: 2 })
      .service('Large', { ...TASK, desired: 2, memory: 1000, min: 0, max: 100 })
      .build(),
  ],
  'stuck-instance-refresh': [
    'instance-refresh',
    cluster()
      .group('General', { ...GROWING, count: 2 })
      .service('Api', { ...TASK, desired: 1, min: 100, max: 100, overrides: blueGreen })
      .build(),
  ],
  'stuck-drain': [
    'instance-drain',
    cluster()
      .group('General', { ...GROWING, count: 2 })
      .service('Api', { ...TASK, desired: 2, hostPort: 8080 })
      .build(),
  ],
  'no-room-after-scale-in': [
    'managed-scale-in',
    cluster()
      .group('General', { ...GROWING, max: 3 })
      .service('Api', { ...TASK, desired: 1, constraints: [{ type: known('memberOf'), expression: pinned }] })
      .build(),
  ],
  'stuck-zone-rebalancing': [
    'zone-rebalancing',
    cluster()
      .group('General', { types: ['tiny.medium'], count: 3 })
      .service('Api', { cpu: 128, memory: 500, desired: 3, min: 0, max: 100, overrides: { availabilityZoneRebalancing: known(true) } })
      .build(),
  ],
};

/** Percentages hold these tasks while instances have room: what an instance lacks is no point of theirs. */
const HELD_BY_PERCENTAGES = ['stuck-instance-refresh', 'stuck-zone-rebalancing'];
const ABOUT_ROOM = ['blocking dimension or constraint', 'requested, remaining, shortfall', 'nearest miss', 'never or not now', 'who holds the room'];

test.each(Object.keys(FIRING))('a finding of %s explains all ten points, or those that apply', (ruleId) => {
  const [scenario, model] = FIRING[ruleId];
  const found = runPreflight(model, { simulation: SMALL, scenarios: ['steady-state', scenario] }).findings.filter((one) => one.ruleId === ruleId);
  expect(found.length).toBeGreaterThan(0);
  const without = HELD_BY_PERCENTAGES.includes(ruleId) ? ABOUT_ROOM : [];
  expect(found.map((finding) => missingPoints(finding))).toEqual(found.map(() => without));
});

test('each finding of the example without room explains all ten points', () => {
  const { TooSmallStack } = jest.requireActual<typeof import('../../../examples/too-small/too-small-stack')>('../../../examples/too-small/too-small-stack');
  const app = new App({ context: { '@aws-cdk/core:validateAgainstDefaultRules': false } });
  new TooSmallStack(app, 'TooSmall');
  const { directory } = app.synth();
  const { model } = readInput([directory], { baseDirectory: directory });
  const explained = runPreflight(model).findings.filter(aboutInstances);
  expect(new Set(explained.map(({ ruleId }) => ruleId)).size).toBeGreaterThanOrEqual(3);
  expect(explained.map((finding) => [finding.summary, missingPoints(finding)])).toEqual(explained.map(({ summary }) => [summary, []]));
});
