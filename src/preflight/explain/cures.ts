import { adviceOf, type Advice } from './advice';
import { candidateChanges } from './candidate-changes';
import type { Candidate, Change, SearchedChange, Trial } from './change';
import { amountOf, doubled, halved, next, partOf, range } from './least-amount';
import { bookOf, failuresOf, keyOf, playTrial, sizeOf, type Stops, type Tried, type TrialBook } from './trial-run';
import { overText } from '../scenario/budget';
import type { Judgement } from '../scenario/judge';
import { inOrder } from '../scenario/read-scenario';
import { SCENARIO_NAMES, type ScenarioName } from '../scenario/script';

/** What is printed behind a failed judgement: cures that held when they were tried, and obvious ones that did not. */
export interface Cures extends Advice {
  readonly notes: readonly string[];
}

/** A cure has to start the service and let it be deployed again; what it does after a loss is another finding. */
const ESSENTIAL: readonly ScenarioName[] = ['steady-state', 'rolling-deployment', 'blue-green-deployment'];
/** Scenarios that one finding is about: where a cure leaves the other, the finding stays. */
const TOGETHER: readonly (readonly ScenarioName[])[] = [['all-deployments', 'interleaved-deployments'], ['first-deployment', 'managed-scale-out']];
const PRINTED = 3;
const NO_CURE = 'no single change of the kinds that are tried (size, count, percentages, ports, instances, zones, strategies, constraints) cures it in the simulation';
/** Orders in which candidates are looked for, and fewer where each of them takes long. */
const TRIAL_ORDERS = 6;
const FEW_ORDERS = 2;
/** Instances and tasks from which on a trial takes so long that amounts are not searched for to the last instance. */
const LARGE = 5_000;
/**
 * Instances and tasks times scenarios and orders that one run plays to find cures. Beyond it, without a time budget, a service is
 * still offered what held for another one.
 */
const MOST_WORK = 10_000_000;

/** Everything that one search needs. */
interface Search {
  readonly trial: Trial;
  readonly quick: Trial;
  readonly judgement: Judgement;
  readonly scenarios: readonly ScenarioName[];
  readonly book: TrialBook;
  /** Pairs of scenario and service that failed before any change. */
  readonly before: () => ReadonlySet<string>;
  readonly large: boolean;
  isOver(): boolean;
}

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

const TOO_LARGE = 'only cures that held for other services were tried, because the cluster is large and much fails; --time-budget SECONDS says how long more may take';

const PASSED_OVER = 'smaller sizes and fewer tasks were not tried, because the cluster is large; --time-budget SECONDS says how long more may take';

/** A change that held, and what the simulation found after it. */
export interface Proven {
  readonly change: Change;
  readonly found: string;
  /** Scenarios that could not be asked before, and in which the service fails now: the next finding. */
  readonly left: readonly ScenarioName[];
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
    const changes = 'at' in candidate ? smallest(search, candidate) : holds(search, candidate) ? [candidate] : [];
    if (changes.length > 0) promising.push(changes);
    else if (!search.isOver()) notes.push(...notEnough(candidate));
  }
  promising.sort(([a], [b]) => a.cost - b.cost);
  const { kept, more } = bestOf(search, promising);
  notes.push(...more);
  return { kept, notes: [...notes, ...ending(search, kept, passedOver)] };
}

/** In a large cluster first what can help all services; the others follow as far as there is time. */
function inOrderOfTrial({ quick, judgement, large }: Search): readonly Candidate[] {
  const candidates = candidateChanges(quick, judgement);
  const shared = (candidate: Candidate) => 'at' in candidate && candidate.shared === true;
  return large ? [...candidates.filter(shared), ...candidates.filter((candidate) => !shared(candidate))] : candidates;
}

/** An amount that is searched for each service by itself, where something else may help already. */
function takesLong({ large, trial }: Search, candidate: Candidate): boolean {
  return large && !trial.options.budget && 'at' in candidate && candidate.shared !== true;
}

