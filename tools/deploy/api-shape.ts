/**
 * CloudFormation writes the ECS API's structures with other capitals and a few other names.
 * `resolve` gives the value of an intrinsic.
 */
export function toApiShape(value: unknown, resolve: (intrinsic: unknown) => unknown, property = ''): unknown {
  if (isIntrinsic(value)) return resolve(value);
  if (Array.isArray(value)) return value.map((item) => toApiShape(item, resolve, property)).filter((item) => item !== undefined);
  if (value === null || typeof value !== 'object') return value;
  const rename = FREE_KEYS.has(property) ? (key: string) => key : apiName;
  const entries = Object.entries(value)
    .filter(([key]) => !ONLY_CLOUDFORMATION.has(key))
    .map(([key, child]) => [rename(key), toApiShape(child, resolve, key)] as const);
  return Object.fromEntries(entries.filter(([, child]) => child !== undefined));
}

/** A `Ref`, a `Fn::...`; never a structure of the resource. */
export function isIntrinsic(value: unknown): boolean {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return false;
  const keys = Object.keys(value);
  return keys.length === 1 && (keys[0] === 'Ref' || keys[0].startsWith('Fn::'));
}

/** Maps from names the user chose: their keys stay as they are. */
const FREE_KEYS: ReadonlySet<string> = new Set(['Options', 'DockerLabels', 'DriverOpts', 'Labels', 'HookDetails']);

/** Switches of the resource type that the API calls do not have. */
const ONLY_CLOUDFORMATION: ReadonlySet<string> = new Set(['ForceNewDeployment']);

const OTHER_NAMES: Readonly<Record<string, string>> = {
  EFSVolumeConfiguration: 'efsVolumeConfiguration',
  FilesystemId: 'fileSystemId',
  FSxWindowsFileServerVolumeConfiguration: 'fsxWindowsFileServerVolumeConfiguration',
  IAM: 'iam',
  PlacementStrategies: 'placementStrategy',
  ProxyConfigurationProperties: 'properties',
  S3FilesVolumeConfiguration: 's3filesVolumeConfiguration',
};

function apiName(name: string): string {
  return OTHER_NAMES[name] ?? name[0].toLowerCase() + name.slice(1);
}
