import { at, flag, isAbsent, number, or, pattern, required, text, textRecord, type Property } from './property';
import type { FsxVolume, S3FilesVolume, Volume } from '../../model';

/** One volume of a task definition. */
export function readVolume(property: Property): Volume {
  const host = text(at(property, 'Host', 'SourcePath'));
  return {
    name: required(text(at(property, 'Name')), at(property, 'Name')),
    kind: volumeKind(property),
    ...configurations(property),
    ...(host ? { hostPath: host } : {}),
    ...docker(at(property, 'DockerVolumeConfiguration')),
    ...efs(at(property, 'EFSVolumeConfiguration')),
    fsx: fsx(at(property, 'FSxWindowsFileServerVolumeConfiguration')),
    s3Files: s3Files(at(property, 'S3FilesVolumeConfiguration')),
  };
}

function docker(property: Property): Partial<Volume> {
  const driver = at(property, 'Driver');
  const scope = at(property, 'Scope');
  return isAbsent(property) ? {} : {
    dockerDriver: or(text(driver), 'local', 'Docker uses its local driver', driver.path),
    dockerScope: or(text(scope), 'task', 'a Docker volume belongs to its task unless it is shared', scope.path),
    dockerAutoprovision: flag(at(property, 'Autoprovision')),
    dockerDriverOptions: textRecord(at(property, 'DriverOpts')),
  };
}

function efs(property: Property): Partial<Volume> {
  const encryption = at(property, 'TransitEncryption');
  const authorization = at(property, 'AuthorizationConfig');
  const iam = at(authorization, 'IAM');
  return isAbsent(property) ? {} : {
    efsFileSystem: required(pattern(at(property, 'FilesystemId')), at(property, 'FilesystemId')),
    efsTransitEncryption: or(flag(encryption, 'ENABLED', 'DISABLED'), false, 'transit encryption is off unless asked for', encryption.path),
    efsTransitEncryptionPort: number(at(property, 'TransitEncryptionPort')),
    efsIamAuthorization: or(flag(iam, 'ENABLED', 'DISABLED'), false, 'IAM authorization is off unless asked for', iam.path),
    efsAccessPoint: pattern(at(authorization, 'AccessPointId')),
    efsRootDirectory: text(at(property, 'RootDirectory')),
  };
}

function fsx(property: Property): FsxVolume | undefined {
  const authorization = at(property, 'AuthorizationConfig');
  return isAbsent(property) ? undefined : {
    fileSystem: required(pattern(at(property, 'FileSystemId')), at(property, 'FileSystemId')),
    rootDirectory: required(text(at(property, 'RootDirectory')), at(property, 'RootDirectory')),
    credentials: required(pattern(at(authorization, 'CredentialsParameter')), at(authorization, 'CredentialsParameter')),
    domain: required(text(at(authorization, 'Domain')), at(authorization, 'Domain')),
  };
}

function s3Files(property: Property): S3FilesVolume | undefined {
  return isAbsent(property) ? undefined : {
    fileSystem: required(pattern(at(property, 'FileSystemArn')), at(property, 'FileSystemArn')),
    accessPoint: pattern(at(property, 'AccessPointArn')),
    rootDirectory: text(at(property, 'RootDirectory')),
    transitEncryptionPort: number(at(property, 'TransitEncryptionPort')),
  };
}

const CONFIGURATIONS: readonly (readonly [string, Volume['kind']])[] = [
  ['EFSVolumeConfiguration', 'efs'], ['DockerVolumeConfiguration', 'docker'], ['FSxWindowsFileServerVolumeConfiguration', 'fsx'],
  ['S3FilesVolumeConfiguration', 's3-files'],
];

/** More than one of them, where each is certain to be there. */
function configurations(property: Property): Pick<Volume, 'configurations'> {
  const names = [...CONFIGURATIONS.map(([name]) => [name] as const), ['Host', 'SourcePath'] as const]
    .filter((path) => at(property, ...path).value.kind !== 'unresolved' && !isAbsent(at(property, ...path)))
    .map((path) => path.join('.'));
  return names.length > 1 ? { configurations: names } : {};
}

function volumeKind(property: Property): Volume['kind'] {
  const found = CONFIGURATIONS.find(([name]) => !isAbsent(at(property, name)));
  if (found) {
    return found[1];
  }
  const configuredAtLaunch = flag(at(property, 'ConfiguredAtLaunch'));
  if (configuredAtLaunch?.known && configuredAtLaunch.value) {
    return 'ebs-at-launch';
  }
  return isAbsent(at(property, 'Host', 'SourcePath')) ? 'bind' : 'host';
}
