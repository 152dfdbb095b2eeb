import { runCommand } from '../../../src/cli/run-command';
import { known, unknown } from '../../../src/preflight/model';
import type { PlacementConstraint, PlacementModel } from '../../../src/preflight/model';
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
  expect(size.spare).toEqual(expect.objectContaining({ usdPerMonth: undefined }));
});

test('the command refuses what it does not know', async () => {
  const said: string[] = [];
  const terminal = { color: false, out: (text: string) => void said.push(text), err: (text: string) => void said.push(text) };
  expect(await runCommand(['size'], terminal)).toBe(2);
  expect(await runCommand(['size', 'template.json', '--reporter', 'svg'], terminal)).toBe(2);
  expect(said.join('')).toContain('--reporter must be one of terminal, json');
});

test('a mix of two types is only told when it holds the scenarios and costs less than the cheapest single type', () => {
  // One large task, and six small ones that must lie apart: six large instances would be a waste.
  const apart: PlacementConstraint = { type: known('distinctInstance') };
  const withServices = (builder: ReturnType<typeof cluster>) =>
    builder
      .service('Large', { desired: 1, cpu: 512, memory: 14_000, min: 0, max: 100 })
      .service('Small', { desired: 6, cpu: 128, memory: 200, min: 50, max: 100, constraints: [apart] })
      .build();
  const model = withServices(cluster().group('Group', { types: ['m5.xlarge'], count: 8 }));
  const options = { ...DEFAULT_SIMULATION, orders: 3 };
  const shapes = sizeOf(model, options).shapes;
  if (!shapes?.mix) throw new Error('a mix is cheaper here');
  expect(shapes.mix.usdPerMonth).toBeLessThan(shapes.cheapest[0].usdPerMonth);
  expect(shapes.mix.usdPerMonth).toBeGreaterThanOrEqual(shapes.boundUsdPerMonth);
  expect(shapes.gapPercent).toBe(Math.round((shapes.mix.usdPerMonth / shapes.boundUsdPerMonth - 1) * 1000) / 10);
  const mixed = withServices(
    shapes.mix.parts.reduce((builder, { instanceType, instances }) => builder.group(`Of ${instanceType}`, { types: [instanceType], count: instances }), cluster()),
  );
  expect(judgeCluster(mixed, mixed.clusters[0], SIZED_FOR, options).judgements.filter(({ ordersFailed }) => ordersFailed > 0)).toEqual([]);
}, 60_000);

test('Fargate stands beside EC2: each task in the smallest size that holds it, daemons apart', () => {
  const size = sizeOf(
    cluster().group('Group', { types: ['m5.large'], count: 2 })
      .service('Api', { desired: 3, cpu: 300, memory: 900 })
      .service('Logs', { daemon: true, cpu: 64, memory: 64 }).build(),
    { ...DEFAULT_SIMULATION, orders: 2 },
  );
  // 512 CPU units and 1 GiB: 730 hours of 0.5 × 0.04048 + 0.004445 USD, three times.
  expect(size.fargate?.services).toEqual([{ service: 'Shop/Api/Service', tasks: 3, cpuUnits: 512, memoryMiB: 1024, usdPerMonth: 54.06 }]);
  expect(size.fargate?.usdPerMonth).toBe(54.06);
  expect(size.fargate?.leftOut.map(({ service }) => service)).toEqual(['Shop/Logs/Service']);
  expect(size.fargate?.pricesDate).toMatch(/^\d{4}-\d{2}$/);
  expect(size.spare?.usdPerMonth).toBeGreaterThan(0);
}, 60_000);
