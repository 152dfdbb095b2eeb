import { registeredCapabilities } from './capabilities';
import { chosenTypes, type ChosenTypes } from './chosen-types';
import type { Growth } from './growth';
import type { SimulationOptions } from './options';
import type { Reading } from './reading';
import { reservedTcpPorts } from '../../facts';
import { eniSlots, registeredGpus, registeredMemory, type InstanceTypeFacts, type RegisteredMemory } from '../catalog';
import { valueOr } from '../model';
import type { InstanceGroup } from '../model';
import type { Instance, Resources } from '../scheduler/problem';

export interface MadeInstances {
  readonly instances: readonly Instance[];
  readonly assumptions: readonly string[];
}

/** The container instances of one group in one reading, spread evenly over its zones, remainder to the first. */
export function instancesOf(group: InstanceGroup, growth: Growth, reading: Reading, options: SimulationOptions): MadeInstances {
  const count = instanceCount(group, growth, reading);
  const types = knownTypes(group, options);
  if (count === 0 || types.length === 0) return { instances: [], assumptions: [] };
  const zones = zonesOf(group);
  const chosen = chosenTypes(group, options.catalog);
  const registered = registeredBy(group, types, reading, options);
  const instances: Instance[] = [];
  // What instances have in common is one object, so that it is looked at once.
  const [tcpPorts, udpPorts] = [reservedPorts(group), group.agent.reservedUdpPorts?.known ? group.agent.reservedUdpPorts.value : []];
  const attributes = new Map(zones.map((zone) => [zone, attributesOf(group, types, zone, chosen)]));
  const unknown = unknownAttributes(group, types, chosen);
  for (let position = 0; position < count; position += 1) {
    instances.push({
      id: `${group.subject.constructPath}#${position + 1}`,
      group: group.id,
      instanceType: labelOf(types, chosen),
      zone: zones[position % zones.length],
      vpc: group.vpc.known ? group.vpc.value : undefined,
      registered,
      reservedTcpPorts: tcpPorts,
      reservedUdpPorts: udpPorts,
      attributes: attributes.get(zones[position % zones.length]) ?? {},
      unknownAttributes: unknown,
    });
  }
  return { instances, assumptions: assumptionsOf(group, types, chosen) };
}

/** How many instances the group can have: its maximum when it grows with the tasks, else what it starts with. */
export function instanceCount(group: InstanceGroup, growth: Growth, reading: Reading): number {
  const maximum = group.maxSize.known ? group.maxSize.value : 0;
  const desired = group.desiredCapacity.known ? group.desiredCapacity.value : 0;
  if (growth === 'grows') return maximum;
  if (growth === 'fixed') return desired;
  return reading.growth === 'maximum' ? maximum : desired;
}

export function zonesOf(group: InstanceGroup): readonly string[] {
  return group.zones.known && group.zones.value.length > 0 ? group.zones.value : ['zone-1', 'zone-2'];
}

/** More names than these say less than their number. */
const MOST_NAMES = 4;

function labelOf(types: readonly InstanceTypeFacts[], chosen: ChosenTypes | undefined): string {
  return chosen && types.length > MOST_NAMES ? `one of ${types.length} types` : types.map((type) => type.name).join('|');
}

/**
 * Types that the catalog knows, by name or by the requirements of the group; a type that it does not know makes the whole group
 * unknown (see `hiddenCapacity`).
 */
export function knownTypes(group: InstanceGroup, { catalog }: SimulationOptions): readonly InstanceTypeFacts[] {
  if (!group.instanceTypes.known) return chosenTypes(group, catalog)?.types ?? [];
  return group.instanceTypes.value.map((name) => catalog.find(name)).filter((type) => type !== undefined);
}

/** What managed scaling reckons with: each type that is named, or the one instance that the reading has every chosen type be. */
export function scalingOffers(group: InstanceGroup, reading: Reading, options: SimulationOptions): readonly Resources[] {
  const types = knownTypes(group, options);
  if (group.instanceTypes.known || types.length === 0) return offersOf(group, types, reading, options);
  return [registeredBy(group, types, reading, options)];
}

function registeredBy(group: InstanceGroup, types: readonly InstanceTypeFacts[], reading: Reading, options: SimulationOptions): Resources {
  const newer = reading.types === 'largest' ? chosenTypes(group, options.catalog)?.newer : undefined;
  const offers = offersOf(group, newer ? [...types, newer] : types, reading, options);
  const pick = reading.types === 'smallest' ? Math.min : Math.max;
  return {
    cpu: pick(...offers.map((offer) => offer.cpu)),
    memory: pick(...offers.map((offer) => offer.memory)),
    gpus: pick(...offers.map((offer) => offer.gpus)),
    enis: pick(...offers.map((offer) => offer.enis)),
  };
}

/** What an instance of each type registers. */
function offersOf(
  group: InstanceGroup,
  types: readonly InstanceTypeFacts[],
  reading: Reading,
  options: SimulationOptions,
): readonly Resources[] {
  return types.map((type) => offerOf(group, type, reading, options));
}

