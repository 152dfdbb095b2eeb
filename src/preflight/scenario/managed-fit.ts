import { listsKnownTypes } from './chosen-types';
import { definitionOf } from './request';
import { taskNeeds } from './task-needs';
import { meetsRequirements, registeredMemory, type Catalog, type InstanceTypeFacts } from '../catalog';
import { assumed } from '../model';
import type { Capacity, Cluster, InstanceRequirements, Known, ManagedInstances, PlacementModel, Service, TaskDefinition } from '../model';
import type { Resources } from '../scheduler/problem';

/** Whether some instance that ECS may start for Managed Instances takes a task. */
export type ManagedFit =
  | { readonly kind: 'holds'; readonly types: number; readonly holding: number }
  /** No type that is known to meet the requirements takes it; certain when no other can. */
  | {
    readonly kind: 'too-large';
    readonly certain: boolean;
    readonly types: number;
    readonly needs: Resources;
    readonly nearest?: InstanceTypeFacts;
  }
  /** No type that is known meets the requirements, or none of those that do runs the architecture of the task. */
  | { readonly kind: 'no-type'; readonly certain: boolean; readonly architecture?: string }
  | { readonly kind: 'unknown'; readonly because: string };

/** The Managed Instances that a service runs on; undefined where it runs elsewhere, or where nothing tells. */
export function onManagedInstances(model: PlacementModel, service: Service): OnManagedInstances | undefined {
  if (!service.cluster.known) return undefined;
  const id = service.cluster.value;
  const capacity = managedCapacityOf(service, model.clusters.find((cluster) => cluster.id === id), model.capacities);
  return capacity && { service, definition: definitionOf(model, service), capacity };
}

export function managedCapacityOf(service: Service, cluster: Cluster | undefined, capacities: readonly Capacity[]): ManagedInstances | undefined {
  const strategy = service.launchType ? undefined : service.strategy ?? cluster?.defaultStrategy;
  if (!strategy?.known) return undefined;
  const names = strategy.value.flatMap(({ provider }) => (provider.known ? [provider.value] : []));
  return capacities.find(
    (capacity): capacity is ManagedInstances =>
      capacity.kind === 'managed-instances' &&
      names.some((name) => name === capacity.id || (capacity.name.known && capacity.name.value === name)),
  );
}

/** Who runs where. */
export interface OnManagedInstances {
  readonly service: Service;
  readonly definition: Known<TaskDefinition>;
  readonly capacity: ManagedInstances;
}

/** Asks the catalog which types the requirements leave, and which of them take one task of the service when nothing else runs. */
export function managedFit({ service, definition, capacity }: OnManagedInstances, catalog: Catalog): ManagedFit {
  if (!definition.known) return { kind: 'unknown', because: definition.because };
  const needs = taskNeeds(definition.value);
  if (!needs.known) return { kind: 'unknown', because: needs.because };
  const constraints = [definition.value.placementConstraints, service.placementConstraints];
  if (constraints.some((list) => !list.known || list.value.length > 0)) {
    return { kind: 'unknown', because: 'its placement constraints are not held against the types that ECS may start' };
  }
  const requirements = capacity.requirements ?? GENERAL_PURPOSE;
  const meeting = offersOf(capacity, catalog);
  const offers = meeting.filter(({ type }) => runsOn(definition.value, type));
  const sure = offers.filter(({ meets }) => meets === 'yes');
  if (offers.length === 0) return noType(meeting, definition.value, listsKnownTypes(requirements, catalog));
  const holding = offers.filter(({ type }) => holds(type, needs.value, 'least'));
  if (holding.length === 0) return tooLarge(offers, requirements, needs.value, catalog);
  if (sure.length > 0 && sure.every((offer) => holding.includes(offer))) return { kind: 'holds', types: sure.length, holding: sure.length };
  const affordable = sure.filter(({ type }) => holding.some((one) => one.type === type) && isWithinPrice(type, sure));
  // Without an architecture in the template the cheap types that hold the task may be of the other one.
  const architecture = definition.value.cpuArchitecture;
  if (affordable.length > 0 && !requirements.hasPriceLimit && architecture.known && architecture.assumed === undefined) {return { kind: 'holds', types: sure.length, holding: affordable.length };}
  return { kind: 'unknown', because: unsureText(sure, holding, requirements) };
}

function noType(meeting: readonly Offer[], { cpuArchitecture }: TaskDefinition, certain: boolean): ManagedFit {
  const architecture = meeting.length > 0 && cpuArchitecture.known ? cpuArchitecture.value : undefined;
  return { kind: 'no-type', certain, ...(architecture ? { architecture } : {}) };
}

