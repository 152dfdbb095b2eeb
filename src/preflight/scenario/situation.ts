import { chosenTypes } from './chosen-types';
import { growingGroup, refreshedGroup, type GrowingGroup, type RefreshedGroup } from './groups';
import { growthOf, unusedGrowth } from './growth';
import { instancesOf } from './instances';
import type { SimulationOptions } from './options';
import type { Reading } from './reading';
import { requestOf } from './request';
import { valueOr } from '../model';
import type { Capacity, Cluster, InstanceGroup, PlacementModel, Service } from '../model';
import type { Instance, Problem, TaskRequest } from '../scheduler/problem';

/**
 * One cluster as the scheduler sees it in one reading. The first half of the requests are the services as they
 * are, the second half their next revisions, so that `next = current + services.length`.
 */
export interface Situation {
  readonly cluster: Cluster;
  readonly problem: Problem;
  /** Services with requests, in the order of the template. */
  readonly services: readonly SimulatedService[];
  /** Services that cannot be simulated, with the half sentence that says why. */
  readonly leftOut: readonly LeftOutService[];
  /** Instances bought as Spot, by the path of their group. */
  readonly spotInstances: ReadonlyMap<string, readonly number[]>;
  readonly groups: readonly RefreshedGroup[];
  /** Groups that managed scaling raises as tasks wait. */
  readonly growing: readonly GrowingGroup[];
  /** Facts that the reading chose because the template does not tell them. */
  readonly assumptions: readonly string[];
}

export type { GrowingGroup, RefreshedGroup } from './groups';

export interface SimulatedService {
  readonly service: Service;
  readonly desired: number;
  readonly daemon: boolean;
}

export interface LeftOutService {
  readonly service: Service;
  readonly because: string;
  /** True when its tasks take room on the instances of this cluster, so that nobody else's room is certain. */
  readonly takesRoom: boolean;
}

export function situationOf(model: PlacementModel, cluster: Cluster, reading: Reading, options: SimulationOptions): Situation {
  const assumptions: string[] = [];
  const groups = model.capacities.filter(
    (capacity): capacity is InstanceGroup => capacity.kind === 'instance-group' && runsIn(capacity, cluster),
  );
  const instances: Instance[] = [];
  const spotInstances = new Map<string, readonly number[]>();
  const refreshed: RefreshedGroup[] = [];
  const growing: GrowingGroup[] = [];
  for (const group of groups) {
    const growth = growthOf(model, cluster, groups, group);
    const made = instancesOf(group, growth, reading, options);
    spotInstances.set(group.subject.constructPath, spotOf(group, instances.length, made.instances.length));
    const positions = made.instances.map((_, position) => instances.length + position);
    refreshed.push(refreshedGroup(group, positions));
    const grows = growingGroup(group, growth, positions, reading, options);
    if (grows) growing.push(grows);
    instances.push(...made.instances);
    assumptions.push(...made.assumptions, ...unusedGrowth(group, growth));
  }
  const services: SimulatedService[] = [];
  const requests: TaskRequest[] = [];
  const leftOut: LeftOutService[] = [];
  for (const service of model.services.filter((candidate) => runsIn(candidate, cluster))) {
    const compiled = requestOf(model, cluster, groups, service, reading);
    if ('because' in compiled) {leftOut.push({ service, because: compiled.because, takesRoom: compiled.takesRoom });} else {
      services.push({ service, desired: compiled.desired, daemon: compiled.request.daemon });
      requests.push(compiled.request);
      assumptions.push(...compiled.assumptions);
    }
  }
  const next = requests.map((request) => ({ ...request, id: `${request.id} (next)` }));
  return {
    cluster,
    problem: { instances, requests: [...requests, ...next] },
    services,
    leftOut,
    spotInstances,
    groups: refreshed.filter((group) => group.instances.length > 0),
    growing,
    assumptions: [...new Set(assumptions)].sort(),
  };
}

/** Positions of a group's Spot instances: On-Demand comes first, up to the base and the percentage above it. */
function spotOf(group: InstanceGroup, first: number, count: number): readonly number[] {
  if (!group.purchase.known || group.purchase.value.kind === 'on-demand') return [];
  const { kind, onDemandBase = 0, onDemandPercentageAboveBase = 100 } = group.purchase.value;
  const base = Math.min(count, onDemandBase);
  const onDemand = kind === 'spot' ? 0 : base + Math.ceil(((count - base) * onDemandPercentageAboveBase) / 100);
  return Array.from({ length: count - onDemand }, (_, position) => first + onDemand + position);
}

/** Groups whose size, types or zones are hidden: nothing about room in this cluster is certain. */
export function hiddenCapacity(model: PlacementModel, cluster: Cluster, { catalog }: SimulationOptions): string | undefined {
  if (cluster.imported) return 'the cluster is only named in the input, so its container instances are not visible';
  const groups = model.capacities.filter(
    (capacity): capacity is InstanceGroup => capacity.kind === 'instance-group' && runsIn(capacity, cluster),
  );
  if (groups.length === 0) return 'no container instance of the input registers with its cluster; instances of other stacks are not visible';
  for (const group of groups) {
    const chosen = chosenTypes(group, catalog);
    if (chosen?.types.length === 0) return `no instance type that is known meets the requirements of ${group.subject.constructPath}`;
    const hidden = [...(chosen ? [] : [group.instanceTypes]), group.maxSize, group.desiredCapacity].find((value) => !value.known);
    if (hidden && !hidden.known) return `${group.subject.constructPath} is not fully known: ${hidden.because}`;
  }
  for (const group of groups) {
    const strange = valueOr(group.instanceTypes, []).filter((name) => !catalog.find(name));
    if (strange.length > 0) return `the size of ${strange.join(', ')} of ${group.subject.constructPath} is not in the catalog`;
  }
  const stray = model.capacities.find((capacity) => !capacity.cluster.known);
  if (stray && !stray.cluster.known) return `${stray.subject.constructPath} may belong to this cluster: ${stray.cluster.because}`;
  return undefined;
}

function runsIn(thing: Capacity | Service, cluster: Cluster): boolean {
  return thing.cluster.known && thing.cluster.value === cluster.id;
}
