import type { Headroom } from './size-report';
import { steadyRuns } from './steady-runs';
import type { SimulationOptions } from '../scenario/options';
import type { Situation } from '../scenario/situation';

/** ECS runs at most this many tasks of one service; beyond it nobody asks for room. */
export const MOST_TASKS = 5_000;

/** How many more tasks of each replica service are placed beside the steady state. */
export function headroomOf(situation: Situation, options: SimulationOptions): readonly Headroom[] {
  const replicas = situation.services.flatMap((service, index) => (service.daemon ? [] : [index]));
  const found = new Map<number, number[]>(replicas.map((index) => [index, []]));
  const orders = steadyRuns(situation, options, (_outcome, engine) => {
    for (const index of replicas) {
      const mark = engine.mark();
      found.get(index)?.push(engine.placeMany(index, Math.max(0, MOST_TASKS - engine.count(index))).length);
      engine.rollBack(mark);
    }
  });
  return replicas.map((index) => {
    const more = found.get(index) ?? [];
    return { service: situation.services[index].service.subject.constructPath, least: Math.min(...more), most: Math.max(...more), orders };
  });
}
