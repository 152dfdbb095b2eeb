import type { CompiledRequest } from './compile';
import { IndexedChooser } from './indexed';
import { LevelCursor } from './level-cursor';
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
    if (plan.kind === 'scan') return this.oneByOne(run);
    // What a task does not take does not get less: the run would not be over, but the choice changes with each task.
    if (plan.kind === 'pack' && request[plan.by] === 0) return this.oneByOne(run);
    this.index.update();
    const parts = this.index.partsOf(request, provider, plan.counter);
    if (plan.kind === 'level') return this.placeLevels(run, parts, plan.counter);
    if (parts.length === 1) return this.pack(run, parts[0], plan.by);
    return this.packParts(run, parts, plan.by, plan.counter);
  }

  private oneByOne({ request, provider, count, placed }: Run): void {
    while (placed.length < count) {
      const instance = this.choose(request, provider);
      if (instance < 0) return;
      this.put(request, instance, 1, placed);
    }
  }

  /** Fills one instance after the other. */
  private pack({ request, count, placed }: Run, part: Part, by: 'cpu' | 'memory'): void {
    while (placed.length < count) {
      const instance = this.leastLeft(request, part, by);
      if (instance === NONE) return;
      this.put(request, instance, Math.min(this.roomFor(request, instance), count - placed.length), placed);
      this.index.update();
    }
  }

  private packParts({ request, count, placed }: Run, parts: readonly Part[], by: 'cpu' | 'memory', counter: number): void {
    const plan = { kind: 'pack', by, counter } as const;
    const choices = parts.map((part) => this.leastLeft(request, part, by));
    const rooms = choices.map((choice) => (choice === NONE ? 0 : this.roomFor(request, choice)));
    while (placed.length < count) {
      const at = this.fewestOf(request, plan, parts, choices);
      if (at === NONE) return;
      this.put(request, choices[at], 1, placed);
      rooms[at]--;
      if (rooms[at] > 0) continue;
      this.index.update();
      choices[at] = this.leastLeft(request, parts[at], by);
      if (choices[at] !== NONE) rooms[at] = this.roomFor(request, choices[at]);
    }
  }

  private placeLevels({ request, count, placed }: Run, parts: readonly Part[], counter: number): void {
    const plan = { kind: 'level', counter } as const;
    const cursors = parts.map((part) => new LevelCursor(request, this.ledger, Array.from(part.classes, (id) => this.index.pools[id])));
    const choices = cursors.map((cursor) => cursor.next());
    while (placed.length < count) {
      const at = this.fewestOf(request, plan, parts, choices);
      if (at === NONE) return;
      this.put(request, choices[at], 1, placed);
      choices[at] = cursors[at].next();
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

type RunPlan = { readonly kind: 'pack'; readonly by: 'cpu' | 'memory'; readonly counter: number } | { readonly kind: 'level'; readonly counter: number };

function quotient(left: number, needed: number): number {
  return needed === 0 ? Infinity : Math.floor(left / needed);
}
