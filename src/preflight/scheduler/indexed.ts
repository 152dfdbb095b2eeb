import type { Chooser } from './chooser';
import type { CompiledRequest } from './compile';
import { NOT_PLACED } from './engine';
import type { Ledger } from './ledger';
import { NO_COUNTER, planOf, type Plan, type RunPlan } from './plan';
import { NONE, type Pool } from './pool';
import { ReferenceChooser } from './reference';
import { LARGEST_POOL, RoomIndex, type Part } from './room-index';
import type { TieBreaker } from './tie-break';

const SCAN: Plan = { kind: 'scan' };

/** Below every number of tasks. */
const NO_TASKS = -1;

/** Finds the instance that the reference finds, by looking at few; for tasks in any order. */
export class IndexedChooser implements Chooser {
  protected readonly index: RoomIndex;
  protected readonly plans: readonly Plan[];
  private readonly reference: ReferenceChooser;

  constructor(protected readonly ledger: Ledger, tieBreaker: TieBreaker, largestPool = LARGEST_POOL) {
    this.index = new RoomIndex(ledger, largestPool);
    this.reference = new ReferenceChooser(ledger, tieBreaker);
    this.plans = ledger.compiled.requests.map((request) => (tieBreaker.rule.kind === 'first' ? planOf(request) : SCAN));
  }

  choose(request: CompiledRequest, provider: number): number {
    const plan = this.plans[request.index];
    if (plan.kind === 'scan') return this.reference.choose(request, provider);
    this.index.update();
    const parts = this.index.partsOf(request, provider, plan.counter);
    // The parts with the fewest tasks of the group first; the others only when these have no room.
    for (let tasks = this.fewestAbove(NO_TASKS, parts, plan); tasks !== Infinity; tasks = this.fewestAbove(tasks, parts, plan)) {
      const found = this.bestOf(request, plan, parts, tasks);
      if (found !== NONE) return found;
    }
    return NOT_PLACED;
  }

  /** The fewest tasks of the group in a part, above a number; Infinity when no part has more. */
  private fewestAbove(tasks: number, parts: readonly Part[], { counter }: RunPlan): number {
    let fewest = Infinity;
    for (let at = 0; at < parts.length; at++) {
      const here = this.tasksIn(parts[at], counter);
      if (here > tasks && here < fewest) fewest = here;
    }
    return fewest;
  }

  /** The best instance of the parts with that many tasks of the group, or NONE. */
  private bestOf(request: CompiledRequest, plan: RunPlan, parts: readonly Part[], tasks: number): number {
    let best = NONE;
    for (let at = 0; at < parts.length; at++) {
      if (this.tasksIn(parts[at], plan.counter) !== tasks) continue;
      const found = plan.kind === 'pack' ? this.leastLeft(request, parts[at], plan.by) : this.fewestTasks(request, parts[at]);
      if (found !== NONE && (best === NONE || this.isBetter(request, plan, found, best))) best = found;
    }
    return best;
  }

  /** Tasks of the group in a part; equal for all parts when nothing is counted. */
  protected tasksIn(part: Part, counter: number): number {
    return counter === NO_COUNTER ? 0 : this.ledger.valueCounts[counter][part.value];
  }

  /** Of the instances of a part that take the task, the one with the least left. */
  private leastLeft(request: CompiledRequest, { pools }: Part, by: 'cpu' | 'memory'): number {
    const orders = this.index.packedBy(by);
    const left = this.ledger[by];
    const tasks = this.ledger.groupRow(request.group);
    let best = NONE;
    for (let at = 0; at < pools.length; at++) {
      const found = orders[pools[at]].find(request, request[by], best);
      if (found !== NONE && (best === NONE || isBefore(found, best, left, tasks))) best = found;
    }
    return best;
  }

  private isBetter(request: CompiledRequest, plan: RunPlan, one: number, other: number): boolean {
    const tasks = this.ledger.groupRow(request.group);
    return isBefore(one, other, plan.kind === 'pack' ? this.ledger[plan.by] : tasks, tasks);
  }

  /** Of the instances of a part that take the task, the one with the fewest tasks of the group. */
  private fewestTasks(request: CompiledRequest, { pools }: Part): number {
    const tasks = this.ledger.groupRow(request.group);
    let best = NONE;
    for (let at = 0; at < pools.length; at++) {
      const pool = this.index.pools[pools[at]];
      if (best !== NONE && tasks[best] === 0 && pool.members[0] > best) break;
      const found = fewestInPool(request, pool, tasks);
      if (found !== NONE && (best === NONE || isBefore(found, best, tasks, tasks))) best = found;
    }
    return best;
  }
}

function fewestInPool(request: CompiledRequest, pool: Pool, tasks: Int32Array): number {
  let best = NONE;
  for (let place = pool.nextFit(request, 0); place !== NONE; place = pool.nextFit(request, place + 1)) {
    const instance = pool.members[place];
    if (tasks[instance] === 0) return instance;
    if (best === NONE || tasks[instance] < tasks[best]) best = instance;
  }
  return best;
}

/** By the key, then by fewest tasks, then in the order of the problem. */
export function isBefore(one: number, other: number, keys: Float64Array | Int32Array, tasks: Int32Array): boolean {
  return (keys[one] - keys[other] || tasks[one] - tasks[other] || one - other) < 0;
}
