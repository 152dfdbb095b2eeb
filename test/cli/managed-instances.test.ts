import { checkFile, verdictsOf } from './run-stowage';
import { findInstanceType, matchesTypePattern, meetsRequirements } from '../../src/preflight/catalog';
import { known, unknown } from '../../src/preflight/model';
import type { InstanceRequirements } from '../../src/preflight/model';

/** A service of three tasks on Managed Instances. */
function template(requirements: object | undefined, task: object = {}, service: object = {}): object {
  const arn = (name: string) => `arn:aws:iam::111122223333:role/${name}`;
  return {
    Resources: {
      Cluster: { Type: 'AWS::ECS::Cluster', Properties: { ClusterName: 'shop' } },
      Managed: {
        Type: 'AWS::ECS::CapacityProvider',
        Properties: {
          Name: 'managed',
          ClusterName: 'shop',
          ManagedInstancesProvider: {
            InfrastructureRoleArn: arn('infrastructure'),
            InstanceLaunchTemplate: {
              Ec2InstanceProfileArn: 'arn:aws:iam::111122223333:instance-profile/ecsInstanceRole',
              NetworkConfiguration: { Subnets: ['subnet-1', 'subnet-2'] },
              ...(requirements ? { InstanceRequirements: requirements } : {}),
            },
          },
        },
      },
      Task: {
        Type: 'AWS::ECS::TaskDefinition',
        Properties: {
          RequiresCompatibilities: ['MANAGED_INSTANCES'],
          NetworkMode: 'awsvpc',
          Cpu: '1024',
          Memory: '2048',
          RuntimePlatform: { CpuArchitecture: 'X86_64', OperatingSystemFamily: 'LINUX' },
          ContainerDefinitions: [{ Name: 'app', Image: 'public.ecr.aws/docker/library/nginx:1.27', Essential: true }],
          ...task,
        },
      },
      Service: {
        Type: 'AWS::ECS::Service',
        Properties: {
          Cluster: { Ref: 'Cluster' },
          TaskDefinition: { Ref: 'Task' },
          DesiredCount: 3,
          CapacityProviderStrategy: [{ CapacityProvider: { Ref: 'Managed' }, Weight: 1 }],
          NetworkConfiguration: { AwsvpcConfiguration: { Subnets: ['subnet-1', 'subnet-2'] } },
          ...service,
        },
      },
    },
  };
}

const sizes = (vcpu: object, memory: object, more: object = {}) => ({ VCpuCount: vcpu, MemoryMiB: memory, ...more });
const unfit = (report: { readonly findings: readonly { readonly ruleId: string }[] }) =>
  report.findings.filter(({ ruleId }) => ruleId === 'unfit-managed-instances');

test('a task that every allowed type takes fits, and scenarios about instances do not apply', () => {
  const { ran, report, verdicts } = verdictsOf(template(sizes({ Min: 2, Max: 8 }, { Min: 8192 })));
  expect(ran.exitCode).toBe(0);
  expect(verdicts.get('steady-state')).toBe('fits');
  expect(verdicts.get('rolling-deployment')).toBe('fits');
  expect(verdicts.get('instance-loss')).toBe('not-simulated');
  expect(report.services[0].verdicts[0].because).toMatch(/^ECS starts instances as tasks wait; (\d+) of \1 types that meet the requirements take such a task/);
});

test('a task that no allowed size takes is an error with the largest type and what would help', () => {
  const { ran, report, verdicts } = verdictsOf(template(sizes({ Min: 1, Max: 4 }, { Min: 1024, Max: 8192 }), { Cpu: '4096', Memory: '16384' }));
  expect(ran.exitCode).toBe(1);
  expect(verdicts.get('steady-state')).toBe('cannot-fit');
  expect(unfit(report)).toMatchObject([{
    severity: 'error',
    summary: 'no instance type that template/Managed may start takes a task of template/Service',
    notes: ['certain: no other type can meet the requirements and be larger'],
    help: ['set InstanceRequirements.MemoryMiB.Max of template/Managed from 8,192 to 32,768'],
  }]);
});

test('the help, applied to the template, makes the finding go', () => {
  const { report } = verdictsOf(template(sizes({ Min: 1, Max: 8 }, { Min: 1024, Max: 32768 }), { Cpu: '4096', Memory: '16384' }));
  expect(unfit(report)).toEqual([]);
});

