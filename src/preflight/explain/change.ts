import { known } from '../model';
import type { ContainerDefinition, InstanceGroup, PlacementModel, PortMapping, Service, TaskDefinition } from '../model';
import type { SimulationOptions } from '../scenario/options';

/** What a preflight run judges, so that a cure can be tried on it. */
export interface Trial {
  readonly model: PlacementModel;
  readonly options: SimulationOptions;
}

/** One change that might cure a finding. */
export interface Change {
  /** Half a sentence in the imperative with old and new value: `set MaxSize of Shop/Asg from 2 to 3`. */
  readonly text: string;
  /** Smaller is tried and printed first. */
  readonly cost: number;
  apply(trial: Trial): Trial;
}

export function changeGroup(id: string, change: (group: InstanceGroup) => InstanceGroup): (trial: Trial) => Trial {
  return (trial) => ({
    ...trial,
    model: {
      ...trial.model,
      capacities: trial.model.capacities.map((capacity) =>
        capacity.kind === 'instance-group' && capacity.id === id ? change(capacity) : capacity,
      ),
    },
  });
}

export function changeService(id: string, change: (service: Service) => Service): (trial: Trial) => Trial {
  return (trial) => ({
    ...trial,
    model: { ...trial.model, services: trial.model.services.map((service) => (service.id === id ? change(service) : service)) },
  });
}

export function changeTask(id: string, change: (definition: TaskDefinition) => TaskDefinition): (trial: Trial) => Trial {
  return (trial) => ({
    ...trial,
    model: {
      ...trial.model,
      taskDefinitions: trial.model.taskDefinitions.map((definition) => (definition.id === id ? change(definition) : definition)),
    },
  });
}

/** A group that grows with its tasks gets another maximum; any other has to start with that many. */
export function withSize(group: InstanceGroup, size: number, grows: boolean): InstanceGroup {
  const largest = group.maxSize.known ? Math.max(group.maxSize.value, size) : size;
  return grows ? { ...group, maxSize: known(size) } : { ...group, maxSize: known(largest), desiredCapacity: known(size) };
}

/** The whole task asks `memoryMiB`; where only containers have sizes, the largest of them gives way. */
export function withTaskMemory(definition: TaskDefinition, memoryMiB: number, total: number): TaskDefinition {
  if (definition.memoryMiB) return { ...definition, memoryMiB: known(memoryMiB) };
  if (!definition.containers.known) return definition;
  const sizes = definition.containers.value.map(placedMemory);
  const largest = sizes.indexOf(Math.max(...sizes));
  const containers = definition.containers.value.map((container, index) =>
    index === largest ? withMemory(container, sizes[index] - (total - memoryMiB)) : container,
  );
  return { ...definition, containers: known(containers) };
}

export function withDynamicPorts(definition: TaskDefinition): TaskDefinition {
  if (!definition.containers.known) return definition;
  const dynamic = (mapping: PortMapping): PortMapping => ({ ...mapping, hostPort: known(0) });
  const containers = definition.containers.value.map((container) =>
    container.portMappings.known ? { ...container, portMappings: known(container.portMappings.value.map(dynamic)) } : container,
  );
  return { ...definition, containers: known(containers) };
}

function placedMemory(container: ContainerDefinition): number {
  const soft = container.memoryReservationMiB;
  if (soft?.known && soft.value > 0) return soft.value;
  return container.memoryMiB?.known ? container.memoryMiB.value : 0;
}

function withMemory(container: ContainerDefinition, memoryMiB: number): ContainerDefinition {
  const soft = container.memoryReservationMiB;
  return soft?.known && soft.value > 0
    ? { ...container, memoryReservationMiB: known(memoryMiB) }
    : { ...container, memoryMiB: known(memoryMiB) };
}
