import { CHAINS, workload } from './workload';
import { createEngine } from '../../src/preflight/scheduler/create-engine';

/**
 * A process, run with --expose-gc and a young generation large enough not to be collected, that tells how many bytes of heap one
 * placement takes once everything is compiled: single placements of the indexed engine, taken back each time.
 */
const TASKS = 20_000;

const bytes = Object.entries(CHAINS).map(([chain, strategies]) => {
  const work = workload(500, 5000, 101, strategies);
  const engine = createEngine(work.problem, { kind: 'indexed' });
  work.counts.forEach((count, request) => engine.placeMany(request, Math.floor(count * 0.7)));
  const run = (): void => {
    const before = engine.mark();
    for (let task = 0; task < TASKS; task++) {
      engine.place(task % 101);
      if (task % 100 === 99) engine.rollBack(before);
    }
    engine.rollBack(before);
  };
  for (let warm = 0; warm < 20; warm++) run();
  globalThis.gc?.();
  const before = process.memoryUsage().heapUsed;
  run();
  return [chain, (process.memoryUsage().heapUsed - before) / TASKS];
});
process.stdout.write(JSON.stringify(Object.fromEntries(bytes)));
