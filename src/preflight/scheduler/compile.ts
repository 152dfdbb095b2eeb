import { numberPorts, portIds, type PortNumbers } from './host-ports';
import { attributeValue, classify, ZONE_ATTRIBUTE, type InstanceClass } from './instance-class';
import type { CapacityShare, Problem, Strategy, TaskRequest } from './problem';
import { dependsOnTasks, StaticRefusals } from './static-feasibility';
import type { QueryExpression } from '../../query/parse';

/** A problem in dense numbers, with everything worked out that does not change while tasks come and go. */
export interface Compiled {
  readonly problem: Problem;
  readonly classes: readonly InstanceClass[];
  /** Class of each instance. */
  readonly classOf: Int32Array;
  /** Instance group of each instance. */
  readonly providerOf: Int32Array;
  readonly requests: readonly CompiledRequest[];
  readonly taskGroups: readonly TaskGroup[];
  readonly taskGroupIds: ReadonlyMap<string, number>;
  /** Values over which tasks of one group are counted, for `spread`. */
  readonly counters: readonly ValueCounter[];
  readonly tcp: PortNumbers;
  readonly udp: PortNumbers;
}

export interface CompiledRequest {
  readonly index: number;
  readonly source: TaskRequest;
  /** Index of the task group. */
  readonly group: number;
  readonly cpu: number;
  readonly memory: number;
  readonly gpus: number;
  readonly enis: number;
  readonly tcpPorts: Int32Array;
  readonly udpPorts: Int32Array;
  /** True when an instance takes at most one task of the group: `distinctInstance`, or a daemon. */
  readonly alone: boolean;
  /** By instance class: SUITED, CONSTRAINED or UNSUITED. */
  readonly staticRefusals: Uint8Array;
  /** Constraints to ask at each placement. */
  readonly changing: readonly QueryExpression[];
  readonly rules: readonly Rule[];
  /** Undefined: any instance. */
  readonly shares?: readonly CompiledShare[];
}

export interface CompiledShare {
  readonly provider: number;
  readonly base: number;
  readonly weight: number;
}

/** A placement strategy; `counter` is an index into `counters`. */
export type Rule =
  | { readonly kind: 'spread-instance' }
  | { readonly kind: 'spread-value'; readonly counter: number }
  | { readonly kind: 'binpack'; readonly by: 'cpu' | 'memory' }
  | { readonly kind: 'random' };

export interface TaskGroup {
  readonly name: string;
  readonly requests: readonly number[];
  /** Counters to keep when a task of the group comes or goes. */
  readonly counters: readonly number[];
}

export interface ValueCounter {
  /** Value of each instance; an instance without the attribute has a value of its own. */
  readonly valueOf: Int32Array;
  readonly values: number;
}

/** What ECS does for a service that names no strategy. */
const SERVICE_DEFAULT: readonly Strategy[] = [
  { kind: 'spread', by: 'attribute', name: ZONE_ATTRIBUTE },
  { kind: 'spread', by: 'instance' },
];

export function compile(problem: Problem): Compiled {
  const { classes, classOf } = classify(problem.instances);
  const providers = numbered([
    ...problem.instances.map(({ group }) => group),
    ...problem.requests.flatMap(({ capacity = [] }) => capacity.map(({ group }) => group)),
  ]);
  const tcp = numberPorts(problem.requests.map((request) => request.tcpPorts));
  const udp = numberPorts(problem.requests.map((request) => request.udpPorts));
  const taskGroupIds = numbered(problem.requests.map(({ group }) => group));
  const counters = new Counters(classes, classOf);
  const numbers = { providers, tcp, udp, taskGroupIds, counters, refusals: new StaticRefusals(classes) };
  const requests = problem.requests.map((source, index) => compileRequest(source, index, numbers));
  const members: number[][] = Array.from(taskGroupIds, () => []);
  for (const { group, index } of requests) members[group].push(index);
  return {
    problem,
    classes,
    classOf,
    providerOf: Int32Array.from(problem.instances, ({ group }) => providers.get(group)!),
    requests,
    taskGroups: [...taskGroupIds].map(([name, id]) => ({ name, requests: members[id], counters: counters.ofGroup(id) })),
    taskGroupIds,
    counters: counters.list,
    tcp,
    udp,
  };
}

