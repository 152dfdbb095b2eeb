import type { Change, Trial } from './change';
import { number } from './refusal-summary';
import { bookOf, failingServices, failuresOf, keyOf, playTrial, scenarioOf, serviceOf, sizeOf, type Stops, type Tried, type TrialBook, type TrialResult } from './trial-run';
import type { Judgement } from '../scenario/judge';
import { inOrder } from '../scenario/read-scenario';
import type { ScenarioName } from '../scenario/script';

/** A cure has to start the service and let it be deployed again; what it does after a loss is another finding. */
const ESSENTIAL: readonly ScenarioName[] = ['steady-state', 'rolling-deployment', 'blue-green-deployment'];
/** Scenarios that one finding is about: where a cure leaves the other, the finding stays. */
const TOGETHER: readonly (readonly ScenarioName[])[] = [['all-deployments', 'interleaved-deployments'], ['first-deployment', 'managed-scale-out']];

/** Orders in which candidates are looked for, and fewer where each of them takes long. */
const TRIAL_ORDERS = 6;
const FEW_ORDERS = 2;
/** Instances and tasks from which on a trial takes so long that amounts are not searched for to the last instance. */
const LARGE = 5_000;
/** Instances and tasks times failing services from which on an amount of its own is not searched for each of them. */
const MUCH = 3_000;
/**
 * Instances and tasks times scenarios and orders that one run plays to find cures. Beyond it, without a time budget, a service is
 * still offered what held for another one.
 */
const MOST_WORK = 10_000_000;

/** Everything that the search for cures of one judgement needs. */
export interface Search {
  readonly trial: Trial;
  /** The same in few orders. */
  readonly quick: Trial;
  readonly judgement: Judgement;
  /** Those of the run, and those that a cure of the judgement has to pass. */
  readonly scenarios: readonly ScenarioName[];
  readonly book: TrialBook;
  /** Pairs of scenario and service that failed before any change. */
  readonly before: () => ReadonlySet<string>;
  /** Why what helps all services is looked for first: half a sentence; undefined where each service is looked at by itself. */
  readonly crowded?: string;
  isOver(): boolean;
}

/** A change that held, and what the simulation found after it. */
export interface Proven {
  readonly change: Change;
  readonly found: string;
  /** Scenarios that could not be asked before, and in which the service fails now: the next finding. */
  readonly left: readonly ScenarioName[];
}

export function searchOf(trial: Trial, judgement: Judgement, names: readonly ScenarioName[]): Search {
  // Between two candidates the budget is asked again; inside of one nothing is cut short, or the proof would be none.
  const { budget, ...options } = trial.options;
  const book = bookOf(trial);
  const crowded = crowdedBy(book, judgement);
  const quick = { ...options, orders: Math.min(options.orders, crowded ? FEW_ORDERS : TRIAL_ORDERS) };
  const isOver = () => (budget ? budget.isOver() : book.work >= MOST_WORK);
  const scenarios = inOrder([...names, ...ESSENTIAL, judgement.scenario]);
  const before = () => failing(trial, book, judgement, scenarios);
  return { trial, quick: { ...trial, options: quick }, judgement, scenarios, book, before, crowded, isOver };
}

/** Trials are so many, or take so long. */
function crowdedBy(book: TrialBook, { cautious }: Judgement): string | undefined {
  const size = sizeOf(cautious.situation);
  if (size >= LARGE) return 'the cluster is large';
  const { id } = cautious.situation.cluster;
  const services = book.failingServices.get(id) ?? failingServices(cautious).size;
  book.failingServices.set(id, services);
  return size * services >= MUCH ? `${number(services)} services find no room somewhere` : undefined;
}

