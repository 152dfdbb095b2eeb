import { MEANINGS } from './naive-constraints';
import type { Instance, Problem, TaskRequest } from '../../../src/preflight/scheduler/problem';

/*
 * A second scheduler, written from the ECS developer guide alone and in another way than the engine: tasks are a list of
 * objects, every number is counted anew from the list, strategies sort, and constraints are not parsed. Slow on purpose.
 */

interface Task {
  readonly request: TaskRequest;
  readonly instance: Instance;
}

type Key = number;

export class NaiveEcs {
  tasks: readonly Task[] = [];
  gone: ReadonlySet<Instance> = new Set();

  constructor(private readonly problem: Problem) {}

  place(request: TaskRequest, waiting: readonly string[] = []): Instance | undefined {
    const [chosen] = this.best(request, this.provider(request, waiting));
    if (chosen !== undefined) this.tasks = [...this.tasks, { request, instance: chosen }];
    return chosen;
  }

  /** All instances that the strategies leave; the documented tie-break of the engine comes first. */
  equals(request: TaskRequest): readonly Instance[] {
    const sorted = this.best(request, this.provider(request, []));
    return sorted.filter((instance) => compare(this.keys(request, instance), this.keys(request, sorted[0])) === 0);
  }

  placeMany(request: TaskRequest, count: number): readonly Instance[] {
    const placed: Instance[] = [];
    const waiting: string[] = [];
    for (let task = 0; task < count; task++) {
      const provider = this.provider(request, waiting);
      const instance = this.place(request, waiting);
      if (instance !== undefined) placed.push(instance);
      else if (provider !== undefined) waiting.push(provider);
    }
    return placed;
  }

  placeOn(request: TaskRequest, instance: Instance): boolean {
    if (this.gone.has(instance) || !this.fits(request, instance) || !suits(request, instance)) return false;
    this.tasks = [...this.tasks, { request, instance }];
    return true;
  }

  stop(request: TaskRequest, instance: Instance): void {
    const at = this.tasks.findIndex((task) => task.request === request && task.instance === instance);
    this.tasks = this.tasks.filter((_, index) => index !== at);
  }

  stopOne(request: TaskRequest): Instance | undefined {
    const hosts = this.problem.instances.filter((instance) => this.tasks.some((task) => task.request === request && task.instance === instance));
    const [chosen] = [...hosts].sort((a, b) => compare(this.keys(request, b), this.keys(request, a)));
    if (chosen !== undefined) this.stop(request, chosen);
    return chosen;
  }

  /** All instances of which one task may end next. */
  stopEquals(request: TaskRequest): readonly Instance[] {
    const hosts = this.problem.instances.filter((instance) => this.on(instance).some((task) => task.request === request));
    return hosts.filter((host) => hosts.every((other) => compare(this.keys(request, host), this.keys(request, other)) >= 0));
  }

  lose(instance: Instance): readonly TaskRequest[] {
    const ended = this.problem.requests.flatMap((request) => this.on(instance).filter((task) => task.request === request).map(() => request));
    this.tasks = this.tasks.filter((task) => task.instance !== instance);
    this.drain(instance);
    return ended;
  }

  drain(instance: Instance): void {
    this.gone = new Set([...this.gone, instance]);
  }

  restore(instance: Instance): void {
    this.gone = new Set([...this.gone].filter((other) => other !== instance));
  }

  left(instance: Instance, dimension: 'cpu' | 'memory' | 'gpus' | 'enis'): number {
    return this.on(instance).reduce((rest, { request }) => rest - request.needs[dimension], instance.registered[dimension]);
  }

  on(instance: Instance): readonly Task[] {
    return this.tasks.filter((task) => task.instance === instance);
  }

