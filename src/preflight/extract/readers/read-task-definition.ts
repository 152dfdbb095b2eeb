import { at, flag, isAbsent, listOf, number, or, pattern, plainList, propertiesOf, required, text, word, type Property } from './property';
import { readContainer } from './read-container';
import { readConstraints } from './read-placement';
import { cpuUnits, memoryMiB } from './sizes';
import { unknown, type Known, type NetworkMode, type TaskDefinition, type Volume } from '../../model';
import type { Evaluation } from '../intrinsics/evaluation';
import type { Resource } from '../template/stack';

export function readTaskDefinition(resource: Resource, evaluation: Evaluation): TaskDefinition {
  const properties = propertiesOf(resource, evaluation);
  const platform = at(properties, 'RuntimePlatform');
  return {
    id: resource.id,
    subject: resource.subject,
    imported: false,
    family: pattern(at(properties, 'Family')) ?? unknown('CloudFormation makes up the family at deployment', 'Properties.Family'),
    networkMode: networkMode(at(properties, 'NetworkMode')),
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
    proxyConfiguration: isAbsent(at(properties, 'ProxyConfiguration')) ? undefined
      : or(text(at(properties, 'ProxyConfiguration', 'Type')), 'APPMESH', 'the type of a proxy configuration is APPMESH'),
  };
}

function networkMode(property: Property): Known<NetworkMode> {
  return or(word(property, ['awsvpc', 'bridge', 'host', 'none'] as const), 'bridge', 'without a network mode, containers on EC2 use bridge', property.path);
}

function architecture(property: Property): Known<'x86_64' | 'arm64'> {
  return or(word(property, ['x86_64', 'arm64'] as const), 'x86_64', 'without a runtime platform tasks ask for x86_64', property.path);
}

function readVolume(property: Property): Volume {
  const efs = at(property, 'EFSVolumeConfiguration');
  const authorization = at(efs, 'AuthorizationConfig');
  const base = { name: required(text(at(property, 'Name')), at(property, 'Name')), kind: volumeKind(property) };
  if (isAbsent(efs)) {
    const driver = at(property, 'DockerVolumeConfiguration', 'Driver');
    return isAbsent(at(property, 'DockerVolumeConfiguration')) ? base
      : { ...base, dockerDriver: or(text(driver), 'local', 'Docker uses its local driver', driver.path) };
  }
  const encryption = at(efs, 'TransitEncryption');
  const iam = at(authorization, 'IAM');
  return {
    ...base,
    efsFileSystem: required(pattern(at(efs, 'FilesystemId')), at(efs, 'FilesystemId')),
    efsTransitEncryption: or(flag(encryption, 'ENABLED', 'DISABLED'), false, 'transit encryption is off unless asked for', encryption.path),
    efsIamAuthorization: or(flag(iam, 'ENABLED', 'DISABLED'), false, 'IAM authorization is off unless asked for', iam.path),
    efsAccessPoint: pattern(at(authorization, 'AccessPointId')),
  };
}

function volumeKind(property: Property): Volume['kind'] {
  const kinds: readonly (readonly [string, Volume['kind']])[] = [
    ['EFSVolumeConfiguration', 'efs'], ['DockerVolumeConfiguration', 'docker'], ['FSxWindowsFileServerVolumeConfiguration', 'fsx'],
    ['S3FilesVolumeConfiguration', 's3-files'],
  ];
  const found = kinds.find(([name]) => !isAbsent(at(property, name)));
  if (found) {
    return found[1];
  }
  const configuredAtLaunch = flag(at(property, 'ConfiguredAtLaunch'));
  if (configuredAtLaunch?.known && configuredAtLaunch.value) {
    return 'ebs-at-launch';
  }
  return isAbsent(at(property, 'Host', 'SourcePath')) ? 'bind' : 'host';
}
