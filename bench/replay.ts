import { fastest, milliseconds, type BenchRow } from './parts/table';
import { CHAINS, workload } from './parts/workload';
import { placeAll, replay } from '../src/preflight/scheduler/replay';

const RUNS = 1000;

/** 1,000 orders of 30 instances and 200 tasks. */
export function replays(): readonly BenchRow[] {
  return Object.keys(CHAINS).map((chain) => {
    const { problem, counts } = workload(30, 200, 20, CHAINS[chain]);
    const jobs = counts.map((count, request) => ({ request, count }));
    let successes = 0;
    const elapsed = fastest(3, () => ({ successes } = replay(problem, jobs, placeAll, { runs: RUNS, seed: 1 })));
    return {
      what: `1,000 replays of 30 instances, 200 tasks, ${chain}`,
      figures: { time: milliseconds(elapsed), successes: `${successes} of ${RUNS}` },
      goal: { text: 'under 200 ms', reached: elapsed < 200 },
    };
  });
}
