import { failed } from './failed';
import type { Outcome, ServiceOutcome } from './outcome';
import type { ScenarioScript } from './script';
import type { Stage } from './stage';
import { kindsOf } from '../bound/instance-kinds';
import type { Engine } from '../scheduler/engine';

/** Every service at its desired count: the state from which all other scenarios start. */
export const steadyStateScenario: ScenarioScript = {
  name: 'steady-state',
  mostOrders: Number.POSITIVE_INFINITY,
  exempt: () => undefined,
  run: steadyState,
  counts: (_situation, steady) => steady,
};

/** Daemons first, as ECS starts them first on each instance. */
export function steadyState(stage: Stage): Outcome {
  const { situation, engine, order } = stage;
  const daemons = order.filter((index) => situation.services[index].daemon);
  const replicas = order.filter((index) => !situation.services[index].daemon);
  const outcome = new Map<number, ServiceOutcome>();
  for (const index of [...daemons, ...replicas]) {
    const asked = situation.services[index].daemon ? daemonCount(engine, index) : situation.services[index].desired;
    outcome.set(index, startTasks(stage, index, asked, 'steady state'));
  }
  return outcome;
}

/** A daemon wants every instance that its constraints admit, whether there is room or not. */
export function daemonCount(engine: Engine, request: number): number {
  const { kinds, refusals } = kindsOf(engine.problem);
  return refusals(request).reduce((sum, reasons, kind) => sum + (reasons.every((reason) => isRoom(reason.kind)) ? kinds[kind].count : 0), 0);
}

export function startTasks(stage: Stage, index: number, tasks: number, moment: string): ServiceOutcome {
  const placed = stage.engine.placeMany(index, tasks).length;
  return placed === tasks ? { asked: tasks, placed, failed: false } : failed(stage, { index, request: index, asked: tasks, placed, moment });
}

function isRoom(kind: string): boolean {
  return ['cpu', 'memory', 'gpus', 'enis', 'tcp-port', 'udp-port', 'reserved-ports'].includes(kind);
}
