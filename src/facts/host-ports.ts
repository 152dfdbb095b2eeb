/**
 * Ports that the documents tell tasks to keep off: SSH, Docker, the agent (API reference, `PortMapping.hostPort`).
 */
export const DOCUMENTED_RESERVED_PORTS: readonly number[] = [22, 2375, 2376, 51678, 51679, 51680];

/**
 * TCP ports that the agent registers as taken when nothing else is configured (observed in the agent's sources).
 * 51680 comes in only with Prometheus metrics. UDP ports: none.
 */
export const LINUX_RESERVED_TCP_PORTS: readonly number[] = [22, 2375, 2376, 51678, 51679];

/** The same on Windows; task IAM roles add port 80 for the credentials proxy. */
export const WINDOWS_RESERVED_TCP_PORTS: readonly number[] = [53, 135, 139, 445, 2375, 2376, 3389, 5985, 5986, 51678, 51679];

export const WINDOWS_TASK_ROLE_PORT = 80;

/** Host ports of one instance that ECS keeps count of, the agent's own included (API reference, `PortMapping.hostPort`). */
export const MAX_RESERVED_PORTS_PER_INSTANCE = 100;

export interface PortRange {
  readonly from: number;
  readonly to: number;
}

/**
 * Where Docker takes dynamic host ports from: `ip_local_port_range` of the kernel, whose default this is. A fixed
 * host port in it can be taken already; the documents call ports below 32768 safe.
 */
export const LINUX_EPHEMERAL_PORTS: PortRange = { from: 32768, to: 60999 };

/** Used when the kernel's range cannot be read (API reference, `PortMapping.hostPort`). */
export const DOCUMENTED_EPHEMERAL_PORTS: PortRange = { from: 49153, to: 65535 };

export const WINDOWS_EPHEMERAL_PORTS: PortRange = { from: 49152, to: 65535 };

/** Ports that the agent of an instance has taken before any task. */
export function reservedTcpPorts(os: 'linux' | 'windows', { taskRoles = false } = {}): readonly number[] {
  if (os === 'linux') return LINUX_RESERVED_TCP_PORTS;
  return taskRoles ? [...WINDOWS_RESERVED_TCP_PORTS, WINDOWS_TASK_ROLE_PORT] : WINDOWS_RESERVED_TCP_PORTS;
}
