import { requiredAttributes } from './capabilities';
import type { Reading } from './reading';
import { hostPorts, isForWindows, taskNeeds } from './task-needs';
import { parseQuery, type QueryExpression } from '../../query/parse';
import { unknown } from '../model';
import type {
  Cluster,
  InstanceGroup,
  Known,
  PlacementConstraint,
  PlacementModel,
  PlacementStrategy,
  Service,
  StrategyItem,
  TaskDefinition,
} from '../model';
import { MAX_TASKS_PER_CALL } from '../scheduler/engine';
import type { CapacityShare, Strategy, TaskRequest } from '../scheduler/problem';

export interface CompiledRequest {
  readonly request: TaskRequest;
  readonly desired: number;
  readonly assumptions: readonly string[];
}

export interface NotSimulated {
  readonly because: string;
  readonly takesRoom: boolean;
}

/** A service as the scheduler sees it, or why it cannot be simulated on container instances. */
export function requestOf(
  model: PlacementModel,
  cluster: Cluster,
  groups: readonly InstanceGroup[],
  service: Service,
  reading: Reading,
): CompiledRequest | NotSimulated {
  const place = capacityOf(cluster, groups, service);
  if ('because' in place) return place;
  const missing = (value: { readonly because: string }): NotSimulated => ({ because: value.because, takesRoom: true });
  const definition = definitionOf(model, service);
  if (!definition.known) return missing(definition);
  const needs = taskNeeds(definition.value);
  if (!needs.known) return missing(needs);
  const ports = hostPorts(definition.value);
  if (!ports.known) return missing({ because: `a host port of ${definition.value.subject.constructPath} is unknown: ${ports.because}` });
  if (!service.schedulingStrategy.known) return missing(service.schedulingStrategy);
  const daemon = service.schedulingStrategy.value === 'DAEMON';
  if (!daemon && !service.desiredCount.known) return missing({ because: `the desired count is unknown: ${service.desiredCount.because}` });
  if (service.desiredCount.known && service.desiredCount.value > MAX_TASKS_PER_CALL) {
    return missing({ because: `a desired count of ${service.desiredCount.value} is beyond every quota of ECS, which runs 5,000 tasks per service unless raised` });
  }
  const strategies = readStrategies(service.placementStrategies);
  if (!strategies.known) return missing(strategies);
  const constraints = readConstraints(service, definition.value);
  if ('because' in constraints) return missing(constraints);
  const network = needs.value.enis > 0 ? service.network : undefined;
  const request: TaskRequest = {
    id: service.id,
    group: `service:${service.name.known ? service.name.value : service.id}`,
    needs: needs.value,
    tcpPorts: ports.value.tcp,
    udpPorts: ports.value.udp,
    requiredAttributes: requiredAttributes(definition.value, service),
    zones:
      network?.zones.known && network.zones.value.length > 0 && groups.every(({ zones }) => zones.known && isNamedLike(zones, network.zones))
        ? network.zones.value
        : undefined,
    vpc: network?.vpc.known ? network.vpc.value : undefined,
    memberOf: constraints.memberOf,
    distinctInstance: constraints.distinct,
    strategies: strategies.value,
    capacity: place.shares,
    daemon,
    unknownConstraintHolds: reading.constraints === 'hold',
  };
  return { request, desired: daemon || !service.desiredCount.known ? 0 : service.desiredCount.value, assumptions: [] };
}

/** The task definition of a service, when its sizes are visible. */
export function definitionOf(model: PlacementModel, service: Service): Known<TaskDefinition> {
  const id = service.taskDefinition;
  if (!id.known) return unknown(`the task definition is unknown: ${id.because}`);
  const definition = model.taskDefinitions.find((candidate) => candidate.id === id.value);
  if (!definition || definition.imported) return unknown(`the task definition ${id.value} is not part of the input`);
  return { known: true, value: definition };
}

export type Placing =
  { readonly kind: 'instances'; readonly shares?: readonly CapacityShare[] } | (NotSimulated & { readonly kind: 'elsewhere' });

const ELSEWHERE: Readonly<Record<string, string | undefined>> = {
  FARGATE: 'fargate',
  EXTERNAL: 'launch type EXTERNAL runs on registered servers, whose size no template tells',
  MANAGED_INSTANCES: 'launch type MANAGED_INSTANCES names no capacity provider, so its requirements are not visible',
};

/** Where the tasks go: any instance (launch type EC2), the groups of a strategy, or not on instances at all. */
export function capacityOf(cluster: Cluster, groups: readonly InstanceGroup[], service: Service): Placing {
  const elsewhere = (because: string, takesRoom = false): Placing => ({ kind: 'elsewhere', because, takesRoom });
  if (service.launchType) {
    if (!service.launchType.known) return elsewhere(`the launch type is unknown: ${service.launchType.because}`, true);
    if (service.launchType.value === 'EC2') return { kind: 'instances' };
    return elsewhere(ELSEWHERE[service.launchType.value] ?? `launch type ${service.launchType.value} is none that is known`);
  }
  const own = service.strategy ?? cluster.defaultStrategy;
  if (!own.known) return elsewhere(`the capacity provider strategy is unknown: ${own.because}`, true);
  if (own.value.length === 0) return { kind: 'instances' };
  return strategyPlacing(own.value, groups, elsewhere);
}

