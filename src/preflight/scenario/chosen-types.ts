import { meetsRequirements, type Catalog, type InstanceTypeFacts } from '../catalog';
import type { InstanceGroup, InstanceRequirements, Known } from '../model';

/** What attribute-based selection leaves a group: Auto Scaling may launch any of it. */
export interface ChosenTypes {
  /** Types of the catalog that meet the requirements, or perhaps do, and run the AMI. Price protection may leave some of them out. */
  readonly types: readonly InstanceTypeFacts[];
  /** Those of them that meet the requirements for certain. */
  readonly sure: readonly InstanceTypeFacts[];
  /** The most that a type newer than the catalog may have; undefined where the allowed types are written out, so that none can come. */
  readonly newer?: InstanceTypeFacts;
}

/** Undefined for a group that names its types, and where an override launches something else. */
export function chosenTypes(group: InstanceGroup, catalog: Catalog): ChosenTypes | undefined {
  const { instanceTypes, instanceRequirements: requirements, otherLaunches, ami } = group;
  if (instanceTypes.known || requirements === undefined || otherLaunches) return undefined;
  const byArchitecture = CHOSEN.get(requirements)?.get(catalog) ?? new Map<string, ChosenTypes>();
  const architecture = ami.architecture.known ? ami.architecture.value : '';
  const chosen = byArchitecture.get(architecture) ?? choose(requirements, architecture, catalog);
  byArchitecture.set(architecture, chosen);
  const byCatalog = CHOSEN.get(requirements) ?? new WeakMap<Catalog, Map<string, ChosenTypes>>();
  CHOSEN.set(requirements, byCatalog.set(catalog, byArchitecture));
  return chosen;
}

/** The whole catalog is read once for a group, however often it is simulated. */
const CHOSEN = new WeakMap<readonly InstanceRequirements[], WeakMap<Catalog, Map<string, ChosenTypes>>>();

function choose(requirements: readonly InstanceRequirements[], architecture: string, catalog: Catalog): ChosenTypes {
  const types: InstanceTypeFacts[] = [];
  const sure: InstanceTypeFacts[] = [];
  const open = requirements.filter((one) => !listsKnownTypes(one, catalog));
  for (const name of catalog.names()) {
    const type = catalog.find(name);
    // An announced type may be offered by the time of the deployment, and a retired one that is written out still be there.
    if (!type || (type.availability === 'retired' && open.length > 0) || !boots(type, architecture)) continue;
    const meets = requirements.map((one) => meetsRequirements(type, one));
    if (meets.some((one) => one !== 'no')) types.push(type);
    if (meets.includes('yes')) sure.push(type);
  }
  return { types, sure, ...(open.length > 0 ? { newer: newest(open) } : {}) };
}

/** EC2 launches types of the architecture of the AMI. */
function boots({ architectures }: InstanceTypeFacts, architecture: string): boolean {
  return architectures.some((one) => (architecture === '' ? one === 'x86_64' || one === 'arm64' : one === architecture));
}

/** True when the allowed types are written out and known, so that no newer type can come. */
export function listsKnownTypes({ allowedInstanceTypes: allowed }: InstanceRequirements, catalog: Catalog): boolean {
  return allowed?.known === true && allowed.value.length > 0 && allowed.value.every((name) => catalog.find(name) !== undefined);
}

/**
 * Types that no price protection leaves out, since none of them costs more than the cheapest of the families C, M and R, which it
 * starts from; none where the price of Spot instances decides.
 */
export function keptTypes({ sure }: ChosenTypes, group: InstanceGroup): readonly InstanceTypeFacts[] {
  const onDemand = group.purchase.known && group.purchase.value.kind !== 'spot';
  if (!onDemand || group.desiredCapacityType !== undefined) return [];
  const prices = sure.flatMap(({ name, onDemandUsdPerHour }) => (/^[cmr][5-9]/.test(name) && onDemandUsdPerHour !== undefined ? [onDemandUsdPerHour] : []));
  return sure.filter(({ onDemandUsdPerHour }) => onDemandUsdPerHour !== undefined && onDemandUsdPerHour <= Math.min(...prices));
}

/** Several times the largest type there is: beyond any type that is to come, and still a size to reckon with. */
const MOST = { vcpu: 4096, memoryMiB: 134_217_728, enis: 512, gpus: 64 } as const;

function newest(requirements: readonly InstanceRequirements[]): InstanceTypeFacts {
  const most = (of: (one: InstanceRequirements) => number): number => Math.max(...requirements.map(of));
  return {
    name: 'a type newer than the catalog',
    vcpu: most(({ vcpu }) => upTo(vcpu.max, MOST.vcpu)),
    memoryMiB: most(mostMemory),
    architectures: ['x86_64', 'arm64'],
    maxEni: most(({ networkInterfaces }) => upTo(networkInterfaces?.max, MOST.enis)),
    trunkTaskLimit: MOST.enis,
    gpus: { count: most(({ acceleratorCount }) => upTo(acceleratorCount?.max, MOST.gpus)), model: 'NVIDIA' },
    otherAccelerators: [],
    burstable: false,
    bareMetal: false,
    hypervisor: 'nitro',
    availability: 'announced',
  };
}

function mostMemory({ vcpu, memoryMiB, memoryGiBPerVcpu }: InstanceRequirements): number {
  const byRatio = upTo(vcpu.max, MOST.vcpu) * upTo(memoryGiBPerVcpu?.max, MOST.memoryMiB) * 1024;
  return Math.floor(Math.min(upTo(memoryMiB.max, MOST.memoryMiB), byRatio));
}

function upTo(max: Known<number> | undefined, most: number): number {
  return max?.known ? Math.min(max.value, most) : most;
}
