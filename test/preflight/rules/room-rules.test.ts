import { known, unknown } from '../../../src/preflight/model';
import type { ScalableTarget } from '../../../src/preflight/model';
import { runPreflight } from '../../../src/preflight/run';
import { cluster } from '../model-builder';

type Model = ReturnType<ReturnType<typeof cluster>['build']>;
const found = (model: Model, ruleId: string) => runPreflight(model).findings.filter((finding) => finding.ruleId === ruleId);
const target = (maxCapacity: ScalableTarget['maxCapacity']): ScalableTarget => ({
  subject: { constructPath: 'Shop/Api/Target', logicalId: 'Target', templatePath: 'Shop.template.json' },
  minCapacity: known(1),
  maxCapacity,
  policies: [],
});

describe('no-room-at-maximum', () => {
  const scaled = (maxCapacity: ScalableTarget['maxCapacity']) =>
    cluster().group('General', { types: ['m5.large'], count: 2 }).service('Api', { desired: 1, memory: 3500, overrides: { scaling: target(maxCapacity) } }).build();

  test('fires when the scaler may ask for more than the instances hold', () => {
    const [finding] = found(scaled(known(10)), 'no-room-at-maximum');
    expect(finding.severity).toBe('warning');
    expect(finding.summary).toBe('Shop/Api/Service may scale to 10 tasks, and 4 find room');
    expect(finding.help.length).toBeGreaterThan(0);
  });

  test('does not fire at a maximum that fits', () => {
    expect(found(scaled(known(4)), 'no-room-at-maximum')).toEqual([]);
  });

  test('does not know an unknown maximum', () => {
    expect(found(scaled(unknown('parameter Max has no default')), 'no-room-at-maximum')).toEqual([]);
  });
});

describe('no-room-for-blue-green', () => {
  const blueGreen = (count: number) =>
    cluster().group('General', { count }).service('Api', { desired: 4, hostPort: 80, overrides: { deploymentStrategy: known<'BLUE_GREEN'>('BLUE_GREEN') } }).build();

  test('fires: four tasks with a static host port need eight instances', () => {
    const [finding] = found(blueGreen(7), 'no-room-for-blue-green');
    expect(finding.severity).toBe('error');
    expect(finding.summary).toBe('only 3 of 4 green tasks of Shop/Api/Service find room beside the blue ones');
    expect(finding.help.join('\n')).toContain('set desired capacity of Shop/Cluster/General from 7 to 8');
  });

  test('does not fire with eight', () => {
    expect(found(blueGreen(8), 'no-room-for-blue-green')).toEqual([]);
  });
});

describe('losses', () => {
  test('a lost zone whose tasks have nowhere to go is a warning', () => {
    const full = cluster().group('General', { types: ['m5.large'], count: 3 }).service('Api', { desired: 6, memory: 3500, min: 50 }).build();
    const [finding] = found(full, 'no-room-after-zone-loss');
    expect(finding.severity).toBe('warning');
    expect(finding.summary).toBe('us-east-1a is lost: 4 of 6 tasks of Shop/Api/Service run on');
  });

  test('a lost zone with room elsewhere is nothing', () => {
    const roomy = cluster().group('General', { types: ['m5.large'], count: 3 }).service('Api', { desired: 3, memory: 3500 }).build();
    expect(found(roomy, 'no-room-after-zone-loss')).toEqual([]);
  });

  test('a lost instance is a note, because Auto Scaling replaces it', () => {
    const full = cluster().group('General', { types: ['m5.large'], count: 3 }).service('Api', { desired: 6, memory: 3500, min: 50 }).build();
    expect(found(full, 'no-room-after-instance-loss').map(({ severity }) => severity)).toEqual(['note']);
  });

  test('a Spot-only group that is reclaimed leaves nothing', () => {
    const spot = cluster().group('Spot', { count: 2, overrides: { purchase: known({ kind: 'spot' }) } }).service('Api', { desired: 2 }).build();
    const [finding] = found(spot, 'no-room-after-spot-reclaim');
    expect(finding.summary).toBe('the Spot instances of Shop/Cluster/Spot are reclaimed: 0 of 2 tasks of Shop/Api/Service run on');
  });

  test('On-Demand instances are not reclaimed', () => {
    expect(found(cluster().group('General', { count: 2 }).service('Api', { desired: 2 }).build(), 'no-room-after-spot-reclaim')).toEqual([]);
  });
});

describe('colliding-deployments', () => {
  const blueGreen = { deploymentStrategy: known<'BLUE_GREEN'>('BLUE_GREEN') };
  const two = (count: number) =>
    cluster()
      .group('General', { types: ['m5.large'], count })
      .service('A', { desired: 2, memory: 5000, overrides: blueGreen })
      .service('B', { desired: 2, memory: 5000, overrides: blueGreen })
      .build();

  test('fires: each has room for its green tasks alone, both together have not', () => {
    const [finding, ...others] = found(two(6), 'colliding-deployments');
    expect(finding.severity).toBe('warning');
    expect(finding.summary).toBe('deployed together with the other services, Shop/A/Service finds no room for its new tasks');
    expect(others).toHaveLength(1);
    expect(finding.help.join('\n')).toContain('set desired capacity of Shop/Cluster/General from 6 to 8');
  });

  test('does not fire with room for both', () => {
    expect(found(two(8), 'colliding-deployments')).toEqual([]);
  });
});
