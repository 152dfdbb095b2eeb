import { claim } from './rule-claims';
import { known, unknown } from '../../../src/preflight/model';
import type { InstanceRequirements, ManagedInstances, PlacementModel, TaskDefinition } from '../../../src/preflight/model';
import { unfitManagedInstances } from '../../../src/preflight/rules/unfit-managed-instances';
import { cluster } from '../model-builder';

const open = unknown('parameter P has no default');

/** A service whose tasks run on Managed Instances with these requirements. */
function managed(requirements: Partial<InstanceRequirements>, task: Partial<TaskDefinition> = {}): PlacementModel {
  const model = cluster().group('Old', {}).service('Api', {}).build();
  const [{ subject }] = model.capacities;
  const capacity: ManagedInstances = {
    kind: 'managed-instances',
    id: 'Managed',
    subject: { ...subject, constructPath: 'Shop/Managed' },
    cluster: model.services[0].cluster,
    name: known('managed'),
    allowedInstanceTypes: known(['*']),
    minVcpu: known(0),
    maxVcpu: known(0),
    minMemoryMiB: known(0),
    maxMemoryMiB: known(0),
    subnets: known([]),
    zones: known([]),
    requirements: { vcpu: {}, memoryMiB: {}, bareMetal: known('excluded'), burstable: known('excluded'), hasPriceLimit: false, ...requirements },
  };
  return {
    ...model,
    capacities: [capacity],
    services: model.services.map((service) => ({
      ...service, launchType: undefined, strategy: known([{ provider: known('Managed'), base: known(0), weight: known(1) }]),
    })),
    taskDefinitions: model.taskDefinitions.map((old) => ({ ...old, cpuUnits: known(4096), memoryMiB: known(16_384), cpuArchitecture: known('x86_64'), ...task })),
  };
}

const TAKES_NONE = 'no instance type that Shop/Managed may start takes a task of Shop/Api/Service';

claim(unfitManagedInstances, {
  fires: [
    ['the task is beyond the largest memory', managed({ memoryMiB: { max: known(8192) } }), { severity: 'error', summary: TAKES_NONE }],
    ['the task is beyond the most vCPUs', managed({ vcpu: { max: known(2) } }), { severity: 'error', summary: TAKES_NONE }],
    ['the allowed types are written out and too small', managed({ allowedInstanceTypes: known(['m5.large', 'c5.large']) }), { severity: 'error', summary: TAKES_NONE }],
    ['a pattern leaves only small types', managed({ allowedInstanceTypes: known(['*.large']) }), { severity: 'warning', summary: TAKES_NONE }],
    ['no type has so much memory', managed({ vcpu: { max: known(8) }, memoryMiB: { min: known(4_000_000) } }), {
      severity: 'warning', summary: 'no instance type that is known meets the requirements of Shop/Managed',
    }],
    ['the task is for the other architecture', managed({ cpuManufacturers: known(['amazon-web-services']) }), {
      severity: 'warning', summary: 'no instance type that Shop/Managed may start runs x86_64, which the task of Shop/Api/Service is for',
    }],
  ],
  staysQuiet: [
    ['types take the task', managed({ memoryMiB: { max: known(65_536) } })],
    ['no requirement but the defaults', managed({})],
    ['an architecture that is not written down', managed({ cpuManufacturers: known(['amazon-web-services']) }, { cpuArchitecture: { ...known('x86_64'), assumed: 'the default' } })],
  ],
  doesNotKnow: [
    ['the largest memory', managed({ memoryMiB: { max: open } })],
    ['the allowed types', managed({ allowedInstanceTypes: open })],
    ['the memory of the task', managed({ memoryMiB: { max: known(8192) } }, { memoryMiB: open })],
    ['what the system keeps of the memory', managed({ memoryMiB: { max: known(16_384) } }, { memoryMiB: known(16_300) })],
  ],
});
