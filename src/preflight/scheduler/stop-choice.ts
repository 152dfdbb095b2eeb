import type { CompiledRequest, Rule } from './compile';
import { NOT_PLACED } from './engine';
import type { Ledger } from './ledger';
import type { TieBreaker } from './tie-break';

/**
 * Whose task ends when a service has one too many (developer guide, "task placement strategies"):
 * spread keeps the best balance, binpack frees the instance that then has the most left, and what is equal is chosen at random.
 */
export function chooseStop(request: CompiledRequest, ledger: Ledger, tieBreaker: TieBreaker): number {
  let candidates = hostsOf(request, ledger);
  if (candidates.length === 0) return NOT_PLACED;
  for (const rule of request.rules) {
    if (rule.kind === 'random') candidates = [tieBreaker.any({ instances: Int32Array.from(candidates), count: candidates.length })];
    else candidates = keepMost(candidates, keyOf(rule, request, ledger));
  }
  return tieBreaker.forStop({ instances: Int32Array.from(candidates), count: candidates.length });
}

function hostsOf(request: CompiledRequest, ledger: Ledger): readonly number[] {
  const hosts: number[] = [];
  ledger.requestRow(request.index).forEach((tasks, instance) => {
    if (tasks > 0) hosts.push(instance);
  });
  return hosts;
}

function keyOf(rule: Exclude<Rule, { kind: 'random' }>, request: CompiledRequest, ledger: Ledger): (instance: number) => number {
  switch (rule.kind) {
    case 'spread-instance': return (instance) => ledger.groupRow(request.group)[instance];
    case 'spread-value': return (instance) => ledger.valueCounts[rule.counter][ledger.compiled.counters[rule.counter].valueOf[instance]];
    case 'binpack': return (instance) => ledger[rule.by][instance];
  }
}

function keepMost(candidates: readonly number[], key: (instance: number) => number): readonly number[] {
  const most = candidates.reduce((highest, instance) => Math.max(highest, key(instance)), -Infinity);
  return candidates.filter((instance) => key(instance) === most);
}
