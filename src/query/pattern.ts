import { compileAutomaton, runAutomaton, type Automaton } from './pattern-automaton';
import { parsePattern } from './pattern-parse';

/** A Java pattern, compiled, or the reason why it cannot be evaluated here. */
export type Pattern =
  | { readonly ok: true; readonly automaton: Automaton }
  | { readonly ok: false; readonly because: string };

/**
 * How much of the value a pattern has to cover. ECS does not say which one it takes; every documented
 * example ends in `.*` and reads the same in both.
 */
export type PatternReading = 'whole' | 'find';

/** Steps spent on one value before we give up; a 128-character value of a large pattern needs well under a million. */
const MAX_STEPS = 50_000_000;

export function compilePattern(text: string): Pattern {
  const parsed = parsePattern(text);
  return parsed.ok ? compileAutomaton(parsed.tree) : parsed;
}

/** Whether the value matches, in time linear in its length; `unknown` when the pattern cannot be evaluated. */
export function matchPattern(pattern: Pattern, value: string, reading: PatternReading = 'whole'): 'true' | 'false' | 'unknown' {
  if (!pattern.ok || hasLineTerminator(value) || pattern.automaton.states.length * value.length > MAX_STEPS) return 'unknown';
  return runAutomaton(pattern.automaton, value, reading) ? 'true' : 'false';
}

/** Java treats the end of a line in ways of its own; no attribute value can hold one. */
function hasLineTerminator(value: string): boolean {
  return /[\n\r\u0085\u2028\u2029]/.test(value);
}
