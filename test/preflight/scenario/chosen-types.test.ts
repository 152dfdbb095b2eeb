import { known, unknown } from '../../../src/preflight/model';
import type { InstanceGroup, InstanceRequirements, PlacementModel } from '../../../src/preflight/model';
import { runPreflight } from '../../../src/preflight/run';
import { chosenTypes } from '../../../src/preflight/scenario/chosen-types';
import { DEFAULT_SIMULATION } from '../../../src/preflight/scenario/options';
import { cluster, type ServiceFacts } from '../model-builder';

const SIZES: InstanceRequirements = {
  vcpu: { min: known(2), max: known(4) },
  memoryMiB: { min: known(8192), max: known(16_384) },
  bareMetal: known('excluded'),
  burstable: known('excluded'),
  hasPriceLimit: false,
};

function chosen(requirements: Partial<InstanceRequirements>, ami: Partial<InstanceGroup['ami']> = {}): Partial<InstanceGroup> {
  const [{ ami: usual }] = cluster().group('Any', {}).build().capacities as InstanceGroup[];
  return {
    instanceTypes: unknown('instance types are chosen by requirements'),
    instanceRequirements: [{ ...SIZES, ...requirements }],
    ami: { ...usual, ...ami },
  };
}

/** Two instances of types that meet the requirements, and a service. */
function shop(requirements: Partial<InstanceRequirements>, service: ServiceFacts, ami: Partial<InstanceGroup['ami']> = {}): PlacementModel {
  return cluster().group('General', { count: 2, overrides: chosen(requirements, ami) }).service('Api', service).build();
}

const resultOf = (model: PlacementModel) => runPreflight(model, { simulation: DEFAULT_SIMULATION, scenarios: ['steady-state'] });
const verdictOf = (model: PlacementModel) => resultOf(model).services[0].verdicts[0];
const namesOf = (overrides: Partial<InstanceGroup>, which: 'types' | 'sure' = 'types') => {
  const [group] = cluster().group('General', { overrides }).build().capacities as InstanceGroup[];
  return (chosenTypes(group, DEFAULT_SIMULATION.catalog)?.[which] ?? []).map(({ name }) => name);
};

describe('the verdict is certain only where it is the same for every type', () => {
  test('fits with every type: two tasks on each of the smallest', () => {
    const model = shop({}, { desired: 4, cpu: 512, memory: 3000 });
    expect(verdictOf(model)).toMatchObject({ verdict: 'always-fits', placed: 4 });
    expect(resultOf(model).findings.filter(({ severity }) => severity !== 'note')).toEqual([]);
  });

  test('fits with some: unknown, and the doubt is named', () => {
    const model = shop({}, { desired: 4, cpu: 1024, memory: 6000 });
    expect(verdictOf(model)).toMatchObject({ verdict: 'unknown', because: 'depends on which of its instance types the group launches' });
    expect(resultOf(model).findings.map(({ severity }) => severity)).not.toContain('error');
  });

  test.each<[string, Partial<InstanceRequirements>, ServiceFacts]>([
    ['more memory than the requirements allow', {}, { memory: 17_000 }],
    ['more vCPUs than the requirements allow', {}, { cpu: 5000 }],
    ['more than the allowed types have', { vcpu: {}, memoryMiB: {}, allowedInstanceTypes: known(['m5.large', 'm5.xlarge']) }, { memory: 20_000 }],
    ['more than the ratio of memory and vCPUs allows', { memoryMiB: {}, memoryGiBPerVcpu: { max: known(4) } }, { memory: 17_000 }],
    ['more network interfaces than the requirements allow', { networkInterfaces: { max: known(3) } }, { mode: 'awsvpc', desired: 5 }],
  ])('fits with none: %s', (_, requirements, service) => {
    const model = shop(requirements, service);
    expect(verdictOf(model)).toMatchObject({ verdict: 'cannot-fit' });
    expect(resultOf(model).findings).toContainEqual(expect.objectContaining({ ruleId: 'unplaceable-tasks', severity: 'error' }));
  });

  test.each<[string, Partial<InstanceRequirements>]>([
    ['no maximum: a newer type may be larger', { memoryMiB: { min: known(8192) } }],
    ['a maximum that the template does not tell', { memoryMiB: { max: unknown('parameter P') } }],
    ['a pattern, which a newer type may match', { memoryMiB: {}, allowedInstanceTypes: known(['m5.*']) }],
  ])('fits with no type of the catalog, and is no error: %s', (_, requirements) => {
    const model = shop({ ...requirements, vcpu: { max: known(2) } }, { memory: 300_000 });
    expect(verdictOf(model).verdict).toBe('unknown');
    expect(resultOf(model).findings.map(({ severity }) => severity)).not.toContain('error');
  });

  test('an attribute that the catalog has no facts about narrows the types, and a fit with all of them stays', () => {
    const attribute = { networkBandwidthGbps: { min: known(10) }, localStorage: known('required') };
    expect(verdictOf(shop(attribute, { desired: 4, memory: 3000 })).verdict).toBe('always-fits');
    expect(verdictOf(shop(attribute, { desired: 4, memory: 6000 })).verdict).toBe('unknown');
    expect(namesOf(chosen(attribute), 'sure')).toEqual([]);
  });

  test('no type meets the requirements: the verdict says so', () => {
    const model = shop({ memoryMiB: { min: known(4_000_000) } }, {});
    expect(verdictOf(model)).toMatchObject({
      verdict: 'unknown', because: 'no instance type that is known meets the requirements of Shop/Cluster/General',
    });
  });
});

