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
  test('fires: the only instance can never be empty', () => {
    const [finding] = findings(drained(1), 'stuck-instance-refresh');
    expect(finding.severity).toBe('warning');
    expect(finding.summary).toBe('Shop/Cluster/General is refreshed, 1 instance at a time: 1 of 1 tasks of Shop/Api/Service find no room elsewhere');
    expect(finding.help.join('\n')).toMatch(/set minHealthyPercent .* to 0|set maxCapacity \(MaxSize\) of Shop\/Cluster\/General from 1 to 2/);
  });

  test('does not fire where the task may stop first, or with a second instance, or without draining', () => {
    expect(findings(drained(1, { min: 0 }), 'stuck-instance-refresh')).toEqual([]);
    expect(findings(drained(2), 'stuck-instance-refresh')).toEqual([]);
    const plain = cluster().group('General', { types: ['tiny.medium'], count: 1 }).service('Api', { desired: 1, cpu: 128, memory: 500 }).build();
    expect(findings(plain, 'stuck-instance-refresh')).toEqual([]);
  });

  test('a batch is as large as the update policy says', () => {
    const batches = (maxBatchSize: number) =>
      withGroup(drained(3, { desired: 3, hostPort: 8080, min: 34, max: 100 }), (group) => ({
        ...group,
        updatePolicy: { kind: known('rolling'), maxBatchSize: known(maxBatchSize) },
      }));
    // One of three may be missing from two at 34 %: ceil(1.02) = 2 must run.
    expect(findings(batches(1), 'stuck-instance-refresh')).toEqual([]);
    expect(findings(batches(3), 'stuck-instance-refresh')).toHaveLength(1);
  });

  test('does not know a group whose types are hidden', () => {
    const hidden = withGroup(drained(1), (group) => ({ ...group, instanceTypes: unknown('a parameter without a value') }));
    expect(findings(hidden, 'stuck-instance-refresh')).toEqual([]);
  });
});