/** What the names of a problem are numbered by. */
interface Numbers extends Pick<Compiled, 'tcp' | 'udp' | 'taskGroupIds'> {
  readonly providers: ReadonlyMap<string, number>;
  readonly counters: Counters;
  readonly refusals: StaticRefusals;
}

function compileRequest(source: TaskRequest, index: number, { tcp, udp, taskGroupIds, providers, counters, refusals }: Numbers): CompiledRequest {
  const group = taskGroupIds.get(source.group)!;
  return {
    index,
    source,
    group,
    cpu: need(source, 'cpu'),
    memory: need(source, 'memory'),
    gpus: need(source, 'gpus'),
    enis: need(source, 'enis'),
    tcpPorts: portIds(source.tcpPorts, tcp),
    udpPorts: portIds(source.udpPorts, udp),
    alone: source.distinctInstance || source.daemon,
    staticRefusals: refusals.of(source),
    changing: source.memberOf.filter(({ tree }) => dependsOnTasks(tree)),
    rules: (source.strategies.length === 0 ? SERVICE_DEFAULT : source.strategies).map((strategy) => ruleOf(strategy, group, counters)),
    shares: source.capacity && sharesOf(source.capacity, providers),
  };
}

/** The share of an instance group in a capacity provider strategy, or -1. */
export function shareOf(request: CompiledRequest, provider: number): number {
  return request.shares === undefined ? -1 : request.shares.findIndex((share) => share.provider === provider);
}

function ruleOf(strategy: Strategy, group: number, counters: Counters): Rule {
  if (strategy.kind !== 'spread') return strategy;
  return strategy.by === 'instance' ? { kind: 'spread-instance' } : { kind: 'spread-value', counter: counters.of(group, strategy.name) };
}

/** A group that is named twice has one share: ECS refuses the list, and a sum loses nothing. */
function sharesOf(capacity: readonly CapacityShare[], providers: ReadonlyMap<string, number>): readonly CompiledShare[] {
  const shares = new Map<number, CompiledShare>();
  for (const { group, base, weight } of capacity) {
    const provider = providers.get(group)!;
    const before = shares.get(provider);
    shares.set(provider, { provider, base: (before?.base ?? 0) + base, weight: (before?.weight ?? 0) + weight });
  }
  return [...shares.values()];
}

/** Whole units; a share of a unit takes the whole. Beyond 2^53 no instance has room, as registered amounts end there. */
function need(request: TaskRequest, dimension: keyof TaskRequest['needs']): number {
  const value = request.needs[dimension];
  if (!(value >= 0)) throw new RangeError(`needs.${dimension} of ${request.id} must be 0 or more, got ${value}`);
  return Math.ceil(value);
}

function numbered(names: readonly string[]): ReadonlyMap<string, number> {
  return new Map([...new Set(names)].map((name, id) => [name, id]));
}

/** Collects which attribute each task group is spread over. */
class Counters {
  readonly list: ValueCounter[] = [];
  private readonly idsOfGroup = new Map<number, Map<string, number>>();
  private readonly valuesOf = new Map<string, ValueCounter>();

  constructor(
    private readonly classes: readonly InstanceClass[],
    private readonly classOf: Int32Array,
  ) {}

  of(group: number, name: string): number {
    const ids = this.idsOfGroup.get(group) ?? new Map<string, number>();
    this.idsOfGroup.set(group, ids);
    const id = ids.get(name) ?? this.list.push(this.values(name)) - 1;
    ids.set(name, id);
    return id;
  }

  ofGroup(group: number): readonly number[] {
    return [...(this.idsOfGroup.get(group)?.values() ?? [])];
  }

  private values(name: string): ValueCounter {
    const before = this.valuesOf.get(name);
    if (before !== undefined) return before;
    const ids = new Map<string | undefined, number>();
    const ofClass = this.classes.map((instanceClass) => {
      const value = attributeValue(instanceClass, name);
      if (!ids.has(value)) ids.set(value, ids.size);
      return ids.get(value)!;
    });
    const counter = { valueOf: this.classOf.map((id) => ofClass[id]), values: ids.size };
    this.valuesOf.set(name, counter);
    return counter;
  }
}
