/** Both ends included. */
export interface Limits {
  readonly min: number;
  readonly max: number;
}

/** Least memory of a container, MiB: Docker 20.10 and newer need 6, older ones 4 (API reference, `ContainerDefinition.memory`). */
export const MIN_CONTAINER_MEMORY_MIB = 6;

/** Task-level CPU units outside Fargate: 0.125 to 192 vCPU (API reference, `RegisterTaskDefinition.cpu`). */
export const EC2_TASK_CPU_UNITS: Limits = { min: 128, max: 196_608 };

export const PORTS: Limits = { min: 1, max: 65_535 };

/** API reference, `HealthCheck`. The retries and periods outside these are refused at registration. */
export const HEALTH_CHECK = {
  intervalSeconds: { min: 5, max: 300, default: 30 },
  timeoutSeconds: { min: 2, max: 60, default: 5 },
  retries: { min: 1, max: 10, default: 3 },
  startPeriodSeconds: { min: 0, max: 300, default: 0 },
} as const;

/** Seconds between SIGTERM and SIGKILL when neither the container nor the agent sets them (API reference, `stopTimeout`). */
export const DEFAULT_STOP_TIMEOUT_SECONDS = 30;

/** Family and container names: letters, digits, hyphens, underscores, up to 255 characters (API reference). */
export const NAME = /^[A-Za-z0-9_-]{1,255}$/;

/** Port mapping names: lower-case letters, digits, underscores, hyphens, up to 64 characters, no hyphen first (API reference). */
export const PORT_NAME = /^[a-z0-9_][a-z0-9_-]{0,63}$/;

/** Ranges of `containerPortRange` in one container (API reference, `PortMapping.containerPortRange`). */
export const MAX_PORT_RANGES_PER_CONTAINER = 100;

/** Seconds a container has to run before it may be restarted (API reference, `ContainerRestartPolicy`). */
export const RESTART_ATTEMPT_PERIOD_SECONDS = { min: 60, max: 1800, default: 300 } as const;

const IPC_PARAMETERS: readonly string[] = [
  'kernel.msgmax', 'kernel.msgmnb', 'kernel.msgmni', 'kernel.sem', 'kernel.shmall', 'kernel.shmmax', 'kernel.shmmni', 'kernel.shm_rmid_forced',
];

/** Whether a kernel parameter is namespaced, so that a container may set it (API reference, `SystemControl`). */
export function isContainerSysctl(name: string): boolean {
  return IPC_PARAMETERS.includes(name) || name.startsWith('fs.mqueue.') || name.startsWith('net.');
}

/** Attribute names and values (API reference, `Attribute`). */
export const ATTRIBUTE_NAME = /^[A-Za-z0-9_./\\-]{1,128}$/;
export const ATTRIBUTE_VALUE = /^(?! )[A-Za-z0-9_.@:/\\ -]{1,128}(?<! )$/;

/**
 * What a Service Connect proxy is recommended to get on top of the task's own size (developer guide,
 * `service-connect-concepts-deploy`). ECS reserves nothing extra for it.
 */
export const SERVICE_CONNECT_PROXY = { cpuUnits: 256, memoryMiB: 64 } as const;
