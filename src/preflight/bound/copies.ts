import type { Engine } from '../scheduler/engine';
import type { Instance, TaskRequest } from '../scheduler/problem';

/** ECS reserves at most this many host ports per container instance, the agent's own among them. */
const RESERVED_PORT_LIMIT = 100;

/**
 * How many tasks of a request an instance holds at most when nothing else runs there; 0 where a filter refuses it.
 * A constraint on what else runs there does not count: an empty instance cannot tell how it will be.
 */
export function copiesPerInstance(engine: Engine, request: number): readonly number[] {
  const wanted = engine.problem.requests[request];
  return engine.refusalsWhenEmpty(request).map((refusal) => {
    const lasting = refusal.reasons.filter((reason) => !(reason.kind === 'member-of' && dependsOnTasks(reason.expression)));
    return lasting.length > 0 ? 0 : copiesOn(engine.problem.instances[refusal.instance], wanted);
  });
}

/** True when the expression asks what runs on the instance, which placements change. */
export function dependsOnTasks(expression: string): boolean {
  return /task:group|runningTasksCount/.test(expression);
}

export function roomFor(engine: Engine, request: number): number {
  return copiesPerInstance(engine, request).reduce((sum, copies) => sum + copies, 0);
}

/** Copies by each resource alone; undefined where the task asks for none of it. */
export function copiesByResource(
  instance: Instance,
  request: TaskRequest,
): Readonly<Record<'cpu' | 'memory' | 'gpus' | 'enis', number | undefined>> {
  const by = (offered: number, needed: number) => (needed > 0 ? Math.floor(offered / needed) : undefined);
  return {
    cpu: by(instance.registered.cpu, request.needs.cpu),
    memory: by(instance.registered.memory, request.needs.memory),
    gpus: by(instance.registered.gpus, request.needs.gpus),
    enis: by(instance.registered.enis, request.needs.enis),
  };
}

function copiesOn(instance: Instance, request: TaskRequest): number {
  if (request.daemon || request.distinctInstance || request.tcpPorts.length > 0 || request.udpPorts.length > 0) {
    return instance.reservedTcpPorts.length + request.tcpPorts.length <= RESERVED_PORT_LIMIT ? 1 : 0;
  }
  const limits = Object.values(copiesByResource(instance, request)).filter((copies) => copies !== undefined);
  return limits.length === 0 ? Number.MAX_SAFE_INTEGER / 1e6 : Math.min(...limits);
}
