import { createEngine } from '../scheduler/create-engine';
import type { Instance, Problem } from '../scheduler/problem';
import type { Reason } from '../scheduler/refusal';
import { ValueTree } from '../scheduler/value-tree';

/** Instances that nothing tells apart while nothing runs on them. */
export interface InstanceKind {
  readonly instance: Instance;
  readonly count: number;
}

export interface InstanceKinds {
  readonly kinds: readonly InstanceKind[];
  /** Kind of each instance of the problem. */
  readonly kindOf: Int32Array;
  /** Why an empty instance of each kind refuses a task of the request. */
  refusals(request: number): readonly (readonly Reason[])[];
}

const KINDS = new WeakMap<Problem, InstanceKinds>();

/** Facts about empty instances are worked out once per kind: a large cluster has few kinds. */
export function kindsOf(problem: Problem): InstanceKinds {
  const known = KINDS.get(problem) ?? findKinds(problem);
  KINDS.set(problem, known);
  return known;
}

function findKinds(problem: Problem): InstanceKinds {
  const kinds: { readonly instance: Instance; count: number }[] = [];
  const positions = new ValueTree<number>();
  const textOf = new Map<object, string>();
  const kindOf = Int32Array.from(problem.instances, (instance) => {
    const kind = positions.get(valuesOf(instance, textOf), () => kinds.push({ instance, count: 0 }) - 1);
    kinds[kind].count += 1;
    return kind;
  });
  const engine = createEngine({ instances: kinds.map(({ instance }) => instance), requests: problem.requests }, { kind: 'reference' });
  const found = new Map<number, readonly (readonly Reason[])[]>();
  const refusals = (request: number) => {
    const known = found.get(request) ?? engine.refusalsWhenEmpty(request).map(({ reasons }) => reasons);
    found.set(request, known);
    return known;
  };
  return { kinds, kindOf, refusals };
}

/** Amounts and attributes are usually shared objects, whose text is made once. */
function valuesOf(instance: Instance, textOf: Map<object, string>): readonly string[] {
  const text = (part: object) => {
    const known = textOf.get(part) ?? JSON.stringify(part);
    textOf.set(part, known);
    return known;
  };
  const { group, instanceType, zone, vpc = '', registered, reservedTcpPorts, reservedUdpPorts, attributes, unknownAttributes = NONE } = instance;
  const parts = [registered, reservedTcpPorts, reservedUdpPorts, attributes, unknownAttributes].map(text);
  return [group, instanceType, zone, vpc, ...parts];
}

const NONE: readonly string[] = [];
