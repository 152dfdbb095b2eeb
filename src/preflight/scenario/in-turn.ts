import { failed } from './failed';
import type { Outcome, ServiceOutcome } from './outcome';
import type { Situation } from './situation';
import type { Stage } from './stage';

/** Something that happens to the running cluster, and how a report calls it. */
export interface Event {
  readonly moment: string;
  /** Plays it on the stage; how many tasks of which service are then without the place they should have. */
  play(stage: Stage): ReadonlyMap<number, number>;
}

/** An event after which the cluster is left as it is, for what comes then. */
export interface Aftermath extends Event {
  /** The situation that goes on, where it is another than before: services that now want more tasks. */
  readonly situation?: Situation;
}

/** Each event in turn, from the same state. The outcome of a service is its worst event. */
export function inTurn(stage: Stage, events: readonly Event[], concerned: (index: number) => boolean = () => true): Outcome {
  const { situation, engine, order } = stage;
  const worst = new Map<number, Worst>();
  for (const event of events) {
    const mark = engine.mark();
    for (const [index, missing] of event.play(stage)) {
      if (missing > (worst.get(index)?.missing ?? 0)) worst.set(index, { missing, event });
    }
    engine.rollBack(mark);
  }
  const reasons = explain(stage, worst);
  const outcome = new Map<number, ServiceOutcome>();
  for (const index of order) {
    const before = engine.count(index);
    if (situation.services[index].daemon || before === 0 || events.length === 0 || !concerned(index)) continue;
    const { missing, event } = worst.get(index) ?? { missing: 0 };
    const counted = { asked: before, placed: before - missing, failed: missing > 0 };
    outcome.set(index, reasons.get(index) ?? (event ? { ...counted, failure: { moment: event.moment } } : counted));
  }
  return outcome;
}

interface Worst {
  readonly missing: number;
  readonly event: Event;
}

/** Plays each event that is the worst of a failed service once more, to see why. */
function explain(stage: Stage, worst: ReadonlyMap<number, Worst>): ReadonlyMap<number, ServiceOutcome> {
  const { engine } = stage;
  const found = new Map<number, ServiceOutcome>();
  const asked = [...worst].filter(([index]) => stage.explains(index));
  const running = new Map(asked.map(([index]) => [index, engine.count(index)]));
  for (const event of new Set(asked.map(([, one]) => one.event))) {
    const mark = engine.mark();
    event.play(stage);
    for (const [index, { missing }] of asked.filter(([, one]) => one.event === event)) {
      const before = running.get(index) ?? 0;
      const failing = { index, request: index, asked: before, placed: before - missing, moment: event.moment };
      found.set(index, failed({ ...stage, explains: () => true }, failing));
    }
    engine.rollBack(mark);
  }
  return found;
}