  private best(request: TaskRequest, provider: string | undefined): readonly Instance[] {
    if (request.capacity !== undefined && provider === undefined) return [];
    const valid = this.problem.instances.filter((instance) => !this.gone.has(instance)
      && (provider === undefined || instance.group === provider)
      && this.fits(request, instance) && suits(request, instance) && this.meets(request, instance));
    const mates = (instance: Instance) => this.on(instance).filter((task) => task.request.group === request.group).length;
    return [...valid].sort((a, b) => compare([...this.keys(request, a), mates(a)], [...this.keys(request, b), mates(b)]));
  }

  private keys(request: TaskRequest, instance: Instance): readonly Key[] {
    const mates = this.tasks.filter((task) => task.request.group === request.group);
    const sharing = (name: string) => mates.filter((task) => task.instance.attributes[name] === instance.attributes[name]).length;
    const onInstance = mates.filter((task) => task.instance === instance).length;
    if (request.strategies.length === 0) return [sharing('ecs.availability-zone'), onInstance];
    return request.strategies.map((strategy) => {
      if (strategy.kind === 'random') throw new Error('the second scheduler does not draw');
      if (strategy.kind === 'binpack') return this.left(instance, strategy.by);
      return strategy.by === 'instance' ? onInstance : sharing(strategy.name);
    });
  }

  private fits(request: TaskRequest, instance: Instance): boolean {
    const enough = (['cpu', 'memory', 'gpus', 'enis'] as const).every((dimension) => this.left(instance, dimension) >= request.needs[dimension]);
    const tasks = this.on(instance);
    const tcp = [...instance.reservedTcpPorts, ...tasks.flatMap((task) => [...new Set(task.request.tcpPorts)])];
    const udp = [...instance.reservedUdpPorts, ...tasks.flatMap((task) => [...new Set(task.request.udpPorts)])];
    return enough && portsFree(request.tcpPorts, tcp) && portsFree(request.udpPorts, udp);
  }

  private meets(request: TaskRequest, instance: Instance): boolean {
    const tasks = this.on(instance);
    const crowded = (request.distinctInstance || request.daemon) && tasks.some((task) => task.request.group === request.group);
    return !crowded && request.memberOf.every(({ text }) => {
      const truth = MEANINGS[text](instance, tasks);
      return truth === 1 || (truth > 0 && request.unknownConstraintHolds);
    });
  }

  /** "The base value designates how many tasks, at a minimum, to run"; the rest is by weight. */
  private provider(request: TaskRequest, waiting: readonly string[]): string | undefined {
    const taken = (group: string) => waiting.filter((other) => other === group).length
      + this.tasks.filter((task) => task.request === request && task.instance.group === group).length;
    const items = request.capacity ?? [];
    const missing = items.find(({ group, base }) => taken(group) < base);
    if (missing !== undefined) return missing.group;
    const weighted = items.filter(({ weight }) => weight > 0).map((item) => ({ ...item, extra: taken(item.group) - item.base }));
    const total = weighted.reduce((sum, { extra }) => sum + extra, 1);
    const weights = weighted.reduce((sum, { weight }) => sum + weight, 0);
    return [...weighted].sort((a, b) => (b.weight * total - b.extra * weights) - (a.weight * total - a.extra * weights))[0]?.group;
  }
}

function suits(request: TaskRequest, instance: Instance): boolean {
  const unknown = instance.unknownAttributes ?? [];
  const has = (name: string) => name in instance.attributes || unknown.includes(name) || (unknown.includes('*') && request.unknownConstraintHolds);
  return request.requiredAttributes.every(has)
    && (request.zones === undefined || request.zones.includes(instance.zone))
    && (request.vpc === undefined || instance.vpc === undefined || request.vpc === instance.vpc);
}

function portsFree(wanted: readonly number[], taken: readonly number[]): boolean {
  return wanted.length === 0 || (!wanted.some((port) => taken.includes(port)) && new Set([...wanted, ...taken]).size <= 100);
}

function compare(a: readonly Key[], b: readonly Key[]): number {
  const at = a.findIndex((key, index) => key !== b[index]);
  return at < 0 ? 0 : a[at] - b[at];
}
