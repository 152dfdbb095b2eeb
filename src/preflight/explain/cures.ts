import { adviceOf, type Advice } from './advice';
import { candidateChanges } from './candidate-changes';
import type { Candidate, Change, Trial } from './change';
import { holds, prove, searchOf, type Proven, type Search } from './cure-search';
import { smallestAmounts } from './smallest-amount';
import { overText } from '../scenario/budget';
import type { Judgement } from '../scenario/judge';
import { SCENARIO_NAMES, type ScenarioName } from '../scenario/script';

/** What is printed behind a failed judgement: cures that held when they were tried, and obvious ones that did not. */
export interface Cures extends Advice {
  readonly notes: readonly string[];
}

const PRINTED = 3;
const NO_CURE = 'no single change of the kinds that are tried (size, count, percentages, ports, instances, zones, strategies, constraints) cures it in the simulation';

const MORE_TIME = '; --time-budget SECONDS says how long more may take';

/** Tries changes that the caller thought of, and keeps those that hold. */
export function tryChanges(trial: Trial, judgement: Judgement, changes: readonly Change[], scenarios: readonly ScenarioName[]): Cures {
  const search = searchOf(trial, judgement, scenarios);
  const tried = changes.map((change) => ({ change, proven: prove(search, change) }));
  const kept = tried.flatMap(({ proven }) => (proven ? [proven] : []));
  const notes = tried.flatMap(({ change, proven }) => (proven || search.isOver() ? [] : notEnough(change)));
  return { ...adviceOf(kept.slice(0, PRINTED)), notes };
}

/**
 * Tries the candidates through all scenarios and keeps those after which the service starts, can be deployed again
 * and does not fail where it failed, and nothing fails that did not fail before. At most three, smallest change first.
 */
export function findCures(trial: Trial, judgement: Judgement, scenarios: readonly ScenarioName[] = SCENARIO_NAMES): Cures {
  const { budget } = trial.options;
  if (budget?.isOver()) {
    const what = `cures for ${judgement.service.subject.constructPath}`;
    budget.leaveOut(what);
    return { help: [], notes: [`${what} ${overText(budget)}`] };
  }
  const { kept, notes } = provenChanges(trial, judgement, scenarios);
  return { ...adviceOf(kept), notes };
}

/** Few orders find the candidates; what is kept held in all orders of the run and in every scenario of it. */
export function provenChanges(
  trial: Trial,
  judgement: Judgement,
  scenarios: readonly ScenarioName[],
): { readonly kept: readonly Proven[]; readonly notes: readonly string[] } {
  const search = searchOf(trial, judgement, scenarios);
  const promising: (readonly Change[])[] = [];
  const notes: string[] = [];
  let passedOver = false;
  for (const candidate of inOrderOfTrial(search)) {
    if (trial.options.budget?.isOver()) break;
    if (promising.length > 0 && takesLong(search, candidate)) {
      passedOver = true;
      continue;
    }
    const changes = 'at' in candidate ? smallestAmounts(search, candidate) : holds(search, candidate) ? [candidate] : [];
    if (changes.length > 0) promising.push(changes);
    else if (!search.isOver()) notes.push(...notEnough(candidate));
  }
  promising.sort(([a], [b]) => a.cost - b.cost);
  const { kept, more } = bestOf(search, promising);
  notes.push(...more);
  return { kept, notes: [...notes, ...ending(search, kept, passedOver)] };
}

/** In a crowded cluster first what can help all services; the others follow as far as there is time. */
function inOrderOfTrial({ quick, judgement, crowded }: Search): readonly Candidate[] {
  const candidates = candidateChanges(quick, judgement);
  const shared = (candidate: Candidate) => 'at' in candidate && candidate.shared === true;
  return crowded ? [...candidates.filter(shared), ...candidates.filter((candidate) => !shared(candidate))] : candidates;
}

/** An amount that is searched for each service by itself, where something else may help already. */
function takesLong({ crowded, trial }: Search, candidate: Candidate): boolean {
  return crowded !== undefined && !trial.options.budget && 'at' in candidate && candidate.shared !== true;
}

function ending(search: Search, kept: readonly Proven[], passedOver: boolean): readonly string[] {
  const { trial: { options: { budget } }, judgement, crowded = 'much fails', isOver } = search;
  if (budget?.isOver()) {
    budget.leaveOut(`some cures for ${judgement.service.subject.constructPath}`);
    return [`some cures were ${overText(budget)}`];
  }
  if (kept.length === PRINTED) return [];
  if (isOver()) return [`only cures that held for other services were tried, because ${crowded}${MORE_TIME}`];
  if (passedOver) return [`smaller sizes and fewer tasks were not tried, because ${crowded}${MORE_TIME}`];
  return kept.length === 0 ? [NO_CURE] : [];
}

/** What is said of a change that a reader would think of, and that does not help. */
function notEnough(candidate: Candidate): readonly string[] {
  if ('at' in candidate) return candidate.from <= candidate.to ? [`tried and not enough alone: ${candidate.tried}`] : [];
  return candidate.remote ? [] : [`tried and not enough alone: ${candidate.text}`];
}

/** The smallest that hold, and among them one after which the service has no other finding, where there is one. */
function bestOf(search: Search, promising: readonly (readonly Change[])[]): { readonly kept: readonly Proven[]; readonly more: readonly string[] } {
  const proven: Proven[] = [];
  const more: string[] = [];
  for (const changes of promising) {
    if (search.trial.options.budget?.isOver() || (proven.length >= PRINTED && proven.some(isWhole))) break;
    const found = firstProven(search, changes);
    if (found) proven.push(found);
    else if (!search.isOver()) more.push(...notEnough(changes[changes.length - 1]));
  }
  proven.sort((a, b) => a.change.cost - b.change.cost);
  const first = proven.slice(0, PRINTED);
  const whole = proven.find(isWhole);
  return { kept: whole && !first.some(isWhole) ? [...first.slice(0, PRINTED - 1), whole] : first, more };
}

function isWhole({ left }: Proven): boolean {
  return left.length === 0;
}

/** The change, or a little more of it, in all orders and all scenarios. */
function firstProven(search: Search, changes: readonly Change[]): Proven | undefined {
  for (const change of changes) {
    const proven = prove(search, change);
    if (proven) return proven;
  }
  return undefined;
}
