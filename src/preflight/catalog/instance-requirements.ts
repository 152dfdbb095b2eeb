import { cpuManufacturers } from './cpu-manufacturer';
import type { InstanceTypeFacts } from '../../facts/instance-types/instance-type-facts';
import type { InstanceRequirements, Known, Range } from '../model';

/** Whether a type is among those that attribute-based selection may use; `perhaps` where the catalog or the template does not tell. */
export type Meets = 'yes' | 'no' | 'perhaps';

export function meetsRequirements(type: InstanceTypeFacts, requirements: InstanceRequirements): Meets {
  return worst([...sizes(type, requirements), ...kinds(type, requirements), ...accelerators(type, requirements), ...untold(requirements)]);
}

/** A type name or pattern, as `AllowedInstanceTypes` has them: `m5.8xlarge`, `c5*.*`, `r*`, `*3*`. */
export function matchesTypePattern(name: string, pattern: string): boolean {
  const text = pattern.split('*').map((part) => part.replace(/[^A-Za-z0-9]/g, '\\$&')).join('.*');
  return new RegExp(`^${text}$`).test(name);
}

function worst(all: readonly Meets[]): Meets {
  return all.includes('no') ? 'no' : all.includes('perhaps') ? 'perhaps' : 'yes';
}

function sizes(type: InstanceTypeFacts, asked: InstanceRequirements): readonly Meets[] {
  return [
    within(type.vcpu, asked.vcpu),
    within(type.memoryMiB, asked.memoryMiB),
    within(type.memoryMiB / 1024 / type.vcpu, asked.memoryGiBPerVcpu),
    within(type.maxEni, asked.networkInterfaces),
    within(type.gpus.count + type.otherAccelerators.reduce((sum, { count }) => sum + count, 0), asked.acceleratorCount),
  ];
}

function kinds(type: InstanceTypeFacts, asked: InstanceRequirements): readonly Meets[] {
  return [
    included(type.bareMetal, asked.bareMetal),
    included(type.burstable, asked.burstable),
    among(asked.allowedInstanceTypes, (patterns) => yesNo(patterns.some((pattern) => matchesTypePattern(type.name, pattern)))),
    among(asked.excludedInstanceTypes, (patterns) => yesNo(!patterns.some((pattern) => matchesTypePattern(type.name, pattern)))),
    among(asked.cpuManufacturers, (asks) => ofManufacturer(type, asks)),
    among(asked.instanceGenerations, (generations) => ofGeneration(type, generations)),
  ];
}

/** Of accelerators the catalog knows which are GPUs of NVIDIA and AMD; other kinds and makers are only told apart where a type has none. */
function accelerators(type: InstanceTypeFacts, asked: InstanceRequirements): readonly Meets[] {
  const lists = [asked.acceleratorTypes, asked.acceleratorManufacturers, asked.acceleratorNames];
  const memory = asked.acceleratorTotalMemoryMiB;
  if (type.gpus.count === 0 && type.otherAccelerators.length === 0) {
    return [...lists.map((list) => among(list, () => 'no')), memory ? worst([within(0, memory), 'perhaps']) : 'yes'];
  }
  return [
    among(asked.acceleratorTypes, (names) => ofKind(type, gpuMaker(type) && 'gpu', names)),
    among(asked.acceleratorManufacturers, (makers) => ofKind(type, gpuMaker(type), makers)),
    among(asked.acceleratorNames, () => 'perhaps'),
    memory ? 'perhaps' : 'yes',
  ];
}

function ofKind({ gpus }: InstanceTypeFacts, own: string | undefined, asked: readonly string[]): Meets {
  if (own !== undefined) return yesNo(asked.includes(own));
  return gpus.count === 0 && asked.every((one) => one === 'gpu' || one === 'nvidia') ? 'no' : 'perhaps';
}

function gpuMaker({ gpus }: InstanceTypeFacts): string | undefined {
  const maker = gpus.model?.split(' ')[0].toLowerCase();
  return gpus.count > 0 && (maker === 'nvidia' || maker === 'amd') ? maker : undefined;
}

/** What the catalog has no facts about. */
function untold(asked: InstanceRequirements): readonly Meets[] {
  const set = [asked.networkBandwidthGbps, asked.localStorageGB, asked.baselineEbsBandwidthMbps, asked.localStorageTypes];
  const local = asked.localStorage !== undefined && !(asked.localStorage.known && asked.localStorage.value === 'included');
  const hibernates = asked.requiresHibernation !== undefined && !(asked.requiresHibernation.known && !asked.requiresHibernation.value);
  return local || hibernates || asked.hasPerformanceLimit === true || set.some((one) => one !== undefined) ? ['perhaps'] : [];
}

function within(value: number, range: Range | undefined): Meets {
  const above = range?.min === undefined ? 'yes' : range.min.known ? yesNo(value >= range.min.value) : 'perhaps';
  const below = range?.max === undefined ? 'yes' : range.max.known ? yesNo(value <= range.max.value) : 'perhaps';
  return worst([above, below]);
}

/** `included`, `required` or `excluded`. */
function included(is: boolean, asked: Known<string>): Meets {
  if (!asked.known) return 'perhaps';
  return yesNo(asked.value === 'included' || (asked.value === 'required') === is);
}

function among(asked: Known<readonly string[]> | undefined, judge: (values: readonly string[]) => Meets): Meets {
  if (asked === undefined) return 'yes';
  if (!asked.known) return 'perhaps';
  return asked.value.length === 0 ? 'yes' : judge(asked.value);
}

function ofManufacturer(type: InstanceTypeFacts, asked: readonly string[]): Meets {
  const possible = cpuManufacturers(type);
  const hits = possible.filter((one) => asked.includes(one)).length;
  return hits === 0 ? 'no' : hits === possible.length ? 'yes' : 'perhaps';
}

/** EC2 calls a generation previous when it is no longer recommended; families from the fifth on are current. */
function ofGeneration(type: InstanceTypeFacts, asked: readonly string[]): Meets {
  if (asked.includes('current') && asked.includes('previous')) return 'yes';
  const generation = Number(/^[a-z]+(\d+)/.exec(type.name)?.[1] ?? 0);
  if (generation >= 5) return yesNo(asked.includes('current'));
  return 'perhaps';
}

function yesNo(holds: boolean): Meets {
  return holds ? 'yes' : 'no';
}
