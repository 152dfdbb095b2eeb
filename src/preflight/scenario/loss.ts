import { inTurn, type Event } from './in-turn';
import type { Outcome } from './outcome';
import type { Stage } from './stage';

/** Instances that go at once, and how a report calls that. */
export interface Loss {
  readonly moment: string;
  readonly instances: readonly number[];
}

/** Each loss in turn: its tasks are placed again on what is left. */
export function loseInTurn(stage: Stage, losses: readonly Loss[]): Outcome {
  return inTurn(stage, eventsOf(stage, losses));
}

export function eventsOf(stage: Stage, losses: readonly Loss[]): readonly Event[] {
  const rank = ranksOf(stage);
  return losses.map(({ moment, instances }) => ({ moment, play: (on) => loseOnce(on, instances, rank) }));
}

/** Position of each service in the order. */
export function ranksOf({ order }: Stage): ReadonlyMap<number, number> {
  return new Map(order.map((index, position) => [index, position]));
}

/**
 * Loses the instances and places their tasks again; how many of which service found no room. A daemon's task goes with its
 * instance: there is nothing to place again.
 */
export function loseOnce(
  { situation, engine }: Stage,
  instances: readonly number[],
  rank: ReadonlyMap<number, number>,
): ReadonlyMap<number, number> {
  const ended = new Map<number, number>();
  for (const instance of instances) {
    for (const request of engine.lose(instance)) {
      if (!situation.services[request].daemon) ended.set(request, (ended.get(request) ?? 0) + 1);
    }
  }
  const missing = new Map<number, number>();
  const met = [...ended.keys()].sort((a, b) => (rank.get(a) ?? 0) - (rank.get(b) ?? 0));
  for (const index of met) {
    const tasks = ended.get(index) ?? 0;
    const placed = tasks === 1 ? Number(engine.place(index) >= 0) : engine.placeMany(index, tasks).length;
    if (placed < tasks) missing.set(index, tasks - placed);
  }
  return missing;
}
