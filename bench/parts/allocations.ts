import { CHAINS, workload, type Workload } from './workload';
import { createEngine } from '../../src/preflight/scheduler/create-engine';
import type { Engine } from '../../src/preflight/scheduler/engine';

/**
 * A process, run with --expose-gc and a young generation large enough not to be collected, that tells how many bytes of heap one
 * placement takes once everything is compiled. Everything is taken back each time.
 */
const TASKS = 20_000;

/** Tasks of a run: what a run takes for itself counts little in each of its placements. */
const RUN = 500;

/** Single placements of the indexed engine. */
function single(engine: Engine): void {
  const before = engine.mark();
  for (let task = 0; task < TASKS; task++) {
    engine.place(task % 101);
    if (task % 100 === 99) engine.rollBack(before);
  }
  engine.rollBack(before);
}

/** Runs of one service each. What they take beside the list of instances that each call hands back. */
function runs(engine: Engine): void {
  const before = engine.mark();
  for (let run = 0; run < TASKS / RUN; run++) {
    engine.placeMany(run, RUN);
    if (run % 4 === 3) engine.rollBack(before);
  }
  engine.rollBack(before);
}

/** Lists as long as those of `runs`, grown task by task. */
function lists(): readonly (readonly number[])[] {
  return Array.from({ length: TASKS / RUN }, () => {
    const list: number[] = [];
    for (let task = 0; task < RUN; task++) list.push(task);
    return list;
  });
}

/** The least of several rounds: the compiler of Node takes heap, too, at times of its own. */
function bytesOf(work: () => unknown): number {
  for (let warm = 0; warm < 40; warm++) work();
  return Math.min(...Array.from({ length: 9 }, () => heapTaken(work))) / TASKS;
}

function heapTaken(work: () => unknown): number {
  globalThis.gc?.();
  const before = process.memoryUsage().heapUsed;
  work();
  return process.memoryUsage().heapUsed - before;
}

function engineOf(work: Workload, kind: 'indexed' | 'batched'): Engine {
  const engine = createEngine(work.problem, { kind });
  work.counts.forEach((count, request) => engine.placeMany(request, Math.floor(count * (kind === 'indexed' ? 0.7 : 0.2))));
  return engine;
}

const listBytes = bytesOf(lists);
const bytes = Object.entries(CHAINS).flatMap(([chain, strategies]) => {
  const work = workload(500, 5000, 101, strategies);
  const [indexed, batched] = [engineOf(work, 'indexed'), engineOf(work, 'batched')];
  return [
    [`indexed, ${chain}`, bytesOf(() => single(indexed))],
    [`batched, ${chain}`, bytesOf(() => runs(batched)) - listBytes],
  ];
});
process.stdout.write(JSON.stringify(Object.fromEntries(bytes)));
