/** Ephemeral storage of a Fargate task, GiB: 20 without the parameter, else 21 to 200 (API reference, `EphemeralStorage`). */
export const FARGATE_EPHEMERAL_STORAGE_GIB = { default: 20, min: 21, max: 200 } as const;

/** Longest `stopTimeout` on Fargate, seconds (API reference, `ContainerDefinition.stopTimeout`). */
export const FARGATE_MAX_STOP_TIMEOUT_SECONDS = 120;

/** `startTimeout` and `stopTimeout` on Fargate, seconds (API reference, `ContainerDefinition`). */
export const FARGATE_TIMEOUT_SECONDS = { min: 2, max: FARGATE_MAX_STOP_TIMEOUT_SECONDS } as const;

/** Linux capabilities that a Fargate task may add (API reference, `KernelCapabilities.add`). */
export const FARGATE_ADDABLE_CAPABILITIES: readonly string[] = ['SYS_PTRACE', 'CAP_SYS_PTRACE'];

/** Shared process namespaces that Fargate has (API reference, `RegisterTaskDefinition.pidMode`). */
export const FARGATE_PID_MODES: readonly string[] = ['task'];

/** Task definition parameters that Fargate refuses (developer guide, `fargate-tasks-services`), as CloudFormation names them. */
export const FARGATE_REFUSED_PARAMETERS = {
  task: ['IpcMode', 'PlacementConstraints'],
  container: ['DisableNetworking', 'DnsSearchDomains', 'DnsServers', 'DockerSecurityOptions', 'ExtraHosts', 'Links', 'Privileged'],
  linuxParameters: ['Devices', 'MaxSwap', 'SharedMemorySize', 'Swappiness', 'Tmpfs'],
  /** Properties of a volume. A `Host` without `SourcePath` is an empty volume of the task and allowed. */
  volume: ['DockerVolumeConfiguration', 'Host.SourcePath'],
} as const;

/** Fargate Spot has no Windows (developer guide, `fargate-capacity-providers`). */
export const FARGATE_SPOT_OPERATING_SYSTEMS: readonly string[] = ['LINUX'];

/** Addresses that a VPC keeps in every subnet (VPC guide, subnet sizing). An awsvpc task takes one of the others. */
export const ADDRESSES_RESERVED_PER_SUBNET = 5;
