import { runCommand } from '../../../src/cli/run-command';
import { known, unknown } from '../../../src/preflight/model';
import type { PlacementModel } from '../../../src/preflight/model';
import { judgeCluster } from '../../../src/preflight/scenario/judge';
import { DEFAULT_SIMULATION } from '../../../src/preflight/scenario/options';
import { SIZED_FOR, sizeModel } from '../../../src/preflight/size/size-model';
import { cluster } from '../model-builder';
import { SMALL_TYPES } from '../verdicts/small-case';

const SMALL = { ...DEFAULT_SIMULATION, orders: 6, catalog: SMALL_TYPES };

function sizeOf(model: PlacementModel, options = SMALL) {
  const [size] = sizeModel(model, options).clusters;
  return size;
}

test('headroom counts the tasks that still fit beside all others', () => {
  const size = sizeOf(cluster().group('Group', { types: ['tiny.medium'], count: 2 }).service('Api', { desired: 1, cpu: 128, memory: 500 }).build());
  // 1,500 MiB hold three tasks of 500, twice; one runs.
  expect(size.headroom).toEqual([{ service: 'Shop/Api/Service', least: 5, most: 5, orders: 6 }]);
});

test('instances can go as long as no order refuses a task', () => {
  const size = sizeOf(
    cluster().group('Group', { types: ['tiny.medium'], count: 4 }).service('Api', { desired: 3, cpu: 128, memory: 700 }).build(),
  );
  // Two tasks of 700 MiB fit on one instance, so three need two.
  expect(size.spare).toMatchObject({ instances: 4, removable: 2 });
});

test('a daemon needs its room on every instance and keeps none from going', () => {
  const size = sizeOf(
    cluster()
      .group('Group', { types: ['tiny.medium'], count: 3 })
      .service('Logs', { daemon: true, cpu: 128, memory: 500 })
      .service('Api', { desired: 2, cpu: 128, memory: 500 })
      .build(),
  );
  expect(size.spare).toMatchObject({ instances: 3, removable: 2 });
});

test('a strategy that spreads can refuse what another packs', () => {
  const size = sizeOf(
    cluster()
      .group('Group', { types: ['tiny.medium'], count: 2 })
      .service('Small', { desired: 2, cpu: 128, memory: 500 })
      .service('Large', { desired: 1, cpu: 128, memory: 1500 })
      .build(),
  );
  const result = (name: string) => size.strategies.find(({ strategy }) => strategy === name);
  expect(result('spread over zones, then instances (the default)')?.ordersPlaced).toBeLessThan(6);
  expect(result('binpack memory')).toMatchObject({ ordersPlaced: 6, worstUnplaced: 0 });
});

test('the cheapest shape holds the scenarios, one instance less does not, and no bound is above it', () => {
  const model = cluster().group('Group', { types: ['m5.xlarge'], count: 4 }).service('Api', { desired: 6, cpu: 512, memory: 3000 }).build();
  const options = { ...DEFAULT_SIMULATION, orders: 3 };
  const shapes = sizeOf(model, options).shapes;
  expect(shapes?.cheapest).toHaveLength(3);
  expect(shapes?.pricesDate).toMatch(/^\d{4}-\d{2}-\d{2}$/);
  for (const shape of shapes?.cheapest ?? []) {
    expect(shape.usdPerMonth).toBeGreaterThanOrEqual(shapes?.boundUsdPerMonth ?? Infinity);
    expect(shape.instances).toBeGreaterThanOrEqual(shape.atLeast);
    const fails = (count: number) => {
      const tried = cluster().group('Group', { types: [shape.instanceType], count }).service('Api', { desired: 6, cpu: 512, memory: 3000 }).build();
      return judgeCluster(tried, tried.clusters[0], SIZED_FOR, options).judgements.some(({ ordersFailed }) => ordersFailed > 0);
    };
    expect([shape.instanceType, fails(shape.instances), fails(shape.instances - 1)]).toEqual([shape.instanceType, false, true]);
  }
}, 60_000);

test('what is hidden is said, and nothing is guessed', () => {
  const model = cluster().group('Group', { overrides: { instanceTypes: unknown('it comes from another account') } }).service('Api').build();
  expect(sizeOf(model)).toMatchObject({ unknown: expect.stringContaining('it comes from another account'), headroom: [], strategies: [] });
  const hidden = cluster().group('Group', { types: ['tiny.medium'] }).service('Api', { memory: unknown('a parameter without a value') }).build();
  expect(sizeOf(hidden).unknown).toContain('takes an unknown part of the room');
});

test('a type without a price has no monthly price', () => {
  const size = sizeOf(cluster().group('Group', { types: ['tiny.medium'], count: 2, zones: known(['us-east-1a']) }).service('Api', { memory: 500 }).build());
  expect(size.spare?.usdPerMonth).toBeUndefined();
});

test('the command refuses what it does not know', async () => {
  const said: string[] = [];
  const terminal = { color: false, out: (text: string) => void said.push(text), err: (text: string) => void said.push(text) };
  expect(await runCommand(['size'], terminal)).toBe(2);
  expect(await runCommand(['size', 'template.json', '--reporter', 'svg'], terminal)).toBe(2);
  expect(said.join('')).toContain('--reporter must be one of terminal, json');
});
