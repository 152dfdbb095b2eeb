import type { CompiledRequest } from './compile';

/** How an index can find the instance of a task without looking at all of them. */
export type Plan =
  /** The instance with the least left of one dimension; first among the values of `counter`, when there is one. */
  | { readonly kind: 'pack'; readonly by: 'cpu' | 'memory'; readonly counter: number }
  /** The instance with the fewest tasks of the group; first among the values of `counter`, when there is one. */
  | { readonly kind: 'level'; readonly counter: number }
  /** No short way is known: look at every instance. */
  | { readonly kind: 'scan' };

/** A plan that an index can follow. */
export type RunPlan = Exclude<Plan, { kind: 'scan' }>;

export const NO_COUNTER = -1;

/**
 * The plan for a request under the tie-break `first`, which takes the fewest tasks of the group after all strategies;
 * so a `spread` over instances at the end of the list changes nothing.
 */
export function planOf({ rules, changing }: CompiledRequest): Plan {
  if (changing.length > 0) return { kind: 'scan' };
  const [first, ...others] = rules;
  const counter = first.kind === 'spread-value' ? first.counter : NO_COUNTER;
  const rest = counter === NO_COUNTER ? rules : others;
  const last = rest.length > 0 && rest[rest.length - 1].kind === 'spread-instance' ? rest.slice(0, -1) : rest;
  if (last.length === 0) return { kind: 'level', counter };
  const [only] = last;
  return last.length === 1 && only.kind === 'binpack' ? { kind: 'pack', by: only.by, counter } : { kind: 'scan' };
}
