import { fastest } from './table';
import type { Workload } from './workload';
import { createEngine, type EngineKind } from '../../src/preflight/scheduler/create-engine';
import type { Engine } from '../../src/preflight/scheduler/engine';
import { Random } from '../../src/preflight/scheduler/random';

export interface Timing {
  readonly elapsed: number;
  readonly placed: number;
  /** Of how many tasks of each service run on each instance. */
  readonly hash: number;
}

/** The fastest of several runs. Each one starts from the empty cluster, in the same engine. */
export function timePlacing(work: Workload, kind: EngineKind, runs: number, place: (engine: Engine) => void): Timing {
  const engine = createEngine(work.problem, { kind });
  const empty = engine.mark();
  const elapsed = Math.min(...Array.from({ length: runs }, () => {
    engine.rollBack(empty);
    engine.place(0);
    engine.rollBack(empty);
    return fastest(1, () => place(engine));
  }));
  return { elapsed, ...summary(engine) };
}

/** All tasks of a service, then those of the next. */
export function byService(engine: Engine, { counts }: Workload): void {
  counts.forEach((count, request) => engine.placeMany(request, count));
}

/** All tasks, in an order that has nothing to do with their services. */
export function taskOrder({ counts }: Workload): readonly number[] {
  return new Random(1).shuffle(counts.flatMap((count, request) => Array<number>(count).fill(request)));
}

function summary(engine: Engine): { readonly placed: number; readonly hash: number } {
  let placed = 0;
  let hash = 0;
  engine.problem.requests.forEach((_, request) => {
    placed += engine.count(request);
    engine.problem.instances.forEach((__, instance) => { hash = (hash * 31 + engine.countOn(request, instance)) % 1_000_000_007; });
  });
  return { placed, hash };
}
