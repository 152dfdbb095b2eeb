import type { CompiledRequest, Rule } from './compile';
import { NOT_PLACED } from './engine';
import type { Ledger } from './ledger';
import type { TieBreaker } from './tie-break';

/**
 * Whose task ends when a service has one too many (developer guide, "task placement strategies"):
 * spread keeps the best balance, binpack frees the instance that then has the most left, and what is equal is chosen at random.
 */
export function chooseStop(
  request: CompiledRequest,
  ledger: Ledger,
  tieBreaker: TieBreaker,
  hosts: readonly number[] = hostsOf(request, ledger),
): number {
  if (hosts.length === 0) return NOT_PLACED;
  const lists = request.rules.map((rule) => (rule.kind === 'random' ? undefined : keysOf(rule, request, ledger)));
  if (tieBreaker.rule.kind === 'first' && !lists.includes(undefined)) return firstOfMost(hosts, lists as readonly Keys[]);
  let candidates = hosts;
  for (const keys of lists) {
    if (keys === undefined) candidates = [tieBreaker.any({ instances: Int32Array.from(candidates), count: candidates.length })];
    else candidates = keepMost(candidates, keys);
  }
  return tieBreaker.forStop({ instances: Int32Array.from(candidates), count: candidates.length });
}

/** Instances with a task of the request, in the order of the problem. */
export function hostsOf(request: CompiledRequest, ledger: Ledger): number[] {
  const row = ledger.requestRow(request.index);
  const hosts: number[] = [];
  for (let instance = 0; instance < row.length; instance++) if (row[instance] > 0) hosts.push(instance);
  return hosts;
}

/** What a strategy goes by: the amount of an instance, or of the value that the instance has. */
export interface Keys {
  readonly amounts: Int32Array | Float64Array;
  readonly valueAt?: Int32Array;
}

export function keysOf(rule: Exclude<Rule, { kind: 'random' }>, request: CompiledRequest, ledger: Ledger): Keys {
  switch (rule.kind) {
    case 'spread-instance': return { amounts: ledger.groupRow(request.group) };
    case 'spread-value': return { amounts: ledger.valueCounts[rule.counter], valueAt: ledger.compiled.counters[rule.counter].valueOf };
    case 'binpack': return { amounts: ledger[rule.by] };
  }
}

export function keyAt({ amounts, valueAt }: Keys, instance: number): number {
  return amounts[valueAt === undefined ? instance : valueAt[instance]];
}

/** What narrowing by one strategy after the other leaves first, in one pass and without a list. */
function firstOfMost(hosts: readonly number[], lists: readonly Keys[]): number {
  let best = hosts[0];
  for (let at = 1; at < hosts.length; at++) {
    for (let rule = 0; rule < lists.length; rule++) {
      const difference = keyAt(lists[rule], hosts[at]) - keyAt(lists[rule], best);
      if (difference > 0) best = hosts[at];
      if (difference !== 0) break;
    }
  }
  return best;
}

function keepMost(candidates: readonly number[], keys: Keys): readonly number[] {
  const most = candidates.reduce((highest, instance) => Math.max(highest, keyAt(keys, instance)), -Infinity);
  return candidates.filter((instance) => keyAt(keys, instance) === most);
}
