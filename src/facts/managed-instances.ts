/** Attributes that a `memberOf` may name on Managed Instances (developer guide, task placement for Managed Instances). */
export const MANAGED_INSTANCES_ATTRIBUTES: readonly string[] = [
  'ecs.availability-zone', 'ecs.cpu-architecture', 'ecs.instance-type', 'ecs.subnet-id',
];

/** Task definition parameters that Managed Instances refuse (developer guide, task definition differences), as CloudFormation names them. */
export const MANAGED_INSTANCES_REFUSED_PARAMETERS = {
  task: ['EphemeralStorage', 'InferenceAccelerators', 'IpcMode', 'ProxyConfiguration'],
  container: ['DisableNetworking', 'DnsSearchDomains', 'DnsServers', 'DockerSecurityOptions', 'ExtraHosts', 'Hostname', 'Links'],
  linuxParameters: ['MaxSwap', 'SharedMemorySize', 'Swappiness', 'Tmpfs'],
  volume: ['DockerVolumeConfiguration', 'FSxWindowsFileServerVolumeConfiguration'],
} as const;

/** Root volume of a managed instance, GiB. */
export const MANAGED_INSTANCES_STORAGE_GIB = { min: 30, max: 16_384, default: 80 } as const;
