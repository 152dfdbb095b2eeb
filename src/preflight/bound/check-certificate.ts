import type { Certificate } from './certificate';
import type { Instance, Problem, TaskRequest } from '../scheduler/problem';

const DIMENSIONS = ['cpu', 'memory', 'gpus', 'enis'] as const;
const HOST_PORTS = 100;

/** Whether a placement constraint or an attribute lets the request use the instance at all. */
export type Allowed = (instance: number, request: number) => boolean;

/**
 * True when the certificate really proves that `counts[request]` tasks cannot run beside `counts` of all others. It counts
 * again from the amounts of the problem and asks neither the engine nor the code that made the certificate, so an error in
 * one of them shows.
 */
export function certificateHolds(
  problem: Problem,
  counts: readonly number[],
  request: number,
  certificate: Certificate,
  allowed: Allowed,
): boolean {
  const wanted = problem.requests[request];
  switch (certificate.kind) {
    case 'no-instances':
      return problem.instances.length === 0 && counts[request] > 0;
    case 'too-large-when-empty':
      return (
        counts[request] > 0 &&
        problem.instances.every((instance, index) => !allowed(index, request) || mostCopies(instance, wanted, 1) === 0)
      );
    case 'copies': {
      const room = problem.instances.reduce(
        (sum, instance, index) => sum + (allowed(index, request) ? mostCopies(instance, wanted, counts[request]) : 0),
        0,
      );
      return certificate.asked === counts[request] && room < certificate.asked;
    }
    case 'volume':
      return volumeHolds(problem, counts, certificate, allowed);
    case 'weights': {
      const heaviest = problem.instances.reduce(
        (sum, _, index) => sum + mostWeight(problem, counts, certificate.weights, index, allowed),
        0,
      );
      const all = counts.reduce((sum, count, index) => sum + count * certificate.weights[index], 0);
      return (
        certificate.weights.every((weight) => weight >= 0) &&
        all === certificate.needed &&
        heaviest <= certificate.offered &&
        certificate.offered < all
      );
    }
    case 'after-loss': {
      const lost = new Set(certificate.lost);
      const left = problem.instances.map((_, index) => index).filter((index) => !lost.has(index));
      const after = { ...problem, instances: left.map((index) => problem.instances[index]) };
      return lost.size > 0 && certificateHolds(after, counts, request, certificate.bound, (index, of) => allowed(left[index], of));
    }
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

/** The named requests may use the named instances only, and need more than those register. */
function volumeHolds(
  problem: Problem,
  counts: readonly number[],
  { resource, needed, offered, requests, instances }: Extract<Certificate, { readonly kind: 'volume' }>,
  allowed: Allowed,
): boolean {
  const outside = problem.instances.map((_, index) => index).filter((index) => !instances.includes(index));
  const leaves = (request: number) =>
    outside.some((index) => allowed(index, request) && mostCopies(problem.instances[index], problem.requests[request], 1) > 0);
  if (requests.some(leaves)) return false;
  let demand = 0;
  for (const request of requests) demand += counts[request] * problem.requests[request].needs[resource];
  let supply = 0;
  for (const instance of new Set(instances)) supply += problem.instances[instance].registered[resource];
  return demand === needed && supply === offered && demand > supply;
}

/** The most weight on one instance: tasks are added one at a time, never an earlier request after a later one. */
function mostWeight(problem: Problem, counts: readonly number[], weights: readonly number[], instance: number, allowed: Allowed): number {
  const heaviest = (from: number, used: readonly number[], taken: readonly number[]): number => {
    let best = 0;
    for (let request = from; request < counts.length; request += 1) {
      const { needs } = problem.requests[request];
      if (weights[request] === 0 || taken[request] >= counts[request] || !allowed(instance, request)) continue;
      if (taken[request] >= mostCopies(problem.instances[instance], problem.requests[request], taken[request] + 1)) continue;
      const after = DIMENSIONS.map((kind, at) => used[at] + needs[kind]);
      if (DIMENSIONS.some((kind, at) => after[at] > problem.instances[instance].registered[kind])) continue;
      best = Math.max(
        best,
        weights[request] +
          heaviest(
            request,
            after,
            taken.map((count, index) => (index === request ? count + 1 : count)),
          ),
      );
    }
    return best;
  };
  return heaviest(
    0,
    DIMENSIONS.map(() => 0),
    counts.map(() => 0),
  );
}
