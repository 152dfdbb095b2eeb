import type { Certificate } from './certificate';
import type { Instance, Problem, Resources, TaskRequest } from '../scheduler/problem';

const DIMENSIONS = ['cpu', 'memory', 'gpus', 'enis'] as const;
const HOST_PORTS = 100;

/**
 * True when the certificate really proves that `counts[request]` tasks cannot run beside `counts` of all others. It counts
 * again from the amounts of the problem and asks neither the engine nor the code that made the certificate, so an error in
 * one of them shows. A refusal by a placement constraint or an attribute it takes from `allowed`.
 */
export function certificateHolds(
  problem: Problem,
  counts: readonly number[],
  request: number,
  certificate: Certificate,
  allowed: (instance: number) => boolean,
): boolean {
  const wanted = problem.requests[request];
  switch (certificate.kind) {
    case 'no-instances':
      return problem.instances.length === 0 && counts[request] > 0;
    case 'too-large-when-empty':
      return counts[request] > 0 && problem.instances.every((instance, index) => !allowed(index) || mostCopies(instance, wanted, 1) === 0);
    case 'copies': {
      const room = problem.instances.reduce((sum, instance, index) => sum + (allowed(index) ? mostCopies(instance, wanted, counts[request]) : 0), 0);
      return certificate.asked === counts[request] && room < certificate.asked;
    }
    case 'volume':
      return volumeHolds(problem, counts, certificate.resource, certificate.needed, certificate.offered);
  }
}

/** The most copies up to `limit` that the instance holds, tried one after the other. */
function mostCopies(instance: Instance, wanted: TaskRequest, limit: number): number {
  const ports = wanted.tcpPorts.length + wanted.udpPorts.length;
  if (wanted.tcpPorts.some((port) => instance.reservedTcpPorts.includes(port))) return 0;
  if (wanted.udpPorts.some((port) => instance.reservedUdpPorts.includes(port))) return 0;
  const taken = [wanted.tcpPorts.length + instance.reservedTcpPorts.length, wanted.udpPorts.length + instance.reservedUdpPorts.length];
  if (taken.some((count) => count > HOST_PORTS)) return 0;
  const single = ports > 0 || wanted.distinctInstance || wanted.daemon;
  let copies = 0;
  const holds = (number: number) => DIMENSIONS.every((kind) => number * wanted.needs[kind] <= instance.registered[kind]);
  while (copies < limit && (copies === 0 || !single) && holds(copies + 1)) copies += 1;
  return copies;
}

function volumeHolds(problem: Problem, counts: readonly number[], resource: keyof Resources, needed: number, offered: number): boolean {
  let demand = 0;
  for (let index = 0; index < counts.length; index += 1) demand += counts[index] * problem.requests[index].needs[resource];
  let supply = 0;
  for (const instance of problem.instances) supply += instance.registered[resource];
  return demand === needed && supply === offered && demand > supply;
}
