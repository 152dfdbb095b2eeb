import { CHAINS, workload } from './workload';
import { createEngine } from '../../src/preflight/scheduler/create-engine';

/** A process that makes the large problem, places everything once, and tells how many and how much memory it took. */
const work = workload(5000, 50_000, 1010, CHAINS['spread zone, binpack memory']);
const engine = createEngine(work.problem, { kind: 'batched' });
const placed = work.counts.reduce((sum, count, request) => sum + engine.placeMany(request, count).length, 0);
const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
process.stdout.write(JSON.stringify({ placed, elapsed: (userCPUTime + systemCPUTime) / 1000, megabytes: maxRSS / 1024 }));