describe('the types of the catalog that may be launched', () => {
  test('have the architecture of the AMI', () => {
    const arm = namesOf(chosen({}, { architecture: known('arm64') }));
    expect([arm.includes('m7g.large'), arm.includes('m7i.large')]).toEqual([true, false]);
    const either = namesOf(chosen({}, { architecture: unknown('no image id is set') }));
    expect([either.includes('m7g.large'), either.includes('m7i.large')]).toEqual([true, true]);
  });

  test('are neither burstable nor bare metal unless that is asked for, and of every generation', () => {
    const usual = namesOf(chosen({}));
    expect(['t3.large', 'm4.large', 'm7i.large'].map((name) => usual.includes(name))).toEqual([false, true, true]);
    expect(namesOf(chosen({ burstable: known('included') }))).toContain('t3.large');
  });

  test('meet one of several overrides', () => {
    const two: Partial<InstanceGroup> = {
      ...chosen({}),
      instanceRequirements: [
        { ...SIZES, allowedInstanceTypes: known(['m5.large']) }, { ...SIZES, allowedInstanceTypes: known(['m6i.large', 'm6i.xlarge']) },
      ],
    };
    expect(namesOf(two)).toEqual(['m5.large', 'm6i.large', 'm6i.xlarge']);
  });

  test('of GPUs where a GPU is asked for, so that a task with a GPU fits', () => {
    const gpus = namesOf(chosen({ acceleratorTypes: known(['gpu']), acceleratorManufacturers: known(['nvidia']), acceleratorCount: { min: known(1) }, memoryMiB: {} }));
    expect([gpus.includes('g4dn.xlarge'), gpus.includes('g4ad.xlarge'), gpus.includes('inf2.xlarge')]).toEqual([true, false, false]);
  });
});

test('a placement constraint on the instance type is not decided by requirements', () => {
  const constraints = [{ type: known<'memberOf'>('memberOf'), expression: known('attribute:ecs.instance-type == m5.large') }];
  expect(verdictOf(shop({}, { memory: 512, constraints })).verdict).toBe('unknown');
  expect(verdictOf(shop({ allowedInstanceTypes: known(['m5.large']) }, { memory: 512, constraints })).verdict).toBe('always-fits');
});

test('managed scaling grows such a group, and starts nothing for a task that the smallest type does not take', () => {
  const model = (memory: number) =>
    cluster().group('General', { count: 1, max: 6, managedScaling: true, overrides: chosen({}) }).service('Api', { desired: 5, memory, providers: ['General'] }).build();
  const run = (memory: number) => runPreflight(model(memory), { simulation: DEFAULT_SIMULATION, scenarios: ['first-deployment'] }).services[0].verdicts[0].verdict;
  expect([run(4000), run(9000), run(20_000)]).toEqual(['fits', 'unknown', 'not-simulated']);
});

describe('what is certain of the requirements is so of each type that they let in', () => {
  const REQUIREMENTS: readonly Partial<InstanceRequirements>[] = [
    {}, { memoryMiB: { min: known(4096) } }, { vcpu: { min: known(4) }, burstable: known('included') }, { acceleratorCount: { min: known(1) }, memoryMiB: {} },
  ];
  const TASKS: readonly ServiceFacts[] = [
    { desired: 4, memory: 1800 }, { desired: 4, memory: 3700 }, { desired: 6, mode: 'awsvpc', memory: 256 }, { desired: 3, cpu: 2048 }, { desired: 2, memory: 16_200 },
    { desired: 2, memory: 33_000 }, { desired: 5, cpu: 4096 }, { desired: 4, memory: 7500 },
  ];
  const kind = (verdict: string) => (verdict.endsWith('fits') ? 'fits' : verdict === 'cannot-fit' || verdict === 'does-not-fit' ? 'fails' : 'unknown');

  test.each(REQUIREMENTS)('%j', (requirements) => {
    const answers = new Set<string>();
    const names = namesOf(chosen(requirements));
    for (const task of TASKS) {
      const answer = kind(verdictOf(shop(requirements, task)).verdict);
      answers.add(answer);
      for (const name of names.filter((_, position) => position % 29 === 0)) {
        const one = verdictOf(cluster().group('General', { count: 2, types: [name] }).service('Api', task).build()).verdict;
        if (answer !== 'unknown') expect([name, task, kind(one)]).toEqual([name, task, answer]);
      }
    }
    expect(answers.size).toBeGreaterThan(1);
  });
});
