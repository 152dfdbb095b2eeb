import type { Trial } from './change';
import type { Cluster, PlacementModel } from '../model';
import { fitsInAnyOrder } from '../scenario/judge';
import type { SimulationOptions } from '../scenario/options';
import type { Outcome } from '../scenario/outcome';
import { PESSIMISTIC } from '../scenario/reading';
import type { ScenarioName } from '../scenario/script';
import { scriptOf } from '../scenario/scripts';
import { simulate, type Simulation } from '../scenario/simulate';
import { situationOf, type Situation } from '../scenario/situation';

/** How a service went in a scenario of a changed cluster, over all orders. */
export interface Tried {
  readonly failed: boolean;
  readonly asked: number;
  readonly placed: number;
  /** False where the scenario says nothing about the service. */
  readonly simulated: boolean;
}

/** By `keyOf`; undefined where it was stopped at a failure. */
export type TrialResult = ReadonlyMap<string, Tried> | undefined;

/** A failure after which a change is no cure. */
export type Stops = (scenario: ScenarioName, service: string) => boolean;

/** What one run of the preflight tried so far, and what that took. */
export interface TrialBook {
  /** Instances and tasks, for each scenario and order that was played. */
  work: number;
  readonly results: Map<string, TrialResult>;
  /** What was stopped at a failure. */
  readonly stopped: Set<string>;
  readonly failing: Map<string, ReadonlySet<string>>;
  /** Services that failed anywhere before any change, by cluster. */
  readonly failingServices: Map<string, number>;
  /** By kind of change of the cluster and by what it has to cure. */
  readonly amounts: Map<string, SharedAmount>;
}

/** How much of a change helps all services at once. */
export interface SharedAmount {
  /** One that held in all orders; undefined when none was found. */
  readonly amount?: number;
  /** Pairs of scenario and service that the largest amount does not help. */
  readonly beyond: ReadonlySet<string>;
}

const BOOKS = new WeakMap<PlacementModel, WeakMap<SimulationOptions, TrialBook>>();

/** One for each run of the preflight over a model. */
export function bookOf({ model, options }: Trial): TrialBook {
  const books = BOOKS.get(model) ?? new WeakMap<SimulationOptions, TrialBook>();
  BOOKS.set(model, books);
  const made = (): TrialBook => ({
    work: 0,
    results: new Map(),
    stopped: new Set(),
    failing: new Map(),
    failingServices: new Map(),
    amounts: new Map(),
  });
  const book = books.get(options) ?? made();
  books.set(options, book);
  return book;
}

/** Room that is certain is what a cure has to give: only the most cautious reading is played, until something stops it. */
export function playTrial(
  book: TrialBook,
  { model, options }: Trial,
  cluster: Cluster,
  scenarios: readonly ScenarioName[],
  stops: Stops,
): TrialResult {
  const situation = situationOf(model, cluster, PESSIMISTIC, options);
  let stopped = false;
  const isOver = (name: ScenarioName, outcome: Outcome) => {
    book.work += sizeOf(situation);
    stopped ||= [...outcome].some(([index, one]) => one.failed && stops(name, situation.services[index].service.id));
    return stopped;
  };
  const simulation = simulate(situation, PESSIMISTIC, scenarios, options, fitsInAnyOrder, isOver);
  return stopped ? undefined : resultsOf(simulation);
}

/** What one scenario in one order takes. */
export function sizeOf({ problem, services }: Situation): number {
  return problem.instances.length + services.reduce((tasks, { desired }) => tasks + desired, 0);
}

export function keyOf(scenario: ScenarioName, service: string): string {
  return `${scenario} ${service}`;
}

export function scenarioOf(key: string): ScenarioName {
  return key.slice(0, key.indexOf(' ')) as ScenarioName;
}

export function serviceOf(key: string): string {
  return key.slice(key.indexOf(' ') + 1);
}

/** Services that failed in a scenario of a simulation, by index. */
export function failingServices({ outcomes }: Simulation): ReadonlySet<number> {
  const failing = new Set<number>();
  for (const list of outcomes.values()) for (const outcome of list) for (const [index, { failed }] of outcome) if (failed) failing.add(index);
  return failing;
}

/** Everything that failed in a simulation. */
export function failuresOf({ situation, outcomes }: Simulation): ReadonlySet<string> {
  const keys = new Set<string>();
  for (const [name, list] of outcomes) {
    for (const outcome of list) for (const [index, { failed }] of outcome) if (failed) keys.add(keyOf(name, situation.services[index].service.id));
  }
  return keys;
}

function resultsOf({ situation, outcomes }: Simulation): ReadonlyMap<string, Tried> {
  const results = new Map<string, Tried>();
  for (const [name, list] of outcomes) {
    situation.services.forEach((service, index) => {
      const all = list.map((outcome) => outcome.get(index)).filter((one) => one !== undefined);
      const simulated = scriptOf(name).exempt(service, situation) === undefined && all.length > 0;
      results.set(keyOf(name, service.service.id), {
        failed: all.some(({ failed }) => failed),
        asked: all[all.length - 1]?.asked ?? 0,
        placed: all.reduce((least, { placed }) => Math.min(least, placed), all[0]?.placed ?? 0),
        simulated,
      });
    });
  }
  return results;
}
