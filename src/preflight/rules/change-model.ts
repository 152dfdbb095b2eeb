import type { ContainerDefinition, InstanceGroup, LoadBalancing, Network, PlacementModel, Service, TaskDefinition } from '../model';
import { mapKnown } from '../model';

type Named = { readonly id: string };

/** Changes to one thing of the model, for cures. Everything else stays the same object. */
export function changeService(model: PlacementModel, id: string, change: Partial<Service>): PlacementModel {
  return { ...model, services: replace(model.services, id, change) };
}

export function changeTask(model: PlacementModel, id: string, change: Partial<TaskDefinition>): PlacementModel {
  return { ...model, taskDefinitions: replace(model.taskDefinitions, id, change) };
}

export function changeContainers(
  model: PlacementModel,
  id: string,
  change: (container: ContainerDefinition) => ContainerDefinition,
): PlacementModel {
  return {
    ...model,
    taskDefinitions: model.taskDefinitions.map((task) =>
      task.id === id ? { ...task, containers: mapKnown(task.containers, (all) => all.map(change)) } : task,
    ),
  };
}

export function changeCapacity(model: PlacementModel, id: string, change: Partial<InstanceGroup>): PlacementModel {
  return { ...model, capacities: replace(model.capacities, id, change) };
}

type ItemOf<T> = T extends readonly (infer I)[] ? I : never;

/** One thing of the network: a subnet, a security group, an endpoint, a VPC. */
export function changeNetwork<K extends keyof Network>(
  model: PlacementModel,
  kind: K,
  id: string,
  change: Partial<ItemOf<Network[K]>>,
): PlacementModel {
  const { network } = model;
  return network ? { ...model, network: { ...network, [kind]: replace(network[kind] as readonly Named[], id, change) } } : model;
}

/** One thing of the load balancing: a balancer, a listener, a rule, a target group. */
export function changeBalancing<K extends keyof LoadBalancing>(
  model: PlacementModel,
  kind: K,
  id: string,
  change: Partial<ItemOf<LoadBalancing[K]>>,
): PlacementModel {
  const { loadBalancing } = model;
  return loadBalancing
    ? { ...model, loadBalancing: { ...loadBalancing, [kind]: replace(loadBalancing[kind] as readonly Named[], id, change) } }
    : model;
}

export function changeRole(
  model: PlacementModel,
  id: string,
  change: Partial<NonNullable<PlacementModel['roles']>[number]>,
): PlacementModel {
  return { ...model, roles: replace(model.roles ?? [], id, change) };
}

function replace<T extends Named>(all: readonly T[], id: string, change: object): readonly T[] {
  return all.map((one) => (one.id === id ? { ...one, ...change } : one));
}