function ending({ trial: { options: { budget } }, judgement, isOver }: Search, kept: readonly Proven[], passedOver: boolean): readonly string[] {
  if (budget?.isOver()) {
    budget.leaveOut(`some cures for ${judgement.service.subject.constructPath}`);
    return [`some cures were ${overText(budget)}`];
  }
  if (kept.length === PRINTED) return [];
  if (isOver()) return [TOO_LARGE];
  if (passedOver) return [PASSED_OVER];
  return kept.length === 0 ? [NO_CURE] : [];
}

function searchOf(trial: Trial, judgement: Judgement, scenarios: readonly ScenarioName[]): Search {
  // Between two candidates the budget is asked again; inside of one nothing is cut short, or the proof would be none.
  const { budget, ...options } = trial.options;
  const book = bookOf(trial);
  const large = sizeOf(judgement.cautious.situation) >= LARGE;
  const quick = { ...options, orders: Math.min(options.orders, large ? FEW_ORDERS : TRIAL_ORDERS) };
  const isOver = () => (budget ? budget.isOver() : book.work >= MOST_WORK);
  const before = () => failing(trial, book, judgement, withDecisive(scenarios, judgement));
  return { trial, quick: { ...trial, options: quick }, judgement, scenarios, book, before, large, isOver };
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

function prove(search: Search, change: Change): Proven | undefined {
  const { judgement, trial, scenarios, before } = search;
  const { budget: _, ...options } = trial.options;
  const names = withDecisive(scenarios, judgement);
  const failed = before();
  const id = judgement.service.id;
  const tried = played(search, { ...trial, options }, change, names, (scenario, service) =>
    !isExcused(failed, scenario, service) || (service === id && decides(scenario, judgement, failed)));
  if (!tried || names.some((name) => decides(name, judgement, failed) && fails(tried, name, id))) return undefined;
  const services = judgement.simulation.situation.services.map(({ service }) => service.id);
  const worse = (name: ScenarioName) =>
    services.some((service) => tried.get(keyOf(name, service))?.failed === true && !isExcused(failed, name, service));
  if (names.some(worse)) return undefined;
  // What a service fails at that did not start before has no finding yet.
  const left = failed.has(keyOf('steady-state', id)) ? names.filter((name) => tried.get(keyOf(name, id))?.failed === true) : [];
  const same = tried.get(keyOf(judgement.scenario, id));
  const rolls = tried.get(keyOf('rolling-deployment', id));
  const more = left.length > 0 ? `; still without room: ${left.join(', ')}` : '';
  return same && { change, found: `${foundText(judgement, same, rolls?.simulated === true && !rolls.failed)}${more}`, left };
}

/** The change does what it should for the service; what it does to others is asked of few candidates. */
function holds(search: Search, change: Change): boolean {
  const { judgement, quick, before } = search;
  const failed = before();
  const names = withDecisive([], judgement).filter((name) => decides(name, judgement, failed));
  const id = judgement.service.id;
  const tried = played(search, quick, change, names, (scenario, service) => service === id && names.includes(scenario));
  return tried !== undefined && !names.some((name) => fails(tried, name, id));
}

/** The change does what it should for all services, and nothing fails after it that did not fail before, in one order. */
function helpsAll(search: Search, change: Change): boolean {
  const { judgement, quick, scenarios, before } = search;
  const once: Trial = { ...quick, options: { ...quick.options, orders: 1 } };
  const failed = before();
  const stops: Stops = (scenario, service) => ESSENTIAL.includes(scenario) || !isExcused(failed, scenario, service);
  return played(search, once, change, withDecisive(scenarios, judgement), stops) !== undefined;
}

/** Undefined when it stopped at a failure, or when there was no time. What came to its end is true of every service. */
function played(
  { book, judgement, isOver }: Search,
  trial: Trial,
  change: Change,
  names: readonly ScenarioName[],
  stops: Stops,
): ReadonlyMap<string, Tried> | undefined {
  const { cluster } = judgement.simulation.situation;
  const key = [cluster.id, trial.options.orders, change.text, ...names].join('\u0000');
  const known = book.results.get(key);
  if (known || isOver()) return known;
  const result = playTrial(book, change.apply(trial), cluster, names, stops);
  if (result) book.results.set(key, result);
  return result;
}

/** True also for a service that nothing can be said of any more. */
function fails(tried: ReadonlyMap<string, Tried>, scenario: ScenarioName, service: string): boolean {
  return tried.get(keyOf(scenario, service))?.failed ?? true;
}

/** Every candidate of this kind gets better with its amount, so the smallest that works is found by halving. */
function smallest(search: Search, candidate: SearchedChange): readonly Change[] {
  if (candidate.from > candidate.to) return [];
  const forOne = (amount: number) => holds(search, candidate.at(amount));
  if (!search.large) return next(candidate, halved(candidate.from, candidate.to, 0, forOne));
  if (candidate.shared) return forAll(search, candidate);
  const least = doubled(candidate, forOne);
  return range(candidate, least, partOf(least ?? 0));
}

/** Searched for and proved once, to the hundredth part: what helps all services is a cure of each. */
function forAll(search: Search, candidate: SearchedChange): readonly Change[] {
  const { amounts } = search.book;
  if (!amounts.has(candidate.tried)) {
    const least = doubled(candidate, (amount) => helpsAll(search, candidate.at(amount)));
    const proven = range(candidate, least, partOf(least ?? 0)).findIndex((change) => prove(search, change) !== undefined);
    amounts.set(candidate.tried, least === undefined || proven < 0 ? undefined : amountOf(least, proven, partOf(least)));
  }
  const amount = amounts.get(candidate.tried);
  return amount === undefined ? [] : [candidate.at(amount)];
}

/** A service that starts and fails elsewhere has findings of its own for what else it fails at. */
function decides(scenario: ScenarioName, judgement: Judgement, failed: ReadonlySet<string>): boolean {
  if (scenario === judgement.scenario || TOGETHER.some((told) => told.includes(scenario) && told.includes(judgement.scenario))) return true;
  return ESSENTIAL.includes(scenario) && (ESSENTIAL.includes(judgement.scenario) || !failed.has(keyOf(scenario, judgement.service.id)));
}

/** It failed before, or nothing could be said of it, because the service did not even start. */
function isExcused(failed: ReadonlySet<string>, scenario: ScenarioName, service: string): boolean {
  return failed.has(keyOf(scenario, service)) || failed.has(keyOf('steady-state', service));
}

function withDecisive(scenarios: readonly ScenarioName[], judgement: Judgement): readonly ScenarioName[] {
  return inOrder([...scenarios, ...ESSENTIAL, judgement.scenario]);
}

/** What failed before any change; the run itself has played it, unless it was asked for less. */
function failing(trial: Trial, book: TrialBook, { cautious }: Judgement, names: readonly ScenarioName[]): ReadonlySet<string> {
  const { cluster } = cautious.situation;
  const key = [cluster.id, ...names].join(' ');
  const known = book.failing.get(key);
  if (known) return known;
  const { budget, ...options } = trial.options;
  const whole = budget === undefined && names.every((name) => cautious.outcomes.has(name));
  const keys = whole ? failuresOf(cautious) : keysOf(playTrial(book, { ...trial, options }, cluster, names, () => false));
  book.failing.set(key, keys);
  return keys;
}

function keysOf(tried: ReadonlyMap<string, Tried> | undefined): ReadonlySet<string> {
  return new Set([...(tried ?? [])].flatMap(([key, { failed }]) => (failed ? [key] : [])));
}

function foundText({ service, scenario }: Judgement, { placed, asked }: Tried, rolls: boolean): string {
  const path = service.subject.constructPath;
  if (scenario === 'rolling-deployment' || scenario === 'all-deployments') return `a deployment then replaces ${placed} of ${asked} tasks`;
  return `${placed} of ${asked} tasks of ${path} are then placed${rolls && scenario === 'steady-state' ? ', and a deployment can replace them' : ''}`;
}
