import { boundsOf } from './rolling-deployment';
import type { Stage } from './stage';

/**
 * Sets the instances to DRAINING and moves their service tasks as ECS does: replacements start elsewhere up to the maximum percent,
 * tasks on the draining instances stop down to the minimum healthy percent. How many of which service cannot leave.
 */
export function drainOnce(stage: Stage, instances: readonly number[]): ReadonlyMap<number, number> {
  const { situation, engine, order } = stage;
  const tasksOn = (index: number) => instances.reduce((sum, instance) => sum + engine.countOn(index, instance), 0);
  let waiting = order.filter((index) => !situation.services[index].daemon && tasksOn(index) > 0);
  for (const instance of instances) engine.drain(instance);
  for (let moved = true; moved && waiting.length > 0;) {
    moved = false;
    for (const index of waiting) moved = moveSome(stage, index, instances, tasksOn(index)) || moved;
    waiting = waiting.filter((index) => tasksOn(index) > 0);
  }
  return new Map(waiting.map((index) => [index, tasksOn(index)]));
}

/** Starts and stops what the percentages and the room allow; true when that was something. */
function moveSome({ situation, engine }: Stage, index: number, instances: readonly number[], on: number): boolean {
  const { desired } = situation.services[index];
  const { lower, upper } = boundsOf(situation.services[index], desired);
  const running = engine.count(index);
  const mayStart = Math.max(0, Math.min(desired - (running - on), upper - running));
  const started = mayStart === 0 ? 0 : engine.placeMany(index, mayStart).length;
  const mayStop = Math.max(0, Math.min(on, running + started - lower));
  let left = mayStop;
  for (const instance of instances) {
    for (let tasks = engine.countOn(index, instance); tasks > 0 && left > 0; tasks -= 1) {
      engine.stop(index, instance);
      left -= 1;
    }
  }
  return started + mayStop > 0;
}