/** The change in all orders and all scenarios. */
export function prove(search: Search, change: Change): Proven | undefined {
  const { judgement, trial, scenarios: names, before } = search;
  const { budget: _, ...options } = trial.options;
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
export function holds(search: Search, change: Change): boolean {
  const { judgement, quick, scenarios, before } = search;
  const failed = before();
  const names = scenarios.filter((name) => isAbout(name, judgement) && decides(name, judgement, failed));
  const id = judgement.service.id;
  const tried = played(search, quick, change, names, (scenario, service) => service === id && names.includes(scenario));
  return tried !== undefined && !names.some((name) => fails(tried, name, id));
}

/**
 * In so many orders the change does what it should for all services, and nothing fails after it that did not fail before. Pairs of scenario
 * and service in `beyond` are not asked about.
 */
export function helpsAll(search: Search, change: Change, orders: number, beyond: ReadonlySet<string> = new Set()): boolean {
  const { judgement, before } = search;
  const failed = before();
  return playedIn(search, orders, change, (scenario, service) =>
    !beyond.has(keyOf(scenario, service)) && (isAbout(scenario, judgement) || !isExcused(failed, scenario, service))) !== undefined;
}

/** Pairs of scenario and service that fail after the change all the same, of those that the judgement is about. */
export function failuresAfter(search: Search, change: Change, orders: number): ReadonlySet<string> {
  const tried = playedIn(search, orders, change, () => false);
  return new Set([...keysOf(tried)].filter((key) => isAbout(scenarioOf(key), search.judgement)));
}

function playedIn(search: Search, orders: number, change: Change, stops: Stops): TrialResult {
  const { quick, scenarios } = search;
  return played(search, { ...quick, options: { ...quick.options, orders } }, change, scenarios, stops);
}

/** One of the pairs is what a cure of the judgement has to cure. */
export function isBeyond({ judgement, scenarios, before }: Search, beyond: ReadonlySet<string>): boolean {
  const failed = before();
  return scenarios.some((name) => decides(name, judgement, failed) && beyond.has(keyOf(name, judgement.service.id)));
}

/**
 * Undefined when something failed that stops it, or when there was no time. What came to its end is true of every service; what stopped before
 * for one service is played to its end for the next.
 */
function played({ book, judgement, isOver }: Search, trial: Trial, change: Change, names: readonly ScenarioName[], stops: Stops): TrialResult {
  const { cluster } = judgement.simulation.situation;
  const key = [cluster.id, trial.options.orders, change.text, ...names].join('\u0000');
  const known = book.results.get(key);
  if (known) return isStopped(known, stops) ? undefined : known;
  if (isOver()) return undefined;
  const again = book.stopped.has(key);
  const result = playTrial(book, change.apply(trial), cluster, names, again ? () => false : stops);
  if (!result) book.stopped.add(key);
  else book.results.set(key, result);
  return result && isStopped(result, stops) ? undefined : result;
}

function isStopped(tried: ReadonlyMap<string, Tried>, stops: Stops): boolean {
  return [...tried].some(([key, { failed }]) => failed && stops(scenarioOf(key), serviceOf(key)));
}

/** True also for a service that nothing can be said of any more. */
function fails(tried: ReadonlyMap<string, Tried>, scenario: ScenarioName, service: string): boolean {
  return tried.get(keyOf(scenario, service))?.failed ?? true;
}

/** What the finding is about: its scenario, and those that it is told with. */
function isTold(scenario: ScenarioName, judgement: Judgement): boolean {
  return scenario === judgement.scenario || TOGETHER.some((told) => told.includes(scenario) && told.includes(judgement.scenario));
}

function isAbout(scenario: ScenarioName, judgement: Judgement): boolean {
  return ESSENTIAL.includes(scenario) || isTold(scenario, judgement);
}

/** A service that starts and fails elsewhere has findings of its own for what else it fails at. */
function decides(scenario: ScenarioName, judgement: Judgement, failed: ReadonlySet<string>): boolean {
  if (isTold(scenario, judgement)) return true;
  return ESSENTIAL.includes(scenario) && (ESSENTIAL.includes(judgement.scenario) || !failed.has(keyOf(scenario, judgement.service.id)));
}

/** It failed before, or nothing could be said of it, because the service did not even start. */
function isExcused(failed: ReadonlySet<string>, scenario: ScenarioName, service: string): boolean {
  return failed.has(keyOf(scenario, service)) || failed.has(keyOf('steady-state', service));
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

