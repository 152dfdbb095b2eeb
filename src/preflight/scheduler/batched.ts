import type { CompiledRequest } from './compile';
import { IndexedChooser } from './indexed';
import { LevelCursor } from './level-cursor';
import { PackCursor } from './pack-cursor';
import type { Plan } from './plan';
import { NONE } from './pool';
import type { Part } from './room-index';

/**
 * Places identical tasks in runs. Under binpack the chosen instance only gets fuller, so it stays the choice until it takes
 * no more. Under spread over instances, all instances get one task before any gets another. With a spread over zones before,
 * the same holds inside each zone.
 */
export class BatchedChooser extends IndexedChooser {
  placeRun(request: CompiledRequest, provider: number, count: number, placed: number[]): void {
    const plan = this.plans[request.index];
    const run = { request, provider, count, placed };
    // When the task needs nothing of what is packed by, an instance that got a task is not the next choice for that.
    if (plan.kind === 'scan' || (plan.kind === 'pack' && request[plan.by] === 0)) return this.oneByOne(run);
    this.index.update();
    const parts = this.index.partsOf(request, provider, plan.counter);
    const cursors = parts.map((part) => this.cursorOf(request, plan, part));
    if (plan.kind === 'pack' && cursors.length === 1) return this.fill(run, cursors[0]);
    return this.takeTurns(run, plan, parts, cursors);
  }

  private cursorOf(request: CompiledRequest, plan: RunPlan, part: Part): RunCursor {
    if (plan.kind === 'pack') return new PackCursor(request, plan.by, this.ledger, this.index, part);
    return new LevelCursor(request, this.ledger, Array.from(part.pools, (pool) => this.index.pools[pool]));
  }

  private oneByOne({ request, provider, count, placed }: Run): void {
    while (placed.length < count) {
      const instance = this.choose(request, provider);
      if (instance === NONE) return;
      this.put(request, instance, 1, placed);
    }
  }

  /** Fills one instance after the other. */
  private fill({ request, count, placed }: Run, cursor: RunCursor): void {
    while (placed.length < count) {
      const instance = cursor.next();
      if (instance === NONE) return;
      this.put(request, instance, Math.min(this.roomFor(request, instance), count - placed.length), placed);
    }
  }

  /** Each task goes to the part with the fewest tasks of the group. */
  private takeTurns({ request, count, placed }: Run, plan: RunPlan, parts: readonly Part[], cursors: readonly RunCursor[]): void {
    const choices = placed.length < count ? cursors.map((cursor) => cursor.next()) : [];
    while (placed.length < count) {
      const at = this.fewestOf(request, plan, parts, choices);
      if (at === NONE) return;
      this.put(request, choices[at], 1, placed);
      if (placed.length < count) choices[at] = cursors[at].next();
    }
  }

  /** The part with the fewest tasks of the group among those that have room; with equally many, the one with the better choice. */
  private fewestOf(request: CompiledRequest, plan: RunPlan, parts: readonly Part[], choices: readonly number[]): number {
    let best = NONE;
    let fewest = Infinity;
    for (let at = 0; at < parts.length; at++) {
      if (choices[at] === NONE) continue;
      const tasks = this.tasksIn(parts[at], plan.counter);
      if (tasks > fewest || (tasks === fewest && !this.isBetter(request, plan, choices[at], choices[best]))) continue;
      best = at;
      fewest = tasks;
    }
    return best;
  }

  private put(request: CompiledRequest, instance: number, tasks: number, placed: number[]): void {
    this.ledger.change(request, instance, tasks);
    for (let task = 0; task < tasks; task++) placed.push(instance);
  }

  /** How many tasks of the request an instance takes that takes at least one. */
  private roomFor(request: CompiledRequest, instance: number): number {
    if (request.alone || request.tcpPorts.length + request.udpPorts.length > 0) return 1;
    const { cpu, memory, gpus, enis } = this.ledger;
    return Math.min(
      quotient(cpu[instance], request.cpu),
      quotient(memory[instance], request.memory),
      quotient(gpus[instance], request.gpus),
      quotient(enis[instance], request.enis),
    );
  }
}

interface Run {
  readonly request: CompiledRequest;
  readonly provider: number;
  readonly count: number;
  readonly placed: number[];
}

type RunPlan = Exclude<Plan, { kind: 'scan' }>;

/** Hands out one instance after the other, for the tasks of one run. */
interface RunCursor {
  next(): number;
}

function quotient(left: number, needed: number): number {
  return needed === 0 ? Infinity : Math.floor(left / needed);
}
