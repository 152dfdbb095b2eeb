import type { CompareNode, ExistsNode, InNode } from './expression';
import { compiledPattern, matchNode } from './node-pattern';
import type { PatternReading } from './pattern';
import { compareVersions, instantOf, numberOf, versionOf } from './value-types';

export type SimpleNode = CompareNode | ExistsNode | InNode;

/** A result, or why there is none. */
export type Answer = 'true' | 'false' | { readonly because: string };

export function truth(satisfied: boolean): Answer {
  return satisfied ? 'true' : 'false';
}

/** Compares a text, such as the value of an attribute. */
export function compareText(node: CompareNode | InNode, actual: string, reading?: PatternReading | 'both'): Answer {
  const values = node.kind === 'in' ? node.values : [node.value];
  if (values.some((value) => value.quotes === 'double')) return { because: 'whether double quotes are part of the value is not documented' };
  if (node.kind === 'in') return truth(values.some((value) => value.text === actual) !== node.negated);
  if (node.operator === '=~' || node.operator === '!~') return comparePattern(node, actual, reading);
  const [left, right] = [numberOf(actual), numberOf(node.value.text)];
  const isEquality = node.operator === '==' || node.operator === '!=';
  if (isEquality || left === undefined || right === undefined) return holds(node, actual < node.value.text ? -1 : Number(actual !== node.value.text));
  return holds(node, left - right);
}

function comparePattern(node: CompareNode, actual: string, reading: PatternReading | 'both' = 'whole'): Answer {
  const pattern = compiledPattern(node);
  if (!pattern.ok) return { because: `the pattern ${node.value.text} cannot be evaluated here: ${pattern.because}` };
  const matches = matchNode(node, actual, reading === 'both' ? 'whole' : reading);
  if (reading === 'both' && matches !== matchNode(node, actual, 'find')) {
    return { because: `whether ECS compares the pattern ${node.value.text} with the whole value or searches inside it is not documented` };
  }
  if (matches === 'unknown') return { because: `the pattern ${node.value.text} is too large to evaluate here` };
  return truth((matches === 'true') === (node.operator === '=~'));
}

/** Compares what has a type of its own; a value that is not of the type gives no result. */
export function compareTyped(node: SimpleNode, actual: string, kind: 'runningTasksCount' | 'registeredAt' | 'agentVersion'): Answer {
  if (node.kind !== 'compare') return { because: `${kind} is compared with one value` };
  const order = kind === 'agentVersion'
    ? combine(versionOf(actual), versionOf(node.value.text), compareVersions)
    : combine(TYPES[kind](actual), TYPES[kind](node.value.text), (left, right) => left - right);
  return order === undefined ? { because: `${node.value.text} cannot be compared with ${kind}` } : holds(node, order);
}

const TYPES = { runningTasksCount: numberOf, registeredAt: instantOf };

function combine<T>(left: T | undefined, right: T | undefined, order: (left: T, right: T) => number): number | undefined {
  return left === undefined || right === undefined ? undefined : order(left, right);
}

/** True when the instance hosts a task of the group. */
export function compareGroup(node: SimpleNode, groups: { hasGroup(name: string): boolean }): Answer {
  if (node.kind !== 'compare' || node.value.quotes === 'double') return { because: 'the task group is compared with one value' };
  return truth(groups.hasGroup(node.value.text));
}

function holds({ operator }: CompareNode, order: number): Answer {
  switch (operator) {
    case '==': return truth(order === 0);
    case '!=': return truth(order !== 0);
    case '>': return truth(order > 0);
    case '>=': return truth(order >= 0);
    case '<': return truth(order < 0);
    case '<=': return truth(order <= 0);
    default: return { because: `${operator} is not an order` };
  }
}
