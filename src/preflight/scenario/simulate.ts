import type { SimulationOptions } from './options';
import { ordersOf, type Order } from './orders';
import type { Outcome } from './outcome';
import type { Reading } from './reading';
import type { ScenarioName } from './script';
import { scriptOf } from './scripts';
import { situationOf, type Situation } from './situation';
import { steadyState } from './steady-state';
import type { Cluster, PlacementModel } from '../model';
import { createEngine } from '../scheduler/create-engine';
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

export function simulate(
  model: PlacementModel,
  cluster: Cluster,
  reading: Reading,
  scenarios: readonly ScenarioName[],
  options: SimulationOptions,
): Simulation {
  const situation = situationOf(model, cluster, reading, options);
  const orders = ordersOf(situation, options.orders, options.seed);
  const outcomes = new Map<ScenarioName, Outcome[]>([
    ['steady-state', []],
    ...scenarios.map((name): [ScenarioName, Outcome[]] => [name, []]),
  ]);
  orders.forEach((order, position) => {
    const engine = createEngine(
      situation.problem,
      order.tieBreakSeed === undefined ? {} : { tieBreak: { kind: 'random', seed: order.tieBreakSeed } },
    );
    outcomes.get('steady-state')?.push(steadyState(situation, engine, order.services));
    for (const name of scenarios) {
      const script = scriptOf(name);
      if (name === 'steady-state' || position >= script.mostOrders) continue;
      const mark = engine.mark();
      outcomes.get(name)?.push(script.run(situation, engine, order.services));
      engine.rollBack(mark);
    }
  });
  return { reading, situation, empty: createEngine(situation.problem), orders, outcomes };
}