test('allowed types that are all too small are certain, patterns are not', () => {
  const named = (list: readonly string[]) => sizes({ Min: 1 }, { Min: 1 }, { AllowedInstanceTypes: list, BurstablePerformance: 'included' });
  const [certain] = unfit(verdictsOf(template(named(['t3.small', 't3.medium']), { Memory: '16384' })).report);
  expect(certain).toMatchObject({ severity: 'error' });
  const [perhaps] = unfit(verdictsOf(template(named(['t3.*']), { Cpu: '16384', Memory: '122880' })).report);
  expect(perhaps).toMatchObject({ severity: 'warning', notes: ['a type that is newer than the catalog may be larger'] });
});

test('requirements that no type meets are told, certain only where the types are written out', () => {
  const none = unfit(verdictsOf(template(sizes({ Min: 2, Max: 2 }, { Min: 4_000_000 }))).report);
  expect(none).toMatchObject([{ severity: 'warning', summary: 'no instance type that is known meets the requirements of template/Managed' }]);
  const written = unfit(verdictsOf(template(sizes({ Min: 64 }, { Min: 1 }, { AllowedInstanceTypes: ['m5.large'] }))).report);
  expect(written).toMatchObject([{ severity: 'error' }]);
});

test('a task for another architecture than the allowed types finds none', () => {
  const graviton = sizes({ Min: 1 }, { Min: 1 }, { AllowedInstanceTypes: ['m7g.large', 'm7g.xlarge'] });
  expect(verdictsOf(template(graviton)).verdicts.get('steady-state')).toBe('cannot-fit');
  expect(verdictsOf(template(graviton, { RuntimePlatform: { CpuArchitecture: 'ARM64' } })).verdicts.get('steady-state')).toBe('fits');
});

describe('nothing is said to fit, and nothing to fail, that is not known', () => {
  test.each([
    ['only types far dearer than the cheapest take the task', sizes({ Min: 2, Max: 32 }, { Min: 4096, Max: 131_072 }), { Cpu: '8192', Memory: '61440' }, /price protection/],
    ['the requirement is a parameter', sizes({ Min: 2, Max: { Ref: 'Most' } }, { Min: 4096 }), { Cpu: '4096' }, /whether they meet the requirements is not told/],
    ['the catalog has no facts about the attribute', sizes({ Min: 2 }, { Min: 4096 }, { NetworkBandwidthGbps: { Min: 10 } }), {}, /whether they meet the requirements/],
    ['the system keeps an unknown part of the memory', sizes({ Min: 2, Max: 2 }, { Min: 8192, Max: 8192 }), { Memory: '8000' }, /operating system of Managed Instances/],
    ['placement constraints', sizes({ Min: 2 }, { Min: 4096 }), { PlacementConstraints: [{ Type: 'memberOf', Expression: 'attribute:ecs.instance-type =~ m7i.*' }] }, /placement constraints/],
  ])('%s', (_, requirements, task, because) => {
    const { ran, report, verdicts } = verdictsOf({ ...template(requirements, task), Parameters: { Most: { Type: 'Number' } } });
    expect(verdicts.get('steady-state')).toBe('unknown');
    expect(report.services[0].verdicts[0].because).toMatch(because);
    expect(unfit(report)).toEqual([]);
    expect(report.findings.find(({ ruleId }) => ruleId === 'unresolved-value')?.notes[0]).toMatch(because);
    expect(ran.exitCode).toBe(0);
  });
});

test('without requirements ECS chooses, and something of its choice takes an ordinary task', () => {
  const { stdout } = checkFile('template.json', JSON.stringify(template(undefined, { RuntimePlatform: { CpuArchitecture: 'X86_64' } })));
  expect(stdout).toMatch(/steady-state +(fits|unknown)/);
  expect(stdout).not.toContain('unfit-managed-instances');
});

