import { known, unknown } from '../../../src/preflight/model';
import type { Known } from '../../../src/preflight/model';
import { runPreflight } from '../../../src/preflight/run';
import { cluster, type GroupFacts, type ServiceFacts } from '../model-builder';

const parameter = () => unknown('a parameter without a value');
const maximum = (maxCapacity: Known<number>): ServiceFacts['overrides'] => ({
  scaling: {
    subject: { constructPath: 'Shop/Api/Target', logicalId: 'Target', templatePath: 'Shop.template.json' },
    minCapacity: known(1),
    maxCapacity,
    policies: [],
  },
});

interface Doubtful {
  readonly group: GroupFacts;
  readonly service: ServiceFacts;
}

/** What makes each rule fire; the doubts below replace one value of it. */
const FIRING: Readonly<Record<string, Doubtful>> = {
  'no-room-after-zone-loss': { group: { count: 3 }, service: { desired: 6, memory: 3500, min: 50 } },
  'no-room-after-instance-loss': { group: { count: 3 }, service: { desired: 6, memory: 3500, min: 50 } },
  'no-room-after-spot-reclaim': { group: { count: 2, overrides: { purchase: known({ kind: 'spot' }) } }, service: { desired: 2 } },
  'no-room-at-maximum': { group: { count: 2 }, service: { desired: 1, memory: 3500, overrides: maximum(known(10)) } },
  'no-room-for-blue-green': {
    group: { count: 7 },
    service: { desired: 4, hostPort: 80, overrides: { deploymentStrategy: known<'BLUE_GREEN'>('BLUE_GREEN') } },
  },
};

const withGroup = ({ group, service }: Doubtful, overrides: GroupFacts['overrides']): Doubtful => ({
  group: { ...group, overrides: { ...group.overrides, ...overrides } },
  service,
});

const DOUBTS: Readonly<Record<string, (about: Doubtful) => Doubtful>> = {
  'the types of the group': (about) => withGroup(about, { instanceTypes: parameter() }),
  'how many instances there are': (about) => withGroup(about, { minSize: parameter(), maxSize: parameter(), desiredCapacity: parameter() }),
  'the memory of the task': ({ group, service }) => ({ group, service: { ...service, memory: parameter() } }),
};

function fires({ group, service }: Doubtful, ruleId: string): boolean {
  const model = cluster().group('General', { types: ['m5.large'], ...group }).service('Api', service).build();
  return runPreflight(model).findings.some((finding) => finding.ruleId === ruleId);
}

describe.each(Object.keys(FIRING))('%s', (ruleId) => {
  test('fires where every value is known', () => {
    expect(fires(FIRING[ruleId], ruleId)).toBe(true);
  });

  test.each(Object.keys(DOUBTS))('does not know %s', (doubt) => {
    expect(fires(DOUBTS[doubt](FIRING[ruleId]), ruleId)).toBe(false);
  });
});

test('no-room-at-maximum does not know how far the scaler may go, and no-room-for-blue-green not how a service is deployed', () => {
  const scaled = { ...FIRING['no-room-at-maximum'], service: { desired: 1, memory: 3500, overrides: maximum(parameter()) } };
  expect(fires(scaled, 'no-room-at-maximum')).toBe(false);
  const deployed = { ...FIRING['no-room-for-blue-green'], service: { desired: 4, hostPort: 80, overrides: { deploymentStrategy: parameter() } } };
  expect(fires(deployed, 'no-room-for-blue-green')).toBe(false);
});
