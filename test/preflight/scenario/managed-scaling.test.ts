import { findings, judged } from './situations';
import { known, unknown } from '../../../src/preflight/model';
import type { Service } from '../../../src/preflight/model';
import { cluster } from '../model-builder';

const scaling = (minCapacity: number, maxCapacity: number): Partial<Service> => ({
  scaling: {
    subject: { constructPath: 'Shop/Api/Target', logicalId: 'Target', templatePath: 'Shop.template.json' },
    minCapacity: known(minCapacity),
    maxCapacity: known(maxCapacity),
    policies: [],
  },
});

/** One instance at first and two at most; two small tasks and two large ones just fit on two. */
const tight = (start: number) =>
  cluster()
    .group('General', { types: ['tiny.medium'], count: start, max: 2, managedScaling: true })
    .service('Small', { desired: 2, cpu: 128, memory: 500, providers: ['General'] })
    .service('Large', { desired: 2, cpu: 128, memory: 1000, min: 0, max: 100, providers: ['General'] })
    .build();

describe('first-deployment', () => {
  test('starts from the instances that the group starts with and says how it grows', () => {
    const model = cluster().group('General', { types: ['tiny.medium'], count: 0, max: 5, managedScaling: true })
      .service('Api', { desired: 4, cpu: 128, memory: 1000, providers: ['General'] }).build();
    const one = judged(model, 'first-deployment');
    expect([one.verdict, one.placed, one.asked]).toEqual(['fits', 4, 4]);
    // From zero ECS starts two; the two tasks that still wait ask for two more.
    expect(one.remark).toBe('managed scaling: Shop/Cluster/General 0, 2, 4 instances, each step after a warm-up of 300 s');
  });

  test('a step is never larger than the provider allows', () => {
    const model = cluster().group('General', { types: ['tiny.medium'], count: 1, max: 5, managedScaling: true })
      .service('Api', { desired: 4, cpu: 128, memory: 1000, providers: ['General'] }).build();
    const [group] = model.capacities;
    if (group.kind !== 'instance-group' || !group.provider) throw new Error('the builder makes a group with a provider');
    const provider = { ...group.provider, maximumScalingStepSize: known(1), instanceWarmupSeconds: known(60) };
    const slow = { ...model, capacities: [{ ...group, provider }] };
    expect(judged(slow, 'first-deployment').remark).toBe(
      'managed scaling: Shop/Cluster/General 1, 2, 3, 4 instances, each step after a warm-up of 60 s',
    );
  });

  test('does not apply where no group grows', () => {
    const model = cluster().group('General', { types: ['tiny.medium'], count: 2 }).service('Api', { memory: 500 }).build();
    expect(judged(model, 'first-deployment')).toMatchObject({ verdict: 'not-simulated' });
  });

  test('daemons take their room on each new instance before other tasks', () => {
    const model = cluster().group('General', { types: ['tiny.medium'], count: 0, max: 3, managedScaling: true })
      .service('Api', { desired: 3, cpu: 128, memory: 1000, providers: ['General'] })
      .service('Logs', { daemon: true, cpu: 128, memory: 400 }).build();
    expect(judged(model, 'first-deployment')).toMatchObject({ placed: 3, asked: 3, ordersFailed: 0 });
    const full = cluster().group('General', { types: ['tiny.medium'], count: 0, max: 3, managedScaling: true })
      .service('Api', { desired: 3, cpu: 128, memory: 1200, providers: ['General'] })
      .service('Logs', { daemon: true, cpu: 128, memory: 400 }).build();
    expect(judged(full, 'steady-state').placed).toBe(0);
  });
});

describe('stuck-scale-out', () => {
  test('fires: what started on one instance blocks what comes with the second', () => {
    expect(judged(tight(2), 'steady-state', 'Large').ordersFailed).toBe(0);
    const [finding, ...others] = findings(tight(1), 'stuck-scale-out');
    expect(others).toEqual([]);
    expect(finding.severity).toBe('warning');
    expect(finding.summary).toBe('managed scaling stops with 1 of 2 tasks of Shop/Large/Service placed in the first deployment');
    expect(JSON.stringify(finding.evidence)).toContain('Shop/Cluster/General 1, 2 instances, each step after a warm-up of 300 s; then 1 of 2 tasks wait');
    expect(finding.notes.join('\n')).toContain('has insufficient memory available');
  });

  test('does not fire when the group starts with two', () => {
    expect(findings(tight(2), 'stuck-scale-out')).toEqual([]);
  });

  test('does not know an unknown size of the group', () => {
    const model = tight(1);
    const [group] = model.capacities;
    if (group.kind !== 'instance-group') throw new Error('the builder makes a group');
    expect(findings({ ...model, capacities: [{ ...group, maxSize: unknown('a parameter without a value') }] }, 'stuck-scale-out')).toEqual([]);
  });

  test('the maxima are reached step by step', () => {
    const model = cluster().group('General', { types: ['tiny.medium'], count: 1, max: 4, managedScaling: true })
      .service('Api', { desired: 1, cpu: 128, memory: 1000, providers: ['General'], overrides: scaling(1, 4) }).build();
    const one = judged(model, 'managed-scale-out');
    expect([one.verdict, one.placed, one.asked]).toEqual(['fits', 4, 4]);
    expect(one.remark).toContain('1, 4 instances');
  });
});

describe('no-room-after-scale-in', () => {
  const pinned = (isProtected: boolean) => {
    const expression = known('attribute:ecs.availability-zone == us-east-1a');
    const model = cluster().group('General', { types: ['tiny.medium'], count: 1, max: 3, managedScaling: true })
      .service('Api', { desired: 1, cpu: 128, memory: 500, providers: ['General'], constraints: [{ type: known('memberOf'), expression }] })
      .build();
    const [group] = model.capacities;
    if (group.kind !== 'instance-group' || !group.provider) throw new Error('the builder makes a group with a provider');
    return { ...model, capacities: [{ ...group, provider: { ...group.provider, managedTerminationProtection: known(isProtected) } }] };
  };

  test('fires as a note: the only instance of the zone goes, and its task may not leave it', () => {
    const [finding] = findings(pinned(false), 'no-room-after-scale-in');
    expect(finding.severity).toBe('note');
    expect(finding.summary).toBe(
      'managed scaling takes instances of Shop/Cluster/General away: 1 of 1 tasks of Shop/Api/Service find no room on the rest',
    );
  });

  test('does not fire under managed termination protection, where only empty instances go', () => {
    expect(findings(pinned(true), 'no-room-after-scale-in')).toEqual([]);
  });

  test('does not fire where the tasks fit on the rest', () => {
    const model = cluster().group('General', { types: ['tiny.medium'], count: 1, max: 4, managedScaling: true })
      .service('Api', { desired: 2, cpu: 128, memory: 500, providers: ['General'], overrides: scaling(1, 6) }).build();
    expect(judged(model, 'managed-scale-in')).toMatchObject({ verdict: 'fits', ordersFailed: 0 });
    expect(findings(model, 'no-room-after-scale-in')).toEqual([]);
  });

  test.each(['instanceTypes', 'minSize', 'desiredCapacity'])('does not know %s of the group', (property) => {
    const model = pinned(false);
    const doubtful = { ...model, capacities: model.capacities.map((group) => ({ ...group, [property]: unknown('a parameter without a value') })) };
    expect(findings(doubtful, 'no-room-after-scale-in')).toEqual([]);
  });
});
