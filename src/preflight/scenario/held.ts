import type { Situation } from './situation';
import type { Engine } from '../scheduler/engine';

/** Who holds the room: tasks of each service on each instance, both revisions together. */
export function heldNow(situation: Situation, engine: Engine): ReadonlyMap<number, ReadonlyMap<number, number>> {
  const count = situation.services.length;
  const held = new Map<number, ReadonlyMap<number, number>>();
  engine.problem.instances.forEach((_, instance) => {
    const tasks = new Map<number, number>();
    for (let service = 0; service < count; service += 1) {
      const running = engine.countOn(service, instance) + engine.countOn(service + count, instance);
      if (running > 0) tasks.set(service, running);
    }
    held.set(instance, tasks);
  });
  return held;
}