describe('which types meet requirements', () => {
  const anything: InstanceRequirements = {
    vcpu: {}, memoryMiB: {}, bareMetal: known('included'), burstable: known('included'), hasPriceLimit: false,
  };
  const meets = (name: string, asked: Partial<InstanceRequirements>) => meetsRequirements(findInstanceType(name)!, { ...anything, ...asked });

  test.each<[string, Partial<InstanceRequirements>, 'yes' | 'no' | 'perhaps']>([
    ['m5.large', {}, 'yes'],
    ['m5.large', { vcpu: { min: known(4) } }, 'no'],
    ['m5.large', { vcpu: { min: unknown('a parameter') } }, 'perhaps'],
    ['m5.large', { vcpu: { min: unknown('a parameter'), max: known(1) } }, 'no'],
    ['r5.large', { memoryGiBPerVcpu: { min: known(8) } }, 'yes'],
    ['m5.large', { memoryGiBPerVcpu: { min: known(8) } }, 'no'],
    ['t3.large', { burstable: known('excluded') }, 'no'],
    ['t3.large', { burstable: known('required') }, 'yes'],
    ['m5.metal', { bareMetal: known('excluded') }, 'no'],
    ['m5.large', { cpuManufacturers: known(['intel']) }, 'yes'],
    ['m5a.large', { cpuManufacturers: known(['intel']) }, 'no'],
    ['m7g.large', { cpuManufacturers: known(['amazon-web-services']) }, 'yes'],
    ['g4dn.xlarge', { cpuManufacturers: known(['intel']) }, 'perhaps'],
    ['m5.large', { instanceGenerations: known(['current']) }, 'yes'],
    ['m5.large', { instanceGenerations: known(['previous']) }, 'no'],
    ['m3.large', { instanceGenerations: known(['previous']) }, 'perhaps'],
    ['m5.large', { acceleratorCount: { min: known(1) } }, 'no'],
    ['g4dn.xlarge', { acceleratorCount: { min: known(1) } }, 'yes'],
    ['m5.large', { acceleratorTypes: known(['gpu']) }, 'no'],
    ['m5.large', { acceleratorTypes: known([]) }, 'yes'],
    ['m5.large', { acceleratorTypes: unknown('a macro') }, 'perhaps'],
    ['m5.large', { acceleratorTotalMemoryMiB: { min: known(1) } }, 'no'],
    ['m5.large', { acceleratorTotalMemoryMiB: { min: unknown('a macro') } }, 'perhaps'],
    ['m5.large', { hasPerformanceLimit: true }, 'perhaps'],
    ['g4dn.xlarge', { acceleratorTypes: known(['gpu']) }, 'yes'],
    ['g4dn.xlarge', { acceleratorTypes: known(['gpu']), acceleratorNames: known(['t4']) }, 'perhaps'],
    ['g4dn.xlarge', { acceleratorTypes: known(['inference']) }, 'no'],
    ['g4dn.xlarge', { acceleratorManufacturers: known(['nvidia']) }, 'yes'],
    ['g4ad.xlarge', { acceleratorManufacturers: known(['nvidia']) }, 'no'],
    ['g4ad.xlarge', { acceleratorManufacturers: unknown('a parameter') }, 'perhaps'],
    ['inf2.xlarge', { acceleratorManufacturers: known(['nvidia']) }, 'no'],
    ['inf2.xlarge', { acceleratorTypes: known(['gpu']) }, 'no'],
    ['inf2.xlarge', { acceleratorTypes: known(['inference']) }, 'perhaps'],
    ['m5.large', { excludedInstanceTypes: known(['m5*']) }, 'no'],
    ['m5.large', { allowedInstanceTypes: known(['c5*', 'm5.large']) }, 'yes'],
    ['m5.large', { allowedInstanceTypes: unknown('a parameter') }, 'perhaps'],
    ['m5.large', { localStorage: known('required') }, 'perhaps'],
    ['m5.large', { localStorage: known('included') }, 'yes'],
    ['m5.large', { requiresHibernation: known(true) }, 'perhaps'],
  ])('%s and %j: %s', (name, asked, answer) => {
    expect(meets(name, asked)).toBe(answer);
  });

  test('patterns match whole names, and only * is a wildcard', () => {
    expect(['m5.large', 'm5a.large', 'c5d.metal', 'c6i.large'].map((name) => matchesTypePattern(name, 'm5*'))).toEqual([true, true, false, false]);
    expect(matchesTypePattern('m5.large', 'm5.larg')).toBe(false);
    expect(matchesTypePattern('m5xlarge', 'm5.large')).toBe(false);
    expect(matchesTypePattern('c5d.metal', 'c5*.*')).toBe(true);
  });
});
