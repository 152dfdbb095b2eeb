import type { CompareNode } from './expression';
import { compilePattern, type Pattern } from './pattern';

/** Patterns are compiled once for each node: a constraint is asked of every kind of instance. */
const compiled = new WeakMap<CompareNode, Pattern>();

/** The pattern of a `=~` or `!~` node. */
export function compiledPattern(node: CompareNode): Pattern {
  const ready = compiled.get(node);
  if (ready !== undefined) return ready;
  const pattern = compilePattern(node.value.text);
  compiled.set(node, pattern);
  return pattern;
}
