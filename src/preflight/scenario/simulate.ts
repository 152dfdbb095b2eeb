import type { SimulationOptions } from './options';
import { ordersOf, type Order } from './orders';
import type { Outcome } from './outcome';
import { enginesOf, type Engines } from './play-engines';
import type { Reading } from './reading';
import type { ScenarioName } from './script';
import { scriptOf } from './scripts';
import { situationOf, type Situation } from './situation';
import type { Stage } from './stage';
import { steadyState } from './steady-state';
import type { Cluster, PlacementModel } from '../model';
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
}

/** Whether more orders could change anything: they cannot when every service is proved to find its room in any order. */
export type Settled = (simulation: Simulation) => boolean;

export function simulate(
  model: PlacementModel,
  cluster: Cluster,
  reading: Reading,
  scenarios: readonly ScenarioName[],
  options: SimulationOptions,
  settled: Settled = () => false,
): Simulation {
  const situation = situationOf(model, cluster, reading, options);
  const engines = enginesOf(situation.problem);
  const orders = ordersOf(situation, options.orders, options.seed);
  const names = scenarios.filter((name) => name !== 'steady-state');
  const outcomes = new Map<ScenarioName, Outcome[]>([['steady-state', []], ...names.map((name): [ScenarioName, Outcome[]] => [name, []])]);
  const simulation: Simulation = { reading, situation, empty: engines.empty, orders, outcomes };
  const explained = new Map<ScenarioName, Set<number>>();
  for (const [position, order] of orders.entries()) {
    if (position === SURE_ORDERS && settled(simulation)) break;
    playOrder(simulation, engines, position, order, explained, outcomes);
  }
  return simulation;
}

/** As many orders as any other scenario starts from. */
const SURE_ORDERS = 20;

function playOrder(
  { situation }: Simulation,
  engines: Engines,
  position: number,
  order: Order,
  explained: Map<ScenarioName, Set<number>>,
  outcomes: ReadonlyMap<ScenarioName, Outcome[]>,
): void {
  const engine = engines.engineFor(order, position);
  const empty = engine.mark();
  const stageOf = (name: ScenarioName): Stage => ({ situation, engine, order: order.services, seed: position, explains: once(explained, name) });
  for (const [name, list] of outcomes) {
    if (name === 'steady-state') {
      list.push(steadyState(stageOf(name)));
    } else if (position < Math.min(scriptOf(name).mostOrders, engines.mostOrders)) {
      const mark = engine.mark();
      list.push(scriptOf(name).run(stageOf(name)));
      engine.rollBack(mark);
    }
  }
  engine.rollBack(empty);
}

/** True the first time that a scenario asks about a service. */
function once(explained: Map<ScenarioName, Set<number>>, name: ScenarioName): (index: number) => boolean {
  const seen = explained.get(name) ?? new Set<number>();
  explained.set(name, seen);
  return (index) => !seen.has(index) && seen.add(index) !== undefined;
}
