import type { Instance, Problem, Strategy, TaskRequest } from '../../../src/preflight/scheduler/problem';

/** What can happen to one service over all orders and all ties. */
export interface Possible {
  readonly placed: boolean;
  readonly refused: boolean;
}

export interface Truth {
  readonly services: readonly Possible[];
  /** True when some order places every task of every service. */
  readonly everything: boolean;
}

interface State {
  readonly left: readonly number[];
  readonly refused: readonly boolean[];
  /** Tasks of each request on each instance: [instance][request]. */
  readonly on: readonly (readonly number[])[];
}

/**
 * Every order in which single tasks can be met, and every choice among instances that the strategies leave equal.
 * Written from the ECS page and by hand, with nothing of the scheduler in it; only for a handful of tasks.
 */
export function exhaust(problem: Problem, counts: readonly number[], accepts: (instance: number, request: number) => boolean): Truth {
  const services = counts.map(() => ({ placed: false, refused: false }));
  let everything = false;
  const seen = new Set<string>();
  const open: State[] = [{ left: counts, refused: counts.map(() => false), on: problem.instances.map(() => counts.map(() => 0)) }];
  for (let state = open.pop(); state !== undefined; state = open.pop()) {
    const key = `${state.left.join()};${state.refused.join()};${state.on.map((tasks) => tasks.join()).join(';')}`;
    if (seen.has(key)) continue;
    seen.add(key);
    const waiting = counts.flatMap((_, request) => (state.left[request] > 0 && !state.refused[request] ? [request] : []));
    if (waiting.length === 0) {
      state.refused.forEach((refused, request) => (services[request][refused ? 'refused' : 'placed'] = true));
      everything ||= state.refused.every((refused) => !refused);
    }
    for (const request of waiting) open.push(...after(problem, state, request, accepts));
  }
  return { services, everything };
}

/** All states in which the next task of the request may leave the cluster. */
function after(problem: Problem, state: State, request: number, accepts: (instance: number, request: number) => boolean): readonly State[] {
  const wanted = problem.requests[request];
  const feasible = problem.instances.flatMap((_, instance) =>
    accepts(instance, request) && fits(problem, state, instance, wanted) ? [instance] : []);
  if (feasible.length === 0) return [{ ...state, refused: state.refused.map((refused, other) => refused || other === request) }];
  const left = state.left.map((count, other) => (other === request ? count - 1 : count));
  return favourites(problem, state, request, feasible).map((chosen) => ({
    ...state,
    left,
    on: state.on.map((tasks, instance) => (instance === chosen ? tasks.map((count, other) => (other === request ? count + 1 : count)) : tasks)),
  }));
}

function fits(problem: Problem, state: State, instance: number, wanted: TaskRequest): boolean {
  const offered = problem.instances[instance];
  const tasks = state.on[instance];
  const running = problem.requests.slice(0, tasks.length).filter((_, request) => tasks[request] > 0);
  if (wanted.distinctInstance && running.some((other) => other.group === wanted.group)) return false;
  if ((['cpu', 'memory', 'enis'] as const).some((kind) => remaining(problem, state, instance, kind) < wanted.needs[kind])) return false;
  const taken = [...offered.reservedTcpPorts, ...running.flatMap((other) => other.tcpPorts)];
  return wanted.tcpPorts.every((port) => !taken.includes(port)) && taken.length + wanted.tcpPorts.length <= 100;
}

function remaining(problem: Problem, state: State, instance: number, kind: 'cpu' | 'memory' | 'enis'): number {
  const taken = state.on[instance].reduce((sum, count, request) => sum + count * problem.requests[request].needs[kind], 0);
  return problem.instances[instance].registered[kind] - taken;
}

/** The instances that the strategies, one after the other, like best. */
function favourites(problem: Problem, state: State, request: number, feasible: readonly number[]): readonly number[] {
  let best = feasible;
  const { strategies } = problem.requests[request];
  for (const strategy of strategies.length > 0 ? strategies : DEFAULT) {
    if (strategy.kind === 'random') return best;
    const keys = best.map((instance) => keyOf(problem, state, request, instance, strategy));
    const least = Math.min(...keys);
    best = best.filter((_, position) => keys[position] === least);
  }
  return best;
}

const DEFAULT: readonly Strategy[] = [{ kind: 'spread', by: 'attribute', name: 'ecs.availability-zone' }, { kind: 'spread', by: 'instance' }];

function keyOf(problem: Problem, state: State, request: number, instance: number, strategy: Exclude<Strategy, { readonly kind: 'random' }>): number {
  if (strategy.kind === 'binpack') return remaining(problem, state, instance, strategy.by);
  if (strategy.by === 'instance') return state.on[instance][request];
  const valueOf = (other: Instance) => other.attributes[strategy.name];
  const value = valueOf(problem.instances[instance]);
  return problem.instances.reduce((sum, other, index) => sum + (valueOf(other) === value ? state.on[index][request] : 0), 0);
}
