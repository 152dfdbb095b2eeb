import { heldNow } from './held';
import type { Outcome, ServiceOutcome } from './outcome';
import type { Situation } from './situation';
import type { Engine } from '../scheduler/engine';

/** Instances that go at once, and how a report calls that. */
export interface Loss {
  readonly moment: string;
  readonly instances: readonly number[];
}

/** Each loss in turn: its tasks are placed again on what is left. The outcome of a service is its worst loss. */
export function loseInTurn(situation: Situation, engine: Engine, order: readonly number[], losses: readonly Loss[]): Outcome {
  const worst = new Map<number, ServiceOutcome>();
  for (const loss of losses) {
    const mark = engine.mark();
    for (const [index, outcome] of loseOnce(situation, engine, order, loss)) {
      const known = worst.get(index);
      if (!known || outcome.placed - outcome.asked < known.placed - known.asked) worst.set(index, outcome);
    }
    engine.rollBack(mark);
  }
  return worst;
}

function loseOnce(situation: Situation, engine: Engine, order: readonly number[], loss: Loss): Outcome {
  const before = situation.services.map((_, index) => engine.count(index));
  for (const instance of loss.instances) engine.lose(instance);
  const outcome = new Map<number, ServiceOutcome>();
  for (const index of order) {
    const missing = before[index] - engine.count(index);
    // A daemon's task goes with its instance: there is nothing to place again.
    if (situation.services[index].daemon || before[index] === 0) continue;
    const placed = missing === 0 ? 0 : engine.placeMany(index, missing).length;
    const counted = { asked: before[index], placed: engine.count(index) };
    outcome.set(
      index,
      placed === missing
        ? counted
        : {
          ...counted,
          failure: {
            moment: loss.moment,
            refusals: engine.refusals(index).filter((refusal) => engine.isActive(refusal.instance)),
            held: heldNow(situation, engine),
          },
        },
    );
  }
  return outcome;
}
