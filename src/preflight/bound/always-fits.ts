import { copiesPerKind, dependsOnTasks } from './copies';
import { kindsOf, type InstanceKind } from './instance-kinds';
import type { Problem, TaskRequest } from '../scheduler/problem';

const DIMENSIONS = ['cpu', 'memory', 'gpus', 'enis'] as const;
const HOST_PORTS = 100;

/**
 * Proof that the last of `counts[request]` tasks finds room in every order: even an adversary who spends all other
 * tasks to block instances cannot block all instances that the task may use.
 */
export function proveAlwaysFits(problem: Problem, counts: readonly number[], request: number): boolean {
  const wanted = problem.requests[request];
  if (counts[request] === 0) return true;
  // A constraint that depends on what already runs can be blocked without taking room.
  if (wanted.memberOf.some((expression) => dependsOnTasks(expression.text)) || wanted.daemon) return false;
  if ((wanted.capacity?.length ?? 0) > 1) return false;
  const copies = copiesPerKind(problem, request);
  const usable = kindsOf(problem).kinds.filter(
    ({ instance }, kind) => copies[kind] > 0 && (!wanted.capacity || wanted.capacity[0].group === instance.group),
  );
  const others = counts.map((count, index) => (index === request ? count - 1 : count));
  const byAmounts = Math.min(blockedOneByOne(problem, usable, others, wanted), blockedTogether(problem, usable, others, wanted));
  const blocked = byAmounts + blockedByPorts(problem, usable, others, wanted) + (wanted.distinctInstance ? counts[request] - 1 : 0);
  return blocked < usable.reduce((sum, { count }) => sum + count, 0);
}

/** Each resource alone: the instances that all other tasks can push below the need, the cheapest ones first. */
function blockedOneByOne({ requests }: Problem, usable: readonly InstanceKind[], others: readonly number[], wanted: TaskRequest): number {
  let blocked = 0;
  for (const resource of DIMENSIONS) {
    if (wanted.needs[resource] === 0) continue;
    let left = others.reduce((sum, count, index) => sum + (count === 0 ? 0 : count * requests[index].needs[resource]), 0);
    const prices = usable
      .map(({ instance, count }) => ({ price: priceOf(instance.registered[resource], wanted.needs[resource]), count }))
      .sort((a, b) => a.price - b.price);
    for (const { price, count } of prices) {
      const bought = Math.min(count, Math.floor(left / price));
      left -= bought * price;
      blocked += bought;
      if (bought < count) break;
    }
  }
  return blocked;
}

/**
 * All resources together: a task lies on one instance, and that instance is blocked by one resource. So a task counts for the
 * largest part that it is of any price, and not once for each resource.
 */
function blockedTogether({ requests }: Problem, usable: readonly InstanceKind[], others: readonly number[], wanted: TaskRequest): number {
  const dimensions = DIMENSIONS.filter((resource) => wanted.needs[resource] > 0);
  const prices = dimensions.map((resource) =>
    Math.min(...usable.map(({ instance }) => priceOf(instance.registered[resource], wanted.needs[resource]))),
  );
  let parts = 0;
  others.forEach((count, index) => {
    if (count > 0) parts += count * Math.max(0, ...dimensions.map((resource, at) => requests[index].needs[resource] / prices[at]));
  });
  // Rounding must not turn a whole instance into a little less than one.
  return Math.floor(parts + 1e-9);
}

/** What has to be taken of an instance so that less than the need is left. */
function priceOf(registered: number, need: number): number {
  return registered - need + 1;
}

/** A task with one of the same ports blocks its instance; many ports together use up what may be reserved on one. */
function blockedByPorts({ requests }: Problem, usable: readonly InstanceKind[], others: readonly number[], wanted: TaskRequest): number {
  let blocked = 0;
  for (const protocol of ['Tcp', 'Udp'] as const) {
    const ports = wanted[PORTS[protocol]];
    if (ports.length === 0) continue;
    let ofOthers = 0;
    others.forEach((count, index) => {
      const theirs = requests[index][PORTS[protocol]];
      if (theirs.some((port) => ports.includes(port))) blocked += count;
      ofOthers += count * theirs.length;
    });
    const least = Math.min(...usable.map(({ instance }) => HOST_PORTS - instance[`reserved${protocol}Ports`].length - ports.length + 1));
    blocked += least > 0 ? Math.floor(ofOthers / least) : Number.POSITIVE_INFINITY;
  }
  return blocked;
}

const PORTS = { Tcp: 'tcpPorts', Udp: 'udpPorts' } as const;
