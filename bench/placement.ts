import { fastest, milliseconds, perSecond, type BenchRow } from './parts/table';
import { byService, taskOrder, timePlacing, type Timing } from './parts/timing';
import { CHAINS, workload } from './parts/workload';
import { createEngine } from '../src/preflight/scheduler/create-engine';
import { NOT_PLACED, type Engine } from '../src/preflight/scheduler/engine';

/** 5,000 instances and 50,000 tasks of 1,010 services through the three engines, and the loss of each instance in turn. */
export function placement(): readonly BenchRow[] {
  return [...Object.keys(CHAINS).flatMap(placeAll), ...Object.keys(CHAINS).map(loseEach)];
}

function placeAll(chain: string): readonly BenchRow[] {
  const work = workload(5000, 50_000, 1010, CHAINS[chain]);
  const order = taskOrder(work);
  const reference = timePlacing(work, 'reference', 1, (engine) => byService(engine, work));
  const batched = timePlacing(work, 'batched', 15, (engine) => byService(engine, work));
  const indexed = timePlacing(work, 'indexed', 9, (engine) => order.forEach((request) => engine.place(request)));
  const ratio = reference.elapsed / batched.elapsed;
  const equal = reference.hash === batched.hash;
  const [batchedSpeed, indexedSpeed] = [batched.placed / batched.elapsed / 1000, indexed.placed / indexed.elapsed / 1000];
  return [
    row(`place 50,000, reference, ${chain}`, reference),
    { ...row(`place 50,000, batched, ${chain}`, batched), goal: { text: 'at least 5 M/s', reached: batchedSpeed >= 5 } },
    { ...row(`place 50,000, indexed, shuffled, ${chain}`, indexed), goal: { text: 'at least 1 M/s', reached: indexedSpeed >= 1 } },
    { what: `batched against reference, ${chain}`, figures: { ratio: ratio.toFixed(0), equal: String(equal) }, goal: { text: 'at least 30 times, equal', reached: ratio >= 30 && equal } },
  ];
}

function row(what: string, { elapsed, placed }: Timing): BenchRow {
  return { what, figures: { time: milliseconds(elapsed), speed: perSecond(placed, elapsed), placed: placed.toLocaleString('en-US') } };
}

function loseEach(chain: string): BenchRow {
  const work = workload(5000, 50_000, 1010, CHAINS[chain]);
  const engine = createEngine(work.problem, { kind: 'indexed' });
  byService(engine, work);
  let moved = 0;
  const elapsed = fastest(5, () => {
    moved = work.problem.instances.reduce((total, _, instance) => total + loseOne(engine, instance), 0);
  });
  return {
    what: `lose each of 5,000 in turn, ${chain}`,
    figures: { time: milliseconds(elapsed), moved: moved.toLocaleString('en-US') },
    goal: { text: 'under 100 ms', reached: elapsed < 100 },
  };
}

function loseOne(engine: Engine, instance: number): number {
  const before = engine.mark();
  const moved = engine.lose(instance).filter((request) => engine.place(request) !== NOT_PLACED).length;
  engine.rollBack(before);
  return moved;
}
