import { heldNow } from './held';
import type { Outcome, ServiceOutcome } from './outcome';
import type { ScenarioScript } from './script';
import type { Situation } from './situation';
import type { Engine } from '../scheduler/engine';

/** Every service at its desired count: the state from which all other scenarios start. */
export const steadyStateScenario: ScenarioScript = {
  name: 'steady-state',
  mostOrders: Number.POSITIVE_INFINITY,
  exempt: () => undefined,
  run: steadyState,
  counts: (_situation, steady) => steady,
};

/** Daemons first. `order` lists the services (indices) as ECS happens to meet them. */
export function steadyState(situation: Situation, engine: Engine, order: readonly number[]): Outcome {
  const daemons = order.filter((index) => situation.services[index].daemon);
  const replicas = order.filter((index) => !situation.services[index].daemon);
  const outcome = new Map<number, ServiceOutcome>();
  for (const index of [...daemons, ...replicas]) {
    const asked = situation.services[index].daemon ? daemonCount(engine, index) : situation.services[index].desired;
    outcome.set(index, startTasks(situation, engine, index, asked, 'steady state'));
  }
  return outcome;
}

/** A daemon wants every instance that its constraints admit, whether there is room or not. */
export function daemonCount(engine: Engine, request: number): number {
  return engine.refusalsWhenEmpty(request).filter((refusal) => refusal.reasons.every((reason) => isRoom(reason.kind))).length;
}

export function startTasks(situation: Situation, engine: Engine, request: number, asked: number, moment: string): ServiceOutcome {
  const placed = engine.placeMany(request, asked).length;
  if (placed === asked) return { asked, placed };
  return { asked, placed, failure: { moment, refusals: engine.refusals(request), held: heldNow(situation, engine) } };
}

function isRoom(kind: string): boolean {
  return ['cpu', 'memory', 'gpus', 'enis', 'tcp-port', 'udp-port', 'reserved-ports'].includes(kind);
}
