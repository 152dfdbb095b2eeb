import { tryEverything } from './exhaustive';
import { createEngine } from '../../../src/preflight/scheduler/create-engine';
import type { Problem } from '../../../src/preflight/scheduler/problem';
import { Random } from '../../../src/preflight/scheduler/random';
import { placeAll, replay } from '../../../src/preflight/scheduler/replay';
import { cluster, INSTANCE_SPREAD, PACK_MEMORY, ZONE_SPREAD } from '../scheduler/cluster-builder';

/** Tight clusters of up to 8 instances and 12 tasks, so that orders matter. */
function tightCase(seed: number): { readonly problem: Problem; readonly counts: readonly number[] } {
  const random = new Random(seed);
  const builder = cluster();
  const zones = 1 + random.below(3);
  const instances = 2 + random.below(7);
  for (let made = 0; made < instances; made++) builder.instances(1, 'm5.large', { zone: 'abc'[made % zones], memory: 2000 + 1000 * random.below(3) });
  const services = 2 + random.below(2);
  const counts = Array.from({ length: services }, () => 1 + random.below(Math.floor(12 / services)));
  counts.forEach((_, index) => builder.service(`s${index}`, {
    memory: [1000, 1500, 2000, 3000][random.below(4)],
    strategies: [[ZONE_SPREAD, PACK_MEMORY], [PACK_MEMORY], [INSTANCE_SPREAD], [ZONE_SPREAD]][random.below(4)],
    tcpPorts: random.below(4) === 0 ? [80] : [],
    distinctInstance: random.below(6) === 0,
  }));
  return { problem: builder.problem(), counts };
}

test('replay never contradicts an exhaustive search over all orders and all choices', () => {
  const verdicts = { always: 0, never: 0, depends: 0, tooMany: 0 };
  const contradictions: unknown[] = [];
  for (let seed = 1; seed <= 250; seed++) {
    const { problem, counts } = tightCase(seed);
    const possible = tryEverything(problem, counts, 3000);
    if (possible === undefined) {
      verdicts.tooMany++;
      continue;
    }
    verdicts[possible.success ? (possible.failure ? 'depends' : 'always') : 'never']++;
    const jobs = counts.map((count, request) => ({ request, count }));
    const { runs, successes } = replay(problem, jobs, placeAll, { runs: 60, seed });
    const engine = createEngine(problem);
    const inOrder = jobs.every(({ request, count }) => engine.placeMany(request, count).length === count);
    const impossible = (!possible.success && (successes > 0 || inOrder)) || (!possible.failure && (successes < runs || !inOrder));
    if (impossible) contradictions.push({ seed, possible, runs, successes, inOrder });
  }
  expect(contradictions).toEqual([]);
  // The cases are worth something only when all three verdicts occur.
  expect(Math.min(verdicts.always, verdicts.never, verdicts.depends)).toBeGreaterThan(10);
}, 900_000);
