import type { CompareNode } from './expression';
import { compilePattern, matchPattern, type Pattern, type PatternReading } from './pattern';

/** A constraint is asked of every instance, again and again: each pattern is compiled once, each value matched once. */
interface CompiledNode {
  readonly pattern: Pattern;
  readonly answers: Readonly<Record<PatternReading, Map<string, 'true' | 'false' | 'unknown'>>>;
}

const compiled = new WeakMap<CompareNode, CompiledNode>();

/** A cluster has a few dozen different values of an attribute; this bounds the memory of one that has not. */
const MAX_ANSWERS = 1000;

/** The pattern of a `=~` or `!~` node. */
export function compiledPattern(node: CompareNode): Pattern {
  return compiledNode(node).pattern;
}

/** Whether a value matches the pattern of the node. */
export function matchNode(node: CompareNode, value: string, reading: PatternReading): 'true' | 'false' | 'unknown' {
  const { pattern, answers: { [reading]: answers } } = compiledNode(node);
  const known = answers.get(value);
  if (known !== undefined) return known;
  const answer = matchPattern(pattern, value, reading);
  if (answers.size >= MAX_ANSWERS) answers.clear();
  answers.set(value, answer);
  return answer;
}

function compiledNode(node: CompareNode): CompiledNode {
  let ready = compiled.get(node);
  if (ready === undefined) {
    ready = { pattern: compilePattern(node.value.text), answers: { whole: new Map(), find: new Map() } };
    compiled.set(node, ready);
  }
  return ready;
}