interface Offer {
  readonly type: InstanceTypeFacts;
  readonly meets: 'yes' | 'perhaps';
}

/** The whole catalog is read once for a capacity, however many services run there. */
const OFFERS = new WeakMap<ManagedInstances, WeakMap<Catalog, readonly Offer[]>>();

function offersOf(capacity: ManagedInstances, catalog: Catalog): readonly Offer[] {
  const byCatalog = OFFERS.get(capacity) ?? new WeakMap<Catalog, readonly Offer[]>();
  OFFERS.set(capacity, byCatalog);
  const known =
    byCatalog.get(catalog) ?? catalog.names().flatMap((name) => offerOf(name, capacity.requirements ?? GENERAL_PURPOSE, catalog));
  byCatalog.set(catalog, known);
  return known;
}

function offerOf(name: string, requirements: InstanceRequirements, catalog: Catalog): readonly Offer[] {
  const type = catalog.find(name);
  if (!type || type.availability !== 'offered') return [];
  const meets = meetsRequirements(type, requirements);
  return meets === 'no' ? [] : [{ type, meets }];
}

function runsOn({ cpuArchitecture: architecture }: TaskDefinition, type: InstanceTypeFacts): boolean {
  return !architecture.known || architecture.assumed !== undefined || type.architectures.includes(architecture.value);
}

/** `most` takes what EC2 sells as free, `least` what even a newer system should leave; how much the system keeps is not published. */
function holds(type: InstanceTypeFacts, needs: Resources, reading: 'least' | 'most'): boolean {
  const memory = registeredMemory(type, 'bottlerocket');
  const free = reading === 'most' ? type.memoryMiB : (memory?.lowerBoundMiB ?? 0);
  return needs.cpu <= type.vcpu * 1024 && needs.memory <= free && needs.gpus <= type.gpus.count;
}

function tooLarge(offers: readonly Offer[], requirements: InstanceRequirements, needs: Resources, catalog: Catalog): ManagedFit {
  const doubtful = offers.some(({ type }) => holds(type, needs, 'most'));
  if (doubtful) return { kind: 'unknown', because: 'how much memory the operating system of Managed Instances keeps is not published' };
  const certain =
    isBeyond(needs.cpu, requirements.vcpu.max, 1024) ||
    isBeyond(needs.memory, requirements.memoryMiB.max, 1) ||
    listsKnownTypes(requirements, catalog);
  const nearest = [...offers].sort(
    (a, b) => b.type.memoryMiB - a.type.memoryMiB || b.type.vcpu - a.type.vcpu || (a.type.name < b.type.name ? -1 : 1),
  )[0].type;
  return { kind: 'too-large', certain, types: offers.length, needs, nearest };
}

function isBeyond(need: number, most: Known<number> | undefined, unit: number): boolean {
  return most?.known === true && need > most.value * unit;
}

/** Attribute-based selection leaves out types that cost 20 % more than the cheapest of the families C, M and R that meets the attributes. */
const PRICE_PROTECTION = 1.2;

function isWithinPrice(type: InstanceTypeFacts, sure: readonly Offer[]): boolean {
  const prices = sure.flatMap(({ type: { name, onDemandUsdPerHour } }) =>
    /^[cmr][5-9]/.test(name) && onDemandUsdPerHour !== undefined ? [onDemandUsdPerHour] : [],
  );
  return type.onDemandUsdPerHour !== undefined && prices.length > 0 && type.onDemandUsdPerHour <= Math.min(...prices) * PRICE_PROTECTION;
}

function unsureText(sure: readonly Offer[], holding: readonly Offer[], { hasPriceLimit }: InstanceRequirements): string {
  const named = holding
    .slice(0, 3)
    .map(({ type }) => type.name)
    .join(', ');
  const more = holding.length > 3 ? ` and ${holding.length - 3} more` : '';
  if (sure.length === 0) {return `${named}${more} would take a task, and whether they meet the requirements is not told by the template or the catalog`;}
  return hasPriceLimit
    ? `${named}${more} would take a task, and whether their price is within the limit of the requirements is not known`
    : `only ${named}${more} would take a task, and price protection may leave out types that cost 20 % more than the cheapest`;
}

/** Without requirements ECS chooses among types of general use. */
const GENERAL_PURPOSE: InstanceRequirements = {
  vcpu: {},
  memoryMiB: {},
  bareMetal: assumed('excluded', 'bare metal is excluded by default'),
  burstable: assumed('excluded', 'burstable types are excluded by default'),
  hasPriceLimit: false,
};