function offerOf(group: InstanceGroup, type: InstanceTypeFacts, reading: Reading, options: SimulationOptions): Resources {
  const windows = group.ami.os.known && group.ami.os.value === 'windows';
  const os = group.ami.os.known ? group.ami.os.value : 'amazon-linux-2023';
  const memory = registeredMemory(type, os) ?? { lowerBoundMiB: 0, expectedMiB: 0, nominalMiB: 0, basis: 'estimate' as const, source: '' };
  const reserved = group.agent.reservedMemoryMiB.known ? group.agent.reservedMemoryMiB.value : 0;
  const amount = { lower: memory.lowerBoundMiB, expected: memory.expectedMiB, upper: mostMemory(memory, windows) }[reading.memory];
  const gpus = group.agent.gpuSupport.known && !group.agent.gpuSupport.value ? 0 : valueOr(registeredGpus(type), 1);
  return {
    cpu: type.vcpu * 1024,
    memory: Math.max(0, amount - reserved),
    gpus,
    enis: eniSlots(type, { trunking: options.trunking || group.eniTrunking === true, windows }),
  };
}

/** The least that a Linux kernel was ever seen to keep is 0.4 % of the nominal memory; Windows keeps 1 MiB. */
function mostMemory(memory: RegisteredMemory, windows: boolean): number {
  if (memory.basis === 'override') return memory.expectedMiB;
  return windows ? memory.nominalMiB - 1 : Math.max(memory.expectedMiB, Math.floor(memory.nominalMiB * 0.996));
}

function reservedPorts(group: InstanceGroup): readonly number[] {
  const told = group.agent.reservedTcpPorts;
  if (told?.known) return told.value;
  return reservedTcpPorts(group.ami.os.known && group.ami.os.value === 'windows' ? 'windows' : 'linux');
}

function attributesOf(
  group: InstanceGroup,
  types: readonly InstanceTypeFacts[],
  zone: string,
  chosen: ChosenTypes | undefined,
): Readonly<Record<string, string>> {
  const attributes: Record<string, string> = { ...registeredCapabilities(group) };
  if (isNamed(group.zones)) attributes['ecs.availability-zone'] = zone;
  if (isOneType(types, chosen)) attributes['ecs.instance-type'] = types[0].name;
  if (group.ami.os.known) {
    attributes['ecs.os-type'] = group.ami.os.value === 'windows' ? 'windows' : 'linux';
    if (group.ami.os.value !== 'windows') attributes['ecs.os-family'] = 'LINUX';
  }
  const architecture = architectureOf(types);
  if (architecture) attributes['ecs.cpu-architecture'] = architecture;
  const vpcId = vpcIdOf(group);
  if (vpcId !== undefined) attributes['ecs.vpc-id'] = vpcId;
  if (group.agent.attributes.known) Object.assign(attributes, group.agent.attributes.value);
  return attributes;
}

/** What a zone is called is known where the template writes it, and not where it takes one by its position. */
function isNamed(zones: InstanceGroup['zones']): boolean {
  return zones.known && zones.assumed === undefined;
}

/** A VPC of the input gets its id at deployment. */
function vpcIdOf({ vpc }: InstanceGroup): string | undefined {
  return vpc.known && vpc.value.startsWith('vpc-') ? vpc.value : undefined;
}

/** Every instance has these, but the template does not tell their values. */
function unknownAttributes(group: InstanceGroup, types: readonly InstanceTypeFacts[], chosen: ChosenTypes | undefined): readonly string[] {
  const names = ['ecs.ami-id', 'ecs.subnet-id', 'ecs.os-type-detailed'];
  if (!isOneType(types, chosen)) names.push('ecs.instance-type');
  if (!isNamed(group.zones)) names.push('ecs.availability-zone');
  if (!group.ami.os.known) names.push('ecs.os-type', 'ecs.os-family');
  else if (group.ami.os.value === 'windows') names.push('ecs.os-family');
  if (!architectureOf(types)) names.push('ecs.cpu-architecture');
  if (vpcIdOf(group) === undefined) names.push('ecs.vpc-id');
  if (!group.agent.attributes.known) names.push('*');
  return names.sort();
}

function isOneType(types: readonly InstanceTypeFacts[], chosen: ChosenTypes | undefined): boolean {
  return types.length === 1 && chosen?.newer === undefined;
}

function architectureOf(types: readonly InstanceTypeFacts[]): string | undefined {
  const all = new Set(types.map((type) => (type.architectures.includes('arm64') ? 'arm64' : 'x86_64')));
  return all.size === 1 ? [...all][0] : undefined;
}

function assumptionsOf(group: InstanceGroup, types: readonly InstanceTypeFacts[], chosen: ChosenTypes | undefined): readonly string[] {
  const path = group.subject.constructPath;
  const out: string[] = [];
  if (!group.zones.known) out.push(`${path}: its zones are unknown (${group.zones.because}); two zones are assumed`);
  if (chosen) {
    out.push(
      `${path}: which of the ${types.length} types of the catalog that may meet its requirements is launched is up to Auto Scaling; both the least and the most of them are tried`,
    );
  } else if (types.length > 1) {
    out.push(
      `${path}: which of ${types.map((type) => type.name).join(', ')} is launched is up to Auto Scaling; both the smallest and the largest are tried`,
    );
  }
  if (!group.agent.reservedMemoryMiB.known) {out.push(`${path}: ECS_RESERVED_MEMORY is unknown (${group.agent.reservedMemoryMiB.because}); 0 is assumed`);}
  return out;
}
