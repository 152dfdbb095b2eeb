import { failed } from './failed';
import type { Aftermath } from './in-turn';
import type { Failure, Outcome, ServiceOutcome } from './outcome';
import type { ScenarioScript } from './script';
import type { SimulatedService, Situation } from './situation';
import type { Stage } from './stage';

/** Each event of the first may come with each of the second, so a sequence costs their product. */
const MOST_ORDERS = 5;

/**
 * The second scenario from every situation in which the first may leave the cluster: a zone lost while every service runs its
 * maximum, a deployment while a zone is lost. It fails where either of them fails; the outcome of a service is its worst.
 */
export function sequenceOf(first: ScenarioScript, second: ScenarioScript): ScenarioScript {
  return {
    name: `${first.name}+${second.name}` as ScenarioScript['name'],
    mostOrders: Math.min(first.mostOrders, second.mostOrders, MOST_ORDERS),
    aboutInstances: first.aboutInstances || second.aboutInstances,
    follows: first.follows,
    exempt: (service, situation) => exempt(first, second, service, situation),
    run: (stage) => runSequence(stage, first, second),
    counts(situation, steady, index, moment) {
      const between = first.counts(situation, steady, index, 'peak');
      return between && second.counts(situation, between, index, moment);
    },
    hides: (situation) => first.hides?.(situation) ?? second.hides?.(situation),
  };
}

function exempt(first: ScenarioScript, second: ScenarioScript, service: SimulatedService, situation?: Situation): string | undefined {
  if (first.aboutInstances && service.daemon) return first.exempt(service, situation);
  // What happens to the others concerns a service to which nothing happens.
  const services = situation?.services ?? [service];
  const all = services.every((one) => first.exempt(one, situation) !== undefined);
  return all ? first.exempt(service, situation) : second.exempt(service, situation);
}

function runSequence(stage: Stage, first: ScenarioScript, second: ScenarioScript): Outcome {
  const worst = new Map<number, { readonly found: ServiceOutcome; readonly event: Aftermath }>();
  for (const event of first.leaves?.(stage) ?? []) {
    for (const [index, found] of playBoth({ ...stage, explains: () => false }, event, second)) {
      const before = worst.get(index)?.found;
      if (!before || isWorse(found, before)) worst.set(index, { found, event });
    }
  }
  const outcome = new Map<number, ServiceOutcome>();
  for (const [index, { found, event }] of worst) {
    const explained = found.failed && stage.explains(index);
    outcome.set(index, explained ? playBoth({ ...stage, explains: (one) => one === index }, event, second).get(index) ?? found : found);
  }
  return outcome;
}

function isWorse(one: ServiceOutcome, other: ServiceOutcome): boolean {
  return one.failed === other.failed ? one.asked - one.placed > other.asked - other.placed : one.failed;
}

/** Leaves the engine as it was. */
function playBoth(stage: Stage, event: Aftermath, second: ScenarioScript): ReadonlyMap<number, ServiceOutcome> {
  const { engine } = stage;
  const mark = engine.mark();
  const missing = [...event.play(stage)].filter(([, tasks]) => tasks > 0);
  const lacking = new Map(missing.map(([index, tasks]) => [index, lackingAfter(stage, event, index, tasks)]));
  const outcome = new Map<number, ServiceOutcome>(lacking);
  for (const [index, found] of second.run({ ...stage, situation: event.situation ?? stage.situation })) {
    if (!lacking.has(index)) outcome.set(index, found.failure ? { ...found, failure: afterwards(event, found.failure) } : found);
  }
  engine.rollBack(mark);
  return outcome;
}

function lackingAfter(stage: Stage, { moment }: Aftermath, index: number, tasks: number): ServiceOutcome {
  const placed = stage.engine.count(index);
  return failed(stage, { index, request: index, asked: placed + tasks, placed, moment });
}

function afterwards({ moment }: Aftermath, failure: Failure): Failure {
  return { ...failure, moment: `${moment}, then ${failure.moment}` };
}
