import type { SimulationOptions } from '../scenario/options';
import { ordersOf } from '../scenario/orders';
import type { Outcome } from '../scenario/outcome';
import { enginesOf } from '../scenario/play-engines';
import type { Situation } from '../scenario/situation';
import { steadyState } from '../scenario/steady-state';
import type { Engine } from '../scheduler/engine';

/** The steady state of a situation in every order; `visit` sees the engine while the tasks are on it. */
export function steadyRuns(situation: Situation, options: SimulationOptions, visit: (outcome: Outcome, engine: Engine) => void): number {
  const orders = ordersOf(situation, options.orders, options.seed);
  const engines = enginesOf(situation.problem);
  orders.forEach((order, position) => {
    const engine = engines.engineFor(order, position);
    const empty = engine.mark();
    visit(steadyState({ situation, engine, order: order.services, seed: position, explains: () => false }), engine);
    engine.rollBack(empty);
  });
  return orders.length;
}

/** True when every order places every task. */
export function placesAll(situation: Situation, options: SimulationOptions): boolean {
  let all = true;
  steadyRuns(situation, options, (outcome) => {
    all &&= unplaced(outcome) === 0;
  });
  return all;
}

export function unplaced(outcome: Outcome): number {
  return [...outcome.values()].reduce((sum, { asked, placed }) => sum + asked - placed, 0);
}
