import type { Situation } from './situation';
import type { Instance, Problem, TaskRequest } from '../scheduler/problem';

/** True when two readings of one cluster come to the same: whatever is played goes the same way in both. */
export function playsAlike(one: Situation, other: Situation): boolean {
  if (one.problem.instances.length !== other.problem.instances.length || textOf(one) !== textOf(other)) return false;
  const parts = new Map<object, string>();
  return one.problem.instances.every((instance, index) => instanceText(instance, parts) === instanceText(other.problem.instances[index], parts));
}

/** All but the instances. */
function textOf({ problem, services, leftOut, spotInstances, groups, growing }: Situation): string {
  const constraints = asksUnknown(problem);
  const requests = problem.requests.map((request) => requestText(request, constraints));
  const simulated = services.map(({ service, desired, daemon }) => [service.id, desired, daemon]);
  return JSON.stringify([requests, simulated, leftOut.map(({ service, because }) => [service.id, because]), [...spotInstances], groups, growing]);
}

function requestText(request: TaskRequest, constraints: boolean): string {
  const { memberOf, unknownConstraintHolds, ...rest } = request;
  return JSON.stringify([rest, memberOf.map(({ text }) => text), constraints && unknownConstraintHolds]);
}

/** How a constraint with an unknown value is read says nothing where there is none. */
function asksUnknown({ instances, requests }: Problem): boolean {
  return requests.some(({ memberOf }) => memberOf.length > 0) || instances.some(({ unknownAttributes = [] }) => unknownAttributes.includes('*'));
}

function instanceText(instance: Instance, parts: Map<object, string>): string {
  const text = (part: object) => {
    const known = parts.get(part) ?? JSON.stringify(part);
    parts.set(part, known);
    return known;
  };
  const { registered, reservedTcpPorts, reservedUdpPorts, attributes, unknownAttributes = NONE, ...rest } = instance;
  const { id, group, instanceType, zone, vpc } = rest;
  return [id, group, instanceType, zone, vpc, ...[registered, reservedTcpPorts, reservedUdpPorts, attributes, unknownAttributes].map(text)].join('\u0000');
}

const NONE: readonly string[] = [];
