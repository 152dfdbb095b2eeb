import type { Budget } from './budget';
import type { SimulationOptions } from './options';
import { ordersOf, type Order } from './orders';
import type { Outcome } from './outcome';
import { enginesOf, type Engines } from './play-engines';
import type { Reading } from './reading';
import type { ScenarioName } from './script';
import { scriptOf } from './scripts';
import type { Situation } from './situation';
import type { Stage } from './stage';
import { steadyState } from './steady-state';
import type { Engine } from '../scheduler/engine';

/** Every order of every scenario over one cluster in one reading. */
export interface Simulation {
  readonly reading: Reading;
  readonly situation: Situation;
  /** An engine over the same problem with nothing placed, for proofs and explanations. */
  readonly empty: Engine;
  readonly orders: readonly Order[];
  /** One outcome per order tried; the steady state is always there. */
  readonly outcomes: ReadonlyMap<ScenarioName, readonly Outcome[]>;
  /** Scenarios that the time budget left no time for. */
  readonly notRun: ReadonlySet<ScenarioName>;
  /** True when a scenario goes the same way whichever others are played: nothing is drawn. */
  readonly repeats: boolean;
  /** The same scenario in the same order, with the reasons of the services that are asked about. */
  playAgain(name: ScenarioName, position: number, explains: (index: number) => boolean): Outcome;
}

/** Whether more orders of a scenario say nothing new: every service is proved to find its room in any order. */
export type Settled = (simulation: Simulation, scenario: ScenarioName) => boolean;

/** Asked after each scenario in each order: true when nothing more has to be played. */
export type IsOver = (scenario: ScenarioName, outcome: Outcome) => boolean;

export function simulate(
  situation: Situation,
  reading: Reading,
  scenarios: readonly ScenarioName[],
  options: SimulationOptions,
  settled: Settled = () => false,
  isOver: IsOver = () => false,
): Simulation {
  const { cluster } = situation;
  const play = newPlay(situation, scenarios, options.budget);
  const orders = ordersOf(situation, options.orders, options.seed);
  const { engines, outcomes, notRun } = play;
  const playAgain: Simulation['playAgain'] = (name, position, explains) => playOnce(play, orders[position], position, name, explains);
  const simulation: Simulation = { reading, situation, empty: engines.empty, orders, outcomes, notRun, repeats: engines.repeat, playAgain };
  for (const [position, order] of orders.entries()) {
    if (position === 1) settle(play, (name) => settled(simulation, name));
    if (position > 0 && nothingNew(play, position)) break;
    if (position > 0 && options.budget?.isOver()) {
      options.budget.leaveOut(`${orders.length - position} of ${orders.length} orders of ${cluster.subject.constructPath}`);
      break;
    }
    if (playOrder(play, position, order, isOver)) break;
  }
  return simulation;
}

function settle({ outcomes, settled }: Play, isSettled: (name: ScenarioName) => boolean): void {
  for (const name of outcomes.keys()) if (isSettled(name)) settled.add(name);
}

/** True when every scenario is settled, or was tried in as many orders as it is. */
function nothingNew(play: Play, position: number): boolean {
  return [...play.outcomes.keys()].every((name) => play.settled.has(name) || position >= mostOrdersOf(play, name));
}

function mostOrdersOf({ engines }: Play, name: ScenarioName): number {
  return name === 'steady-state' ? Number.POSITIVE_INFINITY : Math.min(scriptOf(name).mostOrders, engines.mostOrders);
}

/** What one simulation plays on and collects. */
interface Play {
  readonly situation: Situation;
  readonly engines: Engines;
  readonly budget?: Budget;
  readonly outcomes: Map<ScenarioName, Outcome[]>;
  /** Services whose first failure was recorded, by scenario. */
  readonly explained: Map<ScenarioName, Set<number>>;
  readonly notRun: Set<ScenarioName>;
  readonly settled: Set<ScenarioName>;
}

function newPlay(situation: Situation, scenarios: readonly ScenarioName[], budget?: Budget): Play {
  const names: readonly ScenarioName[] = ['steady-state', ...scenarios.filter((name) => name !== 'steady-state')];
  return {
    situation,
    engines: enginesOf(situation.problem),
    budget,
    outcomes: new Map(names.map((name) => [name, []])),
    explained: new Map(names.map((name) => [name, new Set()])),
    notRun: new Set(),
    settled: new Set(),
  };
}

/** The steady state in this order, and from there each scenario that is tried in so many; true when it is over. */
function playOrder(play: Play, position: number, order: Order, isOver: IsOver): boolean {
  const engine = play.engines.engineFor(order, position);
  const empty = engine.mark();
  let over = false;
  for (const [name, list] of play.outcomes) {
    if (over) break;
    const explains = play.engines.repeat ? never : once(play.explained.get(name));
    const stage: Stage = { situation: play.situation, engine, order: order.services, seed: position, explains };
    const mark = engine.mark();
    if (name === 'steady-state') {
      list.push(steadyState(stage));
    } else if (position < mostOrdersOf(play, name) && !play.settled.has(name)) {
      if (play.budget?.isOver()) {
        leaveOut(play, name);
        continue;
      }
      list.push(scriptOf(name).run(stage));
      engine.rollBack(mark);
    } else {
      continue;
    }
    over = isOver(name, list[list.length - 1]);
  }
  engine.rollBack(empty);
  return over;
}

/** One scenario in one order, from the empty cluster. */
function playOnce({ situation, engines }: Play, order: Order, position: number, name: ScenarioName, explains: Stage['explains']): Outcome {
  const engine = engines.engineFor(order, position);
  const empty = engine.mark();
  const stage: Stage = { situation, engine, order: order.services, seed: position, explains };
  const steady = steadyState(name === 'steady-state' ? stage : { ...stage, explains: never });
  const outcome = name === 'steady-state' ? steady : scriptOf(name).run(stage);
  engine.rollBack(empty);
  return outcome;
}

function leaveOut({ budget, outcomes, notRun, situation }: Play, name: ScenarioName): void {
  if ((outcomes.get(name)?.length ?? 0) > 0) return;
  notRun.add(name);
  budget?.leaveOut(`${name} of ${situation.cluster.subject.constructPath}`);
}

const never = (): boolean => false;

/** True the first time that it is asked about a service. */
function once(seen: Set<number> = new Set()): (index: number) => boolean {
  return (index) => !seen.has(index) && seen.add(index) !== undefined;
}
