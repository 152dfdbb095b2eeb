import { copiesPerInstance, dependsOnTasks } from './copies';
import type { Engine } from '../scheduler/engine';
import type { Instance, TaskRequest } from '../scheduler/problem';

/**
 * Proof that the last of `counts[request]` tasks finds room in every order: even an adversary who spends all other
 * tasks to block instances, one resource at a time, cannot block all instances that the task may use.
 */
export function proveAlwaysFits(engine: Engine, counts: readonly number[], request: number): boolean {
  const { requests, instances } = engine.problem;
  const wanted = requests[request];
  if (counts[request] === 0) return true;
  // A constraint that depends on what already runs can be blocked without taking room.
  if (wanted.memberOf.some((expression) => dependsOnTasks(expression.text)) || wanted.daemon) return false;
  if ((wanted.capacity?.length ?? 0) > 1) return false;
  const copies = copiesPerInstance(engine, request);
  const usable = instances.filter(
    (instance, index) => copies[index] > 0 && (!wanted.capacity || wanted.capacity[0].group === instance.group),
  );
  let blocked = 0;
  for (const resource of ['cpu', 'memory', 'gpus', 'enis'] as const) {
    if (wanted.needs[resource] === 0) continue;
    let others = -wanted.needs[resource];
    counts.forEach((count, index) => {
      others += count * requests[index].needs[resource];
    });
    blocked += blockable(usable, resource, wanted.needs[resource], others);
  }
  blocked += blockedByPorts(requests, counts, request);
  if (wanted.distinctInstance) blocked += counts[request] - 1;
  return blocked < usable.length;
}

/** The most instances whose remaining resource an amount of other tasks can push below the need. */
function blockable(instances: readonly Instance[], resource: 'cpu' | 'memory' | 'gpus' | 'enis', need: number, amount: number): number {
  const prices = instances.map((instance) => instance.registered[resource] - need + 1).sort((a, b) => a - b);
  let left = amount;
  let blocked = 0;
  for (const price of prices) {
    if (price > left) break;
    left -= price;
    blocked += 1;
  }
  return blocked;
}

function blockedByPorts(requests: readonly TaskRequest[], counts: readonly number[], request: number): number {
  const wanted = requests[request];
  const fixed = wanted.tcpPorts.length + wanted.udpPorts.length;
  if (fixed === 0) return 0;
  let blocked = 0;
  requests.forEach((other, index) => {
    const others = index === request ? counts[index] - 1 : counts[index];
    // Any task with fixed ports may clash or fill the limit of reserved ports.
    if (other.tcpPorts.length + other.udpPorts.length > 0) blocked += others;
  });
  return blocked;
}
