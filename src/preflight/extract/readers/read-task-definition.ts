import { at, flag, isAbsent, listOf, number, or, pairRecord, pattern, plainList, propertiesOf, required, text, word, type Property } from './property';
import { readContainer } from './read-container';
import { readConstraints } from './read-placement';
import { readVolume } from './read-volume';
import { cpuUnits, memoryMiB } from './sizes';
import { known, unknown, type Known, type NetworkMode, type TaskDefinition } from '../../model';
import type { Evaluation } from '../intrinsics/evaluation';
import type { Resource } from '../template/stack';

export function readTaskDefinition(resource: Resource, evaluation: Evaluation): TaskDefinition {
  const properties = propertiesOf(resource, evaluation);
  const platform = at(properties, 'RuntimePlatform');
  const proxySettings = at(properties, 'ProxyConfiguration', 'ProxyConfigurationProperties');
  return {
    id: resource.id,
    subject: resource.subject,
    imported: false,
    family: pattern(at(properties, 'Family')) ?? unknown('CloudFormation makes up the family at deployment', 'Properties.Family'),
    networkMode: networkMode(at(properties, 'NetworkMode'), plainList(at(properties, 'RequiresCompatibilities'), text)),
    cpuUnits: cpuUnits(at(properties, 'Cpu')),
    memoryMiB: memoryMiB(at(properties, 'Memory')),
    requiresCompatibilities: or(plainList(at(properties, 'RequiresCompatibilities'), text), [], 'no compatibility is asked for'),
    cpuArchitecture: architecture(at(platform, 'CpuArchitecture')),
    operatingSystemFamily: or(text(at(platform, 'OperatingSystemFamily')), 'LINUX', 'without a runtime platform tasks run on Linux'),
    containers: required(listOf(at(properties, 'ContainerDefinitions'), readContainer), at(properties, 'ContainerDefinitions')),
    volumes: or(listOf(at(properties, 'Volumes'), readVolume), [], 'no volume is declared'),
    placementConstraints: readConstraints(at(properties, 'PlacementConstraints')),
    executionRole: pattern(at(properties, 'ExecutionRoleArn')),
    taskRole: pattern(at(properties, 'TaskRoleArn')),
    pidMode: text(at(properties, 'PidMode')),
    ipcMode: text(at(properties, 'IpcMode')),
    ephemeralStorageGiB: number(at(properties, 'EphemeralStorage', 'SizeInGiB')),
    leastBytes: bytesWithoutFunctions(resource.raw.Properties),
    writtenBytes: JSON.stringify(resource.raw.Properties ?? {}).length,
    proxyContainer: text(at(properties, 'ProxyConfiguration', 'ContainerName')),
    proxySettings: isAbsent(proxySettings) ? undefined : pairRecord(proxySettings),
    inferenceAccelerators: listOf(at(properties, 'InferenceAccelerators'), (item) => required(text(at(item, 'DeviceType')), at(item, 'DeviceType'))),
    faultInjection: flag(at(properties, 'EnableFaultInjection')),
    proxyConfiguration: isAbsent(at(properties, 'ProxyConfiguration')) ? undefined
      : or(text(at(properties, 'ProxyConfiguration', 'Type')), 'APPMESH', 'the type of a proxy configuration is APPMESH'),
  };
}

/** Bytes of JSON in which what only the deployment fills in is empty. */
function bytesWithoutFunctions(value: unknown): number {
  if (typeof value === 'string' && value.includes('{{resolve:')) return 0;
  if (typeof value !== 'object' || value === null) return Buffer.byteLength(JSON.stringify(value) ?? '');
  if (Array.isArray(value)) return value.reduce((sum: number, item: unknown) => sum + bytesWithoutFunctions(item) + 1, 1);
  // Tags are kept apart from the task definition.
  const entries = Object.entries(value).filter(([name]) => name !== 'Tags');
  if (entries.length === 1 && /^(Ref|Fn::.+)$/.test(entries[0][0])) return 0;
  return entries.reduce((sum, [name, item]) => sum + Buffer.byteLength(JSON.stringify(name)) + bytesWithoutFunctions(item) + 2, 1);
}

function networkMode(property: Property, compatibilities: Known<readonly string[]> | undefined): Known<NetworkMode> {
  const written = word(property, ['awsvpc', 'bridge', 'host', 'none'] as const);
  if (written === undefined && compatibilities?.known === false) return unknown(`the default depends on RequiresCompatibilities: ${compatibilities.because}`, property.path);
  return compatibilities?.known === true && compatibilities.value.includes('MANAGED_INSTANCES')
    ? or(written, 'awsvpc', 'without a network mode, tasks on Managed Instances use awsvpc', property.path)
    : or(written, 'bridge', 'without a network mode, containers on EC2 use bridge', property.path);
}

function architecture(property: Property): Known<'x86_64' | 'arm64'> {
  return or(word(property, ['x86_64', 'arm64'] as const), 'x86_64', 'without a runtime platform tasks ask for x86_64', property.path);
}

/** The task definition of a managed daemon: ECS chooses network and instances, so it asks for no placement. */
export function readDaemonTaskDefinition(resource: Resource, evaluation: Evaluation): TaskDefinition {
  const properties = propertiesOf(resource, evaluation);
  const open = unknown('a daemon runs on whatever instances its capacity providers make');
  return {
    id: resource.id,
    subject: resource.subject,
    imported: false,
    madeFor: 'daemon',
    family: pattern(at(properties, 'Family')) ?? unknown('CloudFormation makes up the family at deployment', 'Properties.Family'),
    networkMode: unknown('managed daemons have a network mode of their own'),
    cpuUnits: cpuUnits(at(properties, 'Cpu')),
    memoryMiB: memoryMiB(at(properties, 'Memory')),
    requiresCompatibilities: known(['MANAGED_INSTANCES']),
    cpuArchitecture: open,
    operatingSystemFamily: or(undefined, 'LINUX', 'Managed Instances run Linux'),
    containers: required(listOf(at(properties, 'ContainerDefinitions'), readContainer), at(properties, 'ContainerDefinitions')),
    volumes: or(listOf(at(properties, 'Volumes'), readVolume), [], 'no volume is declared'),
    placementConstraints: or(undefined, [], 'a daemon has no placement constraint'),
    executionRole: pattern(at(properties, 'ExecutionRoleArn')),
    taskRole: pattern(at(properties, 'TaskRoleArn')),
    pidMode: text(at(properties, 'PidMode')),
    ipcMode: text(at(properties, 'IpcMode')),
  };
}
