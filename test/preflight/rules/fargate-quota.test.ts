import { unknown, known } from '../../../src/preflight/model';
import type { PlacementModel, Service } from '../../../src/preflight/model';
import { runPreflight } from '../../../src/preflight/run';
import type { SimulationOptions } from '../../../src/preflight/scenario/options';
import { cluster } from '../model-builder';

const BOTH: Partial<Service> = {
  launchType: undefined,
  strategy: known([
    { provider: known('FARGATE'), base: known(2), weight: known(1) },
    { provider: known('FARGATE_SPOT'), base: known(0), weight: known(3) },
  ]),
};

/** Two services of 10 tasks with 2 vCPU and 1 vCPU: 30 vCPU when both run. */
const two = (facts: object = {}): PlacementModel =>
  cluster()
    .service('Api', { fargate: true, desired: 10, cpu: 2048, memory: 4096, ...facts })
    .service('Web', { fargate: true, desired: 10, cpu: 1024, memory: 2048, ...facts })
    .build();

const run = (model: PlacementModel, simulation: Partial<SimulationOptions>, scenarios?: string[]) => runPreflight(model, { scenarios, simulation });
const found = (model: PlacementModel, simulation: Partial<SimulationOptions>, scenarios?: string[]) =>
  run(model, simulation, scenarios).findings.filter(({ ruleId }) => ruleId === 'fargate-quota');

describe('fires', () => {
  test('when all services together are over the quota, with both numbers and who takes how much', () => {
    const [finding] = found(two(), { fargateVcpuQuota: 24 });
    expect(finding).toMatchObject({ severity: 'error', subject: { constructPath: 'Shop/Api/Service' } });
    expect(finding.summary).toBe('tasks on Fargate need 30 vCPU at once in steady-state, and the quota "Fargate On-Demand vCPU resource count" is 24 vCPU');
    expect(finding.evidence[0]).toMatchObject({
      rows: [
        { cells: ['Shop/Api/Service', '10', '2 vCPU', '20'] },
        { cells: ['Shop/Web/Service', '10', '1 vCPU', '10'] },
        { cells: ['all, at least', '', '', '30'] },
        { cells: ['quota', '', '', '24'] },
      ],
    });
  });

  test('for the maximum of a scaler, as a warning', () => {
    const scaling = { subject: { constructPath: 'Shop/Target', logicalId: 'Target', templatePath: 't.json' }, minCapacity: known(1), maxCapacity: known(20), policies: [] };
    const [finding] = found(two({ overrides: { scaling } }), { fargateVcpuQuota: 40 }, ['steady-state', 'scaled-to-maximum']);
    expect(finding).toMatchObject({ severity: 'warning' });
    expect(finding.summary).toContain('need 60 vCPU at once in scaled-to-maximum');
  });

  test('for both revisions of a blue/green deployment', () => {
    const [finding] = found(two({ overrides: { deploymentStrategy: known('BLUE_GREEN') } }), { fargateVcpuQuota: 40 }, ['blue-green-deployment']);
    expect(finding.summary).toContain('need 50 vCPU at once in blue-green-deployment');
  });

  test('for Spot by its own quota, with the part that the strategy sends there', () => {
    const model = cluster().service('Api', { desired: 10, cpu: 1024, memory: 2048, overrides: BOTH }).build();
    expect(found(model, { fargateVcpuQuota: 4, fargateSpotVcpuQuota: 6 }, ['steady-state'])).toEqual([]);
    const [finding] = found(model, { fargateSpotVcpuQuota: 5 }, ['steady-state']);
    expect(finding.summary).toContain('need 6 vCPU at once in steady-state, and the quota "Fargate Spot vCPU resource count" is 5 vCPU');
  });
});

describe('does not fire', () => {
  test('without a quota, within it, or on container instances', () => {
    expect(found(two(), {})).toEqual([]);
    expect(found(two(), { fargateVcpuQuota: 60 })).toEqual([]);
    expect(found(two({ fargate: false }), { fargateVcpuQuota: 1 })).toEqual([]);
  });

  test('for a rolling deployment that may stop old tasks first, and does for one that has to start one', () => {
    expect(found(two({ min: 50 }), { fargateVcpuQuota: 30 }, ['rolling-deployment', 'all-deployments'])).toEqual([]);
    expect(found(two({ min: 100 }), { fargateVcpuQuota: 30 }, ['rolling-deployment'])[0].summary).toContain('need 32 vCPU at once in rolling-deployment');
  });
});

test('does not know the part of a service without a known count, and says so where it matters', () => {
  const model = cluster().service('Api', { fargate: true, desired: 10, cpu: 2048 }).service('Web', { fargate: true, desired: unknown('a parameter') }).build();
  expect(found(model, { fargateVcpuQuota: 20 }, ['steady-state'])).toEqual([]);
  expect(found(model, { fargateVcpuQuota: 19 }, ['steady-state'])[0].notes.join('\n')).toContain('not counted, because it is not known: Shop/Web/Service');
  const [api] = run(model, { fargateVcpuQuota: 20 }, ['steady-state']).services;
  expect(api.verdicts[0]).toMatchObject({ verdict: 'unknown' });
});

test('every printed cure removes the finding', () => {
  const model = two();
  const [finding] = found(model, { fargateVcpuQuota: 24 }, ['steady-state', 'all-deployments']);
  const [raise, fewer] = finding.help;
  const quota = Number(/ to (\d+) \(Service Quotas\)$/.exec(raise)?.[1]);
  expect(found(model, { fargateVcpuQuota: quota }, ['steady-state', 'all-deployments'])).toEqual([]);
  expect(fewer).toMatch(/^set desiredCount of Shop\/Api\/Service from 10 to \d+$/);
  const changed = { ...model, services: model.services.map((one) => (one.id === 'Api' ? { ...one, desiredCount: known(Number(/\d+$/.exec(fewer)?.[0])) } : one)) };
  expect(found(changed, { fargateVcpuQuota: 24 }, ['steady-state', 'all-deployments'])).toEqual([]);
});

test('verdicts hold every scenario against the quota, and say as before that no template tells it without one', () => {
  const verdict = (model: PlacementModel, simulation: Partial<SimulationOptions>) => run(model, simulation, ['steady-state']).services[0].verdicts[0];
  expect(verdict(two(), {})).toMatchObject({ verdict: 'fits', because: expect.stringContaining('which no template tells') });
  expect(verdict(two(), { fargateVcpuQuota: 30 })).toMatchObject({ verdict: 'fits', because: expect.stringContaining('30 vCPU of all services at once, of 30') });
  expect(verdict(two(), { fargateVcpuQuota: 24 })).toMatchObject({ verdict: 'depends-on-order' });
  expect(verdict(two(), { fargateVcpuQuota: 10 })).toMatchObject({ verdict: 'cannot-fit', placed: 5, asked: 10 });
});
