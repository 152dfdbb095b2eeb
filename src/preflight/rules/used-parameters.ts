import type { ContainerDefinition, Known } from '../model';

/** Parameters of a container that some capacity does not have, by their names in CloudFormation. */
export type ContainerParameter =
  | 'DisableNetworking'
  | 'DnsSearchDomains'
  | 'DnsServers'
  | 'DockerSecurityOptions'
  | 'ExtraHosts'
  | 'Hostname'
  | 'Links'
  | 'Privileged'
  | 'ReadonlyRootFilesystem'
  | 'Ulimits';

export type LinuxParameter = 'Devices' | 'MaxSwap' | 'SharedMemorySize' | 'Swappiness' | 'Tmpfs';

/** Those of the parameters that the container is known to use. */
export function usedParameters(container: ContainerDefinition, asked: readonly ContainerParameter[]): readonly string[] {
  return asked.filter((name) => isUsed(PARAMETERS[name](container)));
}

export function usedLinuxParameters({ linuxParameters }: ContainerDefinition, asked: readonly LinuxParameter[]): readonly string[] {
  return linuxParameters ? asked.filter((name) => isUsed(LINUX_PARAMETERS[name](linuxParameters))) : [];
}

/** What takes the parameters away, for cures. */
export const WITHOUT_PARAMETERS: Partial<ContainerDefinition> = {
  disableNetworking: undefined,
  dnsSearchDomains: undefined,
  dnsServers: undefined,
  dockerSecurityOptions: undefined,
  extraHosts: undefined,
  hostname: undefined,
  links: undefined,
  privileged: undefined,
  readonlyRootFilesystem: undefined,
  ulimits: undefined,
  linuxParameters: undefined,
};

type Setting = Known<boolean | string | number | readonly unknown[]> | undefined;

const PARAMETERS: Readonly<Record<ContainerParameter, (container: ContainerDefinition) => Setting>> = {
  DisableNetworking: ({ disableNetworking }) => disableNetworking,
  DnsSearchDomains: ({ dnsSearchDomains }) => dnsSearchDomains,
  DnsServers: ({ dnsServers }) => dnsServers,
  DockerSecurityOptions: ({ dockerSecurityOptions }) => dockerSecurityOptions,
  ExtraHosts: ({ extraHosts }) => extraHosts,
  Hostname: ({ hostname }) => hostname,
  Links: ({ links }) => links,
  Privileged: ({ privileged }) => privileged,
  ReadonlyRootFilesystem: ({ readonlyRootFilesystem }) => readonlyRootFilesystem,
  Ulimits: ({ ulimits }) => ulimits,
};

const LINUX_PARAMETERS: Readonly<Record<LinuxParameter, (linux: NonNullable<ContainerDefinition['linuxParameters']>) => Setting>> = {
  Devices: ({ devices }) => devices,
  MaxSwap: ({ maxSwapMiB }) => maxSwapMiB,
  SharedMemorySize: ({ sharedMemoryMiB }) => sharedMemoryMiB,
  Swappiness: ({ swappiness }) => swappiness,
  Tmpfs: ({ tmpfs }) => tmpfs,
};

/** An empty list and a false ask for nothing; what is not known may be either. A zero is a setting. */
function isUsed(value: Setting): boolean {
  if (!value?.known) return false;
  if (typeof value.value === 'boolean') return value.value;
  return typeof value.value === 'number' || value.value.length > 0;
}
