import type { StrategyResult } from './size-report';
import { steadyRuns, unplaced } from './steady-runs';
import type { SimulationOptions } from '../scenario/options';
import type { Situation } from '../scenario/situation';
import type { Engine } from '../scheduler/engine';
import type { Strategy } from '../scheduler/problem';

const ZONE: Strategy = { kind: 'spread', by: 'attribute', name: 'ecs.availability-zone' };

const STRATEGIES: readonly { readonly name: string; readonly strategies: readonly Strategy[] }[] = [
  { name: 'spread over zones, then instances (the default)', strategies: [ZONE, { kind: 'spread', by: 'instance' }] },
  { name: 'spread over zones, then binpack memory', strategies: [ZONE, { kind: 'binpack', by: 'memory' }] },
  { name: 'spread over zones, then binpack CPU', strategies: [ZONE, { kind: 'binpack', by: 'cpu' }] },
  { name: 'binpack memory', strategies: [{ kind: 'binpack', by: 'memory' }] },
  { name: 'binpack CPU', strategies: [{ kind: 'binpack', by: 'cpu' }] },
];

/** The same services on the same instances with other placement strategies, the ones of the template first. */
export function compareStrategies(situation: Situation, options: SimulationOptions): readonly StrategyResult[] {
  return [
    resultOf('as in the template', situation, options),
    ...STRATEGIES.map(({ name, strategies }) => resultOf(name, withStrategies(situation, strategies), options)),
  ];
}

function resultOf(strategy: string, situation: Situation, options: SimulationOptions): StrategyResult {
  let ordersPlaced = 0;
  let worstUnplaced = 0;
  let instancesInUse = 0;
  const orders = steadyRuns(situation, options, (outcome, engine) => {
    const refused = unplaced(outcome);
    if (refused === 0) ordersPlaced += 1;
    worstUnplaced = Math.max(worstUnplaced, refused);
    instancesInUse = Math.max(instancesInUse, inUse(situation, engine));
  });
  return { strategy, ordersPlaced, orders, worstUnplaced, instancesInUse };
}

function inUse(situation: Situation, engine: Engine): number {
  const replicas = situation.services.flatMap((service, index) => (service.daemon ? [] : [index]));
  return situation.problem.instances.filter((_, instance) => replicas.some((index) => engine.countOn(index, instance) > 0)).length;
}

function withStrategies(situation: Situation, strategies: readonly Strategy[]): Situation {
  const requests = situation.problem.requests.map((request) => (request.daemon ? request : { ...request, strategies }));
  return { ...situation, problem: { ...situation.problem, requests } };
}
