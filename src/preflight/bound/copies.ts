import { kindsOf } from './instance-kinds';
import type { Engine } from '../scheduler/engine';
import type { Instance, Problem, TaskRequest } from '../scheduler/problem';

/** ECS reserves at most this many host ports per container instance, the agent's own among them. */
const RESERVED_PORT_LIMIT = 100;

/**
 * How many tasks of a request an instance of each kind holds at most when nothing else runs there; 0 where a filter refuses it. A
 * constraint on what else runs there does not count: an empty instance cannot tell how it will be.
 */
export function copiesPerKind(problem: Problem, request: number): readonly number[] {
  const { kinds, refusals } = kindsOf(problem);
  const reasons = refusals(request);
  return kinds.map(({ instance }, kind) => {
    const lasting = reasons[kind].some((reason) => !(reason.kind === 'member-of' && dependsOnTasks(reason.expression)));
    return lasting ? 0 : copiesOn(instance, problem.requests[request]);
  });
}

/** True when the expression asks what runs on the instance, which placements change. */
export function dependsOnTasks(expression: string): boolean {
  return /task:group|runningTasksCount/.test(expression);
}

export function roomFor({ problem }: Pick<Engine, 'problem'>, request: number): number {
  const copies = copiesPerKind(problem, request);
  return kindsOf(problem).kinds.reduce((sum, { count }, kind) => sum + count * copies[kind], 0);
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
