import type { GrowingGroup } from './situation';
import type { Stage } from './stage';
import { daemonCount } from './steady-state';
import { nextShare } from '../scheduler/capacity-choice';
import { scaleOut, type WaitingTasks } from '../scheduler/managed-scaling';
import type { CapacityShare } from '../scheduler/problem';

/** Instances of each growing group, step by step. */
export interface Course {
  readonly sizes: ReadonlyMap<GrowingGroup, readonly number[]>;
}

/** Ends every task and leaves only the instances with which the groups start. */
export function startOver({ situation, engine }: Stage): void {
  const growing = new Set(situation.growing.flatMap(({ instances }) => instances));
  situation.problem.instances.forEach((_, instance) => engine.lose(instance));
  situation.problem.instances.forEach((_, instance) => {
    if (!growing.has(instance)) engine.restore(instance);
  });
  for (const { instances, start } of situation.growing) for (const instance of instances.slice(0, start)) engine.restore(instance);
}

const MOST_STEPS = 200;

/**
 * Managed scaling with tasks waiting: each step starts daemons on the new instances, then what fits, and asks how many
 * instances ECS would have next. Ends when nothing waits, or when no group grows any more.
 */
export function growUntilSettled(stage: Stage, wanted: (index: number) => number, course: Course = newCourse(stage)): Course {
  const sizes = new Map(course.sizes);
  for (let step = 0; step < MOST_STEPS; step += 1) {
    startWanted(stage, wanted);
    let grew = false;
    for (const group of stage.situation.growing) {
      const known = sizes.get(group) ?? [group.start];
      const running = known[known.length - 1];
      const desired = Math.min(group.instances.length, scaleOut(group.scaling, running, waitingFor(stage, group, wanted)).desired);
      if (desired <= running) continue;
      for (const instance of group.instances.slice(running, desired)) stage.engine.restore(instance);
      sizes.set(group, [...known, desired]);
      grew = true;
    }
    if (!grew) return { sizes };
  }
  return { sizes };
}

function newCourse({ situation }: Stage): Course {
  return { sizes: new Map(situation.growing.map((group) => [group, [group.start]])) };
}

function startWanted({ situation, engine, order }: Stage, wanted: (index: number) => number): void {
  const isDaemon = (index: number) => situation.services[index].daemon;
  for (const index of [...order.filter(isDaemon), ...order.filter((other) => !isDaemon(other))]) {
    const most = isDaemon(index) ? daemonCount(engine, index) : wanted(index);
    const lacking = most - engine.count(index);
    if (lacking > 0) engine.placeMany(index, lacking);
  }
}

/** Tasks that go through the provider of the group and found no room. Others never wait in PROVISIONING. */
function waitingFor({ situation, engine }: Stage, group: GrowingGroup, wanted: (index: number) => number): readonly WaitingTasks[] {
  return situation.services.flatMap(({ daemon }, index): WaitingTasks[] => {
    const request = situation.problem.requests[index];
    if (daemon || !request.capacity) return [];
    const share = request.capacity.findIndex((one) => one.group === group.id);
    if (share < 0 || engine.count(index) >= wanted(index)) return [];
    const running = group.instances.reduce((sum, instance) => sum + engine.countOn(index, instance), 0);
    const count = request.capacity.length === 1 ? wanted(index) - engine.count(index) : partOf(request.capacity, wanted(index))[share] - running;
    return count > 0 ? [{ request, count }] : [];
  });
}

/** How a strategy divides that many tasks over its providers. */
function partOf(capacity: readonly CapacityShare[], tasks: number): Int32Array {
  const shares = capacity.map(({ base, weight }, provider) => ({ provider, base, weight }));
  const counts = new Int32Array(shares.length);
  for (let task = 0; task < tasks; task += 1) {
    const share = nextShare(shares, counts);
    if (share < 0) break;
    counts[share] += 1;
  }
  return counts;
}

/** `3 steps of managed scaling: Shop/General 2, 4, 5 instances, each after a warm-up of 300 s`. */
export function courseText({ sizes }: Course): string | undefined {
  const grown = [...sizes.entries()].filter(([, list]) => list.length > 1);
  if (grown.length === 0) return undefined;
  const parts = grown.map(([group, list]) => {
    const shown = list.length > 6 ? [...list.slice(0, 3), '...', list[list.length - 1]] : list;
    const warmup = group.warmupSeconds === undefined ? 'a warm-up whose length is not known' : `a warm-up of ${group.warmupSeconds} s`;
    return `${group.path} ${shown.join(', ')} instances, each step after ${warmup}`;
  });
  return `managed scaling: ${parts.join('; ')}`;
}
