import type { View } from './template-rule';
import type { Capacity, Cluster, InstanceGroup, Known, PlacementModel, Service, StrategyItem, TaskDefinition } from '../model';
import { known, unknown } from '../model';

export interface ServiceView extends View {
  readonly service: Service;
  /** Undefined where the input only names it. */
  readonly definition?: TaskDefinition;
  readonly cluster?: Cluster;
  /** What is declared for the cluster. */
  readonly capacities: readonly Capacity[];
}

export interface TaskView extends View {
  readonly definition: TaskDefinition;
  /** Services of the input that run it. */
  readonly services: readonly ServiceView[];
}

export interface GroupView extends View {
  readonly group: InstanceGroup;
  /** Services of the input whose tasks may be placed on it. */
  readonly services: readonly ServiceView[];
}

export interface ClusterView extends View {
  readonly cluster: Cluster;
  readonly services: readonly Service[];
}

export type Place = 'fargate' | 'fargate-spot' | 'instances' | 'managed-instances' | 'external';

export function serviceViews(model: PlacementModel): readonly ServiceView[] {
  const definitions = new Map(model.taskDefinitions.filter(({ imported }) => !imported).map((definition) => [definition.id, definition]));
  const clusters = new Map(model.clusters.map((cluster) => [cluster.id, cluster]));
  const capacities = groupByCluster(model.capacities);
  return model.services.map((service) => ({
    subject: service.subject,
    service,
    definition: service.taskDefinition.known ? definitions.get(service.taskDefinition.value) : undefined,
    cluster: service.cluster.known ? clusters.get(service.cluster.value) : undefined,
    capacities: (service.cluster.known && capacities.get(service.cluster.value)) || [],
  }));
}

export function taskViews(model: PlacementModel): readonly TaskView[] {
  const services = new Map<string, ServiceView[]>();
  for (const view of serviceViews(model)) if (view.definition) collect(services, view.definition.id, view);
  return model.taskDefinitions
    .filter(({ imported }) => !imported)
    .map((definition) => ({ subject: definition.subject, definition, services: services.get(definition.id) ?? [] }));
}

export function groupViews(model: PlacementModel): readonly GroupView[] {
  const services = new Map<string, ServiceView[]>();
  for (const view of serviceViews(model)) {
    const groups = groupsOf(view);
    for (const group of groups.known ? groups.value : []) collect(services, group.id, view);
  }
  return model.capacities
    .filter((capacity): capacity is InstanceGroup => capacity.kind === 'instance-group')
    .map((group) => ({ subject: group.subject, group, services: services.get(group.id) ?? [] }));
}

export function clusterViews(model: PlacementModel): readonly ClusterView[] {
  const services = new Map<string, Service[]>();
  for (const service of model.services) if (service.cluster.known) collect(services, service.cluster.value, service);
  return model.clusters.map((cluster) => ({ subject: cluster.subject, cluster, services: services.get(cluster.id) ?? [] }));
}

/** The strategy that ECS follows: the service's own, else the cluster's default; undefined under a launch type. */
export function strategyOf({ service, cluster }: ServiceView): Known<readonly StrategyItem[]> | undefined {
  if (service.launchType) return undefined;
  if (service.strategy && !(service.strategy.known && service.strategy.value.length === 0)) return service.strategy;
  return cluster?.defaultStrategy ?? unknown('the cluster is not known');
}

/** Kinds of capacity that tasks of the service run on. */
export function placesOf(view: ServiceView): Known<readonly Place[]> {
  const { launchType } = view.service;
  if (launchType) {
    if (!launchType.known) return launchType;
    const place = PLACES[launchType.value.toUpperCase()];
    return place ? known([place]) : unknown(`${launchType.value} is no launch type that is known`);
  }
  const strategy = strategyOf(view);
  if (!strategy?.known) return strategy ?? unknown('no strategy');
  if (strategy.value.length === 0) return known(['instances']);
  const places: Place[] = [];
  for (const { provider } of strategy.value) {
    const place = provider.known ? placeOfProvider(provider.value, view) : undefined;
    if (!place) return unknown('a capacity provider of the strategy is not declared in the input');
    places.push(place);
  }
  return known([...new Set(places)]);
}

/** Groups on whose instances tasks may be placed; empty for tasks on other capacity. */
export function groupsOf(view: ServiceView): Known<readonly InstanceGroup[]> {
  const places = placesOf(view);
  if (!places.known) return places;
  if (!places.value.includes('instances')) return known([]);
  const groups = view.capacities.filter((capacity): capacity is InstanceGroup => capacity.kind === 'instance-group');
  const strategy = strategyOf(view);
  if (!strategy?.known || strategy.value.length === 0) return known(groups);
  return known(groups.filter((group) => strategy.value.some(({ provider }) => provider.known && answersTo(group, provider.value))));
}

export function runsOnFargate(view: ServiceView): boolean {
  const places = placesOf(view);
  return places.known && places.value.some((place) => place === 'fargate' || place === 'fargate-spot');
}

/** True when the limits of Fargate hold for the task: it is registered for Fargate, or a service runs it there. */
export function isForFargate({ definition, services }: TaskView): boolean {
  const asked = definition.requiresCompatibilities;
  return (asked.known && asked.value.includes('FARGATE')) || services.some(runsOnFargate);
}

const PLACES: Readonly<Record<string, Place | undefined>> = {
  FARGATE: 'fargate', FARGATE_SPOT: 'fargate-spot', EC2: 'instances', EXTERNAL: 'external', MANAGED_INSTANCES: 'managed-instances',
};

function placeOfProvider(name: string, { capacities }: ServiceView): Place | undefined {
  if (name === 'FARGATE') return 'fargate';
  if (name === 'FARGATE_SPOT') return 'fargate-spot';
  const capacity = capacities.find((candidate) => answersTo(candidate, name));
  return capacity && (capacity.kind === 'instance-group' ? 'instances' : 'managed-instances');
}

function answersTo(capacity: Capacity, name: string): boolean {
  if (capacity.id === name) return true;
  const own = capacity.kind === 'instance-group' ? capacity.provider?.name : capacity.name;
  return (own?.known === true && own.value === name) || (capacity.kind === 'instance-group' && capacity.provider?.id === name);
}

function groupByCluster(capacities: readonly Capacity[]): ReadonlyMap<string, readonly Capacity[]> {
  const groups = new Map<string, Capacity[]>();
  for (const capacity of capacities) if (capacity.cluster.known) collect(groups, capacity.cluster.value, capacity);
  return groups;
}

function collect<T>(groups: Map<string, T[]>, key: string, item: T): void {
  const group = groups.get(key);
  if (group) group.push(item);
  else groups.set(key, [item]);
}
