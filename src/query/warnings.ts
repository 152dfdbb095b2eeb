import { resemblesBuiltIn } from './built-in-attributes';
import type { CompareNode, OrNode, Place, QueryNode, QuerySubject, QueryValue, QueryWarning } from './expression';
import { compiledPattern } from './node-pattern';
import { DOCUMENTED_OPERATORS, signOf, type Operator } from './operators';
import { instantOf, numberOf, versionOf } from './value-types';

/** What a tree leaves to the reader's choice, node by node. */
export function warningsOf(tree: QueryNode): readonly QueryWarning[] {
  const warnings: QueryWarning[] = [];
  const pending = [tree];
  while (pending.length > 0) {
    const node = pending.pop()!;
    if (node.kind === 'and' || node.kind === 'or') pending.push(...node.operands);
    else if (node.kind === 'not') pending.push(node.operand);
    else warnings.push(...simpleWarnings(node));
  }
  return warnings;
}

/** `a or b and c` without parentheses. */
export function mixWarning(node: OrNode): QueryWarning {
  return at(node, '`and` and `or` are mixed without parentheses; `and` is taken first, and ECS does not document the order');
}

function simpleWarnings(node: Exclude<QueryNode, { kind: 'and' | 'or' | 'not' }>): readonly QueryWarning[] {
  const values = node.kind === 'compare' ? [node.value] : node.kind === 'in' ? node.values : [];
  return [
    ...subjectWarnings(node.subject, node),
    ...values.flatMap(quotesWarnings),
    ...(node.kind === 'compare' ? compareWarnings(node) : []),
  ];
}

function subjectWarnings(subject: QuerySubject, operator: Operator): readonly QueryWarning[] {
  if (subject.kind !== 'attribute') {
    const sign = signOf(operator);
    const documented = DOCUMENTED_OPERATORS[subject.kind];
    if (documented.includes(sign)) return [];
    return [at(subject, `ECS does not document \`${sign}\` for ${subject.kind}, only ${documented.join(' ')}; the result is unknown`)];
  }
  const meant = resemblesBuiltIn(subject.name);
  return meant === undefined ? [] : [at(subject, `\`${subject.name}\` is not an attribute of ECS; \`${meant}\` is`)];
}

function quotesWarnings(value: QueryValue): readonly QueryWarning[] {
  if (value.quotes !== 'double') return [];
  return [at(value, 'ECS documents single quotes only; whether double quotes are part of the value is unknown')];
}

function compareWarnings(node: CompareNode): readonly QueryWarning[] {
  if (node.operator === '=~' || node.operator === '!~') return patternWarnings(node);
  const { subject, value } = node;
  const isOrder = node.operator !== '==' && node.operator !== '!=';
  if (subject.kind === 'attribute' && isOrder) {
    const reading = numberOf(value.text) === undefined ? 'by their characters' : 'as numbers where both sides are numbers, else by their characters';
    return [at(node, `ECS does not document \`${node.operator}\` for attributes; values are compared ${reading}`)];
  }
  const typed = { runningTasksCount: numberOf, registeredAt: instantOf, agentVersion: versionOf }[subject.kind as string];
  if (typed === undefined || typed(value.text) !== undefined) return [];
  return [at(value, `\`${value.text}\` is not ${EXPECTED[subject.kind]}; the result is unknown`)];
}

const EXPECTED: Readonly<Record<string, string>> = {
  runningTasksCount: 'a number',
  registeredAt: 'a time such as 2018-06-18 or 2018-06-18T22:28:28Z',
  agentVersion: 'a version such as 1.14.5',
};

function patternWarnings(node: CompareNode): readonly QueryWarning[] {
  const pattern = compiledPattern(node);
  if (!pattern.ok) return [at(node.value, `the pattern cannot be evaluated here: ${pattern.because}; the result is unknown`)];
  if (!readingsMayDiffer(node.value.text)) return [];
  return [at(node.value, 'the pattern is compared with the whole value; if ECS searches inside the value, the result can differ')];
}

/**
 * Every pattern in the ECS guide is a prefix followed by `.*`, for which both readings agree in practice.
 * An anchor on one side only, or an end without `.*`, is where they part.
 */
function readingsMayDiffer(pattern: string): boolean {
  const endsOpen = /\.[*+]$/.test(pattern);
  const endsClosed = /(^|[^\\])\$$/.test(pattern);
  const startsClosed = /^(\^|\.\*)/.test(pattern);
  return !(endsOpen || (startsClosed && endsClosed));
}

function at(place: Place, message: string): QueryWarning {
  return { start: place.start, end: place.end, message };
}
