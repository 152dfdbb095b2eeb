import { failed } from './failed';
import type { Outcome, ServiceOutcome } from './outcome';
import type { Stage } from './stage';

/** Instances that go at once, and how a report calls that. */
export interface Loss {
  readonly moment: string;
  readonly instances: readonly number[];
}

/** Each loss in turn: its tasks are placed again on what is left. The outcome of a service is its worst loss. */
export function loseInTurn(stage: Stage, losses: readonly Loss[]): Outcome {
  const { situation, engine, order } = stage;
  const rank = new Map(order.map((index, position) => [index, position]));
  const worst = new Map<number, Worst>();
  for (const loss of losses) {
    const mark = engine.mark();
    for (const [index, missing] of loseOnce(stage, loss, rank)) {
      if (missing > (worst.get(index)?.missing ?? 0)) worst.set(index, { missing, loss });
    }
    engine.rollBack(mark);
  }
  const reasons = explain(stage, worst, rank);
  const outcome = new Map<number, ServiceOutcome>();
  for (const index of order) {
    const before = engine.count(index);
    // A daemon's task goes with its instance: there is nothing to place again.
    if (situation.services[index].daemon || before === 0 || losses.length === 0) continue;
    const missing = worst.get(index)?.missing ?? 0;
    outcome.set(index, reasons.get(index) ?? { asked: before, placed: before - missing, failed: missing > 0 });
  }
  return outcome;
}

interface Worst {
  readonly missing: number;
  readonly loss: Loss;
}

/** Loses the instances and places their tasks again; how many of which service found no room. */
function loseOnce({ situation, engine }: Stage, { instances }: Loss, rank: ReadonlyMap<number, number>): ReadonlyMap<number, number> {
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

/** Plays the worst loss of each failed service once more, to see why. */
function explain(stage: Stage, worst: ReadonlyMap<number, Worst>, rank: ReadonlyMap<number, number>): ReadonlyMap<number, ServiceOutcome> {
  const { engine } = stage;
  const found = new Map<number, ServiceOutcome>();
  for (const [index, { missing, loss }] of worst) {
    if (!stage.explains(index)) continue;
    const before = engine.count(index);
    const mark = engine.mark();
    loseOnce(stage, loss, rank);
    const failing = { index, request: index, asked: before, placed: before - missing, moment: loss.moment };
    found.set(index, failed({ ...stage, explains: () => true }, failing));
    engine.rollBack(mark);
  }
  return found;
}