function strategyPlacing(
  items: readonly StrategyItem[],
  groups: readonly InstanceGroup[],
  elsewhere: (because: string, takesRoom?: boolean) => Placing,
): Placing {
  const shares: CapacityShare[] = [];
  for (const item of items) {
    if (!item.provider.known) return elsewhere(`a capacity provider is unknown: ${item.provider.because}`, true);
    const name = item.provider.value;
    if (name === 'FARGATE' || name === 'FARGATE_SPOT') return elsewhere('fargate');
    const group = groups.find(
      (candidate) =>
        candidate.id === name ||
        candidate.provider?.id === name ||
        (candidate.provider?.name.known && candidate.provider.name.value === name),
    );
    if (!group) return elsewhere(`the capacity provider ${name} is not an Auto Scaling group of this input`);
    if (!item.base.known) return elsewhere(`the base of ${name} is unknown: ${item.base.because}`, true);
    if (!item.weight.known) return elsewhere(`the weight of ${name} is unknown: ${item.weight.because}`, true);
    shares.push({ group: group.id, base: item.base.value, weight: item.weight.value });
  }
  return { kind: 'instances', shares };
}

function readStrategies(value: Known<readonly PlacementStrategy[]>): Known<readonly Strategy[]> {
  if (!value.known) return unknown(`the placement strategies are unknown: ${value.because}`);
  const out: Strategy[] = [];
  for (const item of value.value) {
    if (!item.type.known) return unknown(`a placement strategy is unknown: ${item.type.because}`);
    if (item.field && !item.field.known) return unknown(`the field of a placement strategy is unknown: ${item.field.because}`);
    const strategy = strategyOf(item.type.value, item.field?.known ? item.field.value : undefined);
    if (!strategy) {
      return unknown(
        `the field ${item.field?.known ? item.field.value : ''} of a ${item.type.value} strategy is not one that ECS documents`,
      );
    }
    out.push(strategy);
  }
  return { known: true, value: out };
}

/** Fields are read without case, because ECS accepts the capitals that stock CDK writes. */
function strategyOf(type: 'spread' | 'binpack' | 'random', field = ''): Strategy | undefined {
  const lower = field.toLowerCase();
  if (type === 'random') return { kind: 'random' };
  if (type === 'binpack') return lower === 'cpu' || lower === 'memory' ? { kind: 'binpack', by: lower } : undefined;
  if (lower === 'instanceid' || lower === 'host') return { kind: 'spread', by: 'instance' };
  return lower.startsWith('attribute:') ? { kind: 'spread', by: 'attribute', name: field.slice('attribute:'.length) } : undefined;
}

/** Windows containers do not run on Linux; ECS does not document whether the scheduler looks at it, and the task would not start. */
const ON_WINDOWS = parsedQuery('attribute:ecs.os-type == windows');

function parsedQuery(text: string): QueryExpression {
  const parsed = parseQuery(text);
  if (!parsed.ok) throw new Error(parsed.error.message);
  return parsed.expression;
}

function readConstraints(
  service: Service,
  definition: TaskDefinition,
): { readonly memberOf: readonly QueryExpression[]; readonly distinct: boolean } | { readonly because: string } {
  const all: PlacementConstraint[] = [];
  for (const list of [definition.placementConstraints, service.placementConstraints]) {
    if (!list.known) return { because: `the placement constraints are unknown: ${list.because}` };
    all.push(...list.value);
  }
  const memberOf: QueryExpression[] = isForWindows(definition) ? [ON_WINDOWS] : [];
  let distinct = false;
  for (const constraint of all) {
    if (!constraint.type.known) return { because: `a placement constraint is unknown: ${constraint.type.because}` };
    if (constraint.type.value === 'distinctInstance') {
      distinct = true;
    } else {
      const text = constraint.expression ?? unknown('a memberOf constraint has no expression');
      if (!text.known) return { because: `a placement constraint is unknown: ${text.because}` };
      const parsed = parseQuery(text.value);
      if (!parsed.ok) return { because: `the expression ${JSON.stringify(text.value)} cannot be read: ${parsed.error.message}` };
      memberOf.push(parsed.expression);
    }
  }
  return { memberOf, distinct };
}

/** A zone that is named and one that is taken by its position may be the same one, so such lists cannot be compared. */
function isNamedLike(one: Known<unknown>, other: Known<unknown>): boolean {
  return one.known && other.known && (one.assumed === undefined) === (other.assumed === undefined);
}
