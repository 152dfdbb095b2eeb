import { known, unknown } from '../model';
import type { ContainerDefinition, Known, TaskDefinition } from '../model';
import type { Resources } from '../scheduler/problem';

/**
 * What one task of a definition takes from a container instance: the task-level size where there is one,
 * else the sum over the containers, with the soft memory limit before the hard one. Task-level sizes do not count for Windows
 * containers on EC2 (API reference, `RegisterTaskDefinition`).
 */
export function taskNeeds(definition: TaskDefinition): Known<Resources> {
  if (!definition.containers.known) return definition.containers;
  const containers = definition.containers.value;
  const mode = definition.networkMode;
  const size: Pick<TaskDefinition, 'cpuUnits' | 'memoryMiB'> = isForWindows(definition) ? {} : definition;
  const cpu = size.cpuUnits ?? sum(containers.map((container) => container.cpuUnits ?? known(0)));
  const memory = size.memoryMiB ?? sum(containers.map((container) => reservedMemory(container, definition)));
  const gpus = sum(containers.map((container) => container.gpus ?? known(0)));
  if (!cpu.known) return unknown(`the CPU units of ${nameOf(definition)} are unknown: ${cpu.because}`);
  if (!memory.known) return unknown(`the memory of ${nameOf(definition)} is unknown: ${memory.because}`);
  if (!gpus.known) return unknown(`the number of GPUs of ${nameOf(definition)} is unknown: ${gpus.because}`);
  const device = containers.map(({ otherDevices }) => otherDevices).find((devices) => devices !== undefined);
  if (device !== undefined) return unknown(notCounted(definition, device));
  if (!mode.known) return unknown(`the network mode of ${nameOf(definition)} is unknown: ${mode.because}`);
  return known({ cpu: cpu.value, memory: memory.value, gpus: gpus.value, enis: mode.value === 'awsvpc' ? 1 : 0 });
}

/** GPUs are the only devices that ECS counts on instances of an Auto Scaling group. */
function notCounted(definition: TaskDefinition, devices: Known<readonly string[]>): string {
  const asked = devices.known ? devices.value.join(', ') : `devices that are unknown (${devices.because})`;
  return `${nameOf(definition)} asks for ${asked}, and ECS counts no devices but GPUs on an instance of an Auto Scaling group`;
}

/** Ports that a task occupies on its instance. A dynamic port (host port 0 or absent in bridge mode) occupies none. */
export function hostPorts(definition: TaskDefinition): Known<{ readonly tcp: readonly number[]; readonly udp: readonly number[] }> {
  if (!definition.networkMode.known) return definition.networkMode;
  const mode = definition.networkMode.value;
  if (mode === 'awsvpc' || mode === 'none') return known({ tcp: [], udp: [] });
  if (!definition.containers.known) return definition.containers;
  const ports: { tcp: number[]; udp: number[] } = { tcp: [], udp: [] };
  for (const container of definition.containers.value) {
    if (!container.portMappings.known) return container.portMappings;
    for (const mapping of container.portMappings.value) {
      // In host mode the container's port is the instance's port even where the host port is left out.
      const port = mode === 'host' && !isSet(mapping.hostPort) ? mapping.containerPort : mapping.hostPort;
      if (port === undefined) continue;
      if (!port.known) return port;
      if (!mapping.protocol.known) return mapping.protocol;
      if (port.value > 0) ports[mapping.protocol.value].push(port.value);
    }
  }
  return known(ports);
}

/** Unknown is taken as Linux, which is the default. */
export function isForWindows({ operatingSystemFamily }: TaskDefinition): boolean {
  return operatingSystemFamily.known && /^windows/i.test(operatingSystemFamily.value);
}

function isSet(port: Known<number> | undefined): boolean {
  return port !== undefined && !(port.known && port.value === 0);
}

function reservedMemory(container: ContainerDefinition, { memoryMiB }: TaskDefinition): Known<number> {
  const soft = container.memoryReservationMiB;
  if (soft !== undefined && (!soft.known || soft.value > 0)) return soft;
  if (container.memoryMiB !== undefined) return container.memoryMiB;
  const name = container.name.known ? `container ${container.name.value}` : 'a container';
  if (memoryMiB !== undefined) return unknown(`${name} has no memory of its own, and ECS does not count that of the task for Windows containers`);
  return unknown(`${name} has neither a memory limit nor a memory reservation, and the task has no memory; ECS refuses such a task definition`);
}

function sum(values: readonly Known<number>[]): Known<number> {
  let total = 0;
  for (const value of values) {
    if (!value.known) return value;
    total += value.value;
  }
  return known(total);
}

function nameOf(definition: TaskDefinition): string {
  return definition.subject.constructPath;
}
