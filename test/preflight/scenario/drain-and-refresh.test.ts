import { findings, judged } from './situations';
import { known, unknown } from '../../../src/preflight/model';
import type { InstanceGroup, PlacementModel } from '../../../src/preflight/model';
import { cluster, type ServiceFacts } from '../model-builder';

function withGroup(model: PlacementModel, change: (group: InstanceGroup) => InstanceGroup): PlacementModel {
  return { ...model, capacities: model.capacities.map((capacity) => (capacity.kind === 'instance-group' ? change(capacity) : capacity)) };
}

/** A group of fixed size behind a capacity provider, so that its instances are drained. */
const drained = (count: number, facts: ServiceFacts = {}) =>
  cluster().group('General', { types: ['tiny.medium'], count, managedScaling: true })
    .service('Api', { desired: 1, cpu: 128, memory: 500, providers: ['General'], ...facts }).build();

describe('instance-drain', () => {
  test('a task moves when another instance has room', () => {
    expect(judged(drained(2), 'instance-drain')).toMatchObject({ verdict: 'fits', placed: 1, asked: 1 });
  });

  test('with both percentages at 100 nothing moves, as the API reference says', () => {
    expect(judged(drained(2, { min: 100, max: 100 }), 'instance-drain')).toMatchObject({ ordersFailed: 5, placed: 0 });
  });

  test('at 50 a task may stop before its replacement starts', () => {
    const ports = (min: number) => drained(2, { desired: 2, hostPort: 8080, min, max: 100 });
    expect(judged(ports(50), 'instance-drain')).toMatchObject({ ordersFailed: 0 });
    expect(judged(ports(100), 'instance-drain').ordersFailed).toBeGreaterThan(0);
  });
});

describe('stuck-drain', () => {
  test('fires as a note when no other instance takes the task', () => {
    const [finding] = findings(drained(2, { desired: 2, hostPort: 8080 }), 'stuck-drain', ['steady-state', 'instance-drain']);
    expect(finding.severity).toBe('note');
    expect(finding.summary).toBe('Shop/Cluster/General#1 in us-east-1a is drained: 1 of 2 tasks of Shop/Api/Service cannot leave it');
    expect(finding.help.join('\n')).toContain('to 0, a dynamic port');
  });

  test('does not fire with one instance more', () => {
    expect(findings(drained(3, { desired: 2, hostPort: 8080 }), 'stuck-drain', ['steady-state', 'instance-drain'])).toEqual([]);
  });

  test('does not know hidden instances', () => {
    const hidden = withGroup(drained(2, { desired: 2, hostPort: 8080 }), (group) => ({ ...group, instanceTypes: unknown('a parameter without a value') }));
    expect(findings(hidden, 'stuck-drain', ['steady-state', 'instance-drain'])).toEqual([]);
  });
});

describe('stuck-instance-refresh', () => {
  // A rolling service with such percentages is stuck in every deployment, which deployment-deadlock reports.
  const overrides = { deploymentStrategy: known('BLUE_GREEN' as const) };

  test.each([[1, 100], [1, 150], [2, 100]])('fires: %d tasks at 100/%d may neither start nor stop', (desired, max) => {
    const [finding] = findings(drained(2, { desired, min: 100, max, overrides }), 'stuck-instance-refresh');
    expect(finding.severity).toBe('warning');
    expect(finding.summary).toMatch(
      /^Shop\/Cluster\/General is refreshed, 1 instance at a time: 1 of \d tasks of Shop\/Api\/Service can neither stop nor be replaced$/,
    );
    expect(finding.help.join('\n')).toMatch(/set minHealthyPercent .* to (0|50)|set maxHealthyPercent .* to (150|200)/);
  });

  test('does not fire on the only instance: the group starts the next one while it ends', () => {
    expect(findings(drained(1), 'stuck-instance-refresh')).toEqual([]);
    expect(findings(drained(2, { desired: 2, hostPort: 8080 }), 'stuck-instance-refresh')).toEqual([]);
  });

  test('does not fire where the task may stop first, or without draining', () => {
    expect(findings(drained(1, { min: 0, max: 100, overrides }), 'stuck-instance-refresh')).toEqual([]);
    const plain = cluster().group('General', { types: ['tiny.medium'], count: 1 })
      .service('Api', { desired: 1, cpu: 128, memory: 500, min: 100, max: 100 }).build();
    expect(findings(plain, 'stuck-instance-refresh')).toEqual([]);
  });

  test('a batch is as large as the update policy says', () => {
    const batch = withGroup(drained(3, { desired: 3, min: 100, max: 100, overrides }), (group) => ({
      ...group,
      updatePolicy: { kind: known('rolling'), maxBatchSize: known(3) },
    }));
    expect(findings(batch, 'stuck-instance-refresh')[0].summary).toMatch(/refreshed, 3 instances at a time: 3 of 3 tasks/);
  });

  test('does not know a group whose types are hidden', () => {
    const hidden = withGroup(drained(1, { max: 100, overrides }), (group) => ({ ...group, instanceTypes: unknown('a parameter without a value') }));
    expect(findings(hidden, 'stuck-instance-refresh')).toEqual([]);
  });
});
