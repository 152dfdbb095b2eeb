import type { Outcome, Seen } from './outcome';
import type { ScenarioName } from './script';
import type { Simulation } from './simulate';

/** A failed service in one scenario of a simulation. */
export interface FailedIn {
  readonly simulation: Simulation;
  readonly scenario: ScenarioName;
  /** Index of the service in the situation. */
  readonly index: number;
}

const LOOKED_AT = new WeakMap<Simulation['outcomes'], Map<string, Outcome>>();

/** The instances at the first failure of the service, or undefined when it did not fail. */
export function seenIn({ simulation, scenario, index }: FailedIn): Seen | undefined {
  const outcomes = simulation.outcomes.get(scenario) ?? [];
  const position = firstFailure(outcomes, index);
  if (position < 0) return undefined;
  return outcomes[position].get(index)?.failure?.seen ?? playedAgain(simulation, scenario, position).get(index)?.failure?.seen;
}

/** One more time through the order, for all services that failed in it first. */
function playedAgain(simulation: Simulation, scenario: ScenarioName, position: number): Outcome {
  const known = LOOKED_AT.get(simulation.outcomes) ?? new Map<string, Outcome>();
  LOOKED_AT.set(simulation.outcomes, known);
  const key = `${scenario} ${position}`;
  const outcomes = simulation.outcomes.get(scenario) ?? [];
  const outcome = known.get(key) ?? simulation.playAgain(scenario, position, (index) => firstFailure(outcomes, index) === position);
  known.set(key, outcome);
  return outcome;
}

function firstFailure(outcomes: readonly Outcome[], index: number): number {
  return outcomes.findIndex((outcome) => outcome.get(index)?.failed === true);
}
