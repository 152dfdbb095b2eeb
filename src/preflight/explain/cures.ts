import { candidateChanges } from './candidate-changes';
import type { Candidate, Change, Trial } from './change';
import { overText } from '../scenario/budget';
import { judgeCluster, type Judgement } from '../scenario/judge';
import { inOrder } from '../scenario/read-scenario';
import { SCENARIO_NAMES, type ScenarioName } from '../scenario/script';

/** What is printed behind a failed judgement: cures that held when they were tried, and obvious ones that did not. */
export interface Cures {
  readonly help: readonly string[];
  readonly notes: readonly string[];
}

/** A cure has to start the service and let it be deployed again; what it does after a loss is another finding. */
const ESSENTIAL: readonly ScenarioName[] = ['steady-state', 'rolling-deployment', 'blue-green-deployment'];
const PRINTED = 3;
const NO_CURE = 'no single change of the kinds that are tried (size, count, percentages, ports, instances, zones, strategies, constraints) cures it in the simulation';
const TRIAL_ORDERS = 6;

/** Tries changes that the caller thought of, and keeps those that hold. */
export function tryChanges(trial: Trial, judgement: Judgement, changes: readonly Change[], scenarios: readonly ScenarioName[]): readonly string[] {
  const before = failing(trial, judgement, scenarios);
  const kept = changes.map((change) => prove(change, trial, judgement, scenarios, before)).filter((tried) => tried !== undefined);
  return kept.slice(0, PRINTED).map(({ change, found }) => `${change.text}; ${found}`);
}

/**
 * Tries the candidates through all scenarios and keeps those after which the service starts, can be deployed again
 * and does not fail where it failed, and nothing fails that did not fail before. At most three, smallest change first.
 */
export function findCures(trial: Trial, judgement: Judgement, scenarios: readonly ScenarioName[] = SCENARIO_NAMES): Cures {
  const { budget } = trial.options;
  if (!budget && workOf(judgement) > MOST_WORK) return { help: [], notes: [TOO_LARGE] };
  if (budget?.isOver()) {
    const what = `cures for ${judgement.service.subject.constructPath}`;
    budget.leaveOut(what);
    return { help: [], notes: [`${what} ${overText(budget)}`] };
  }
  const { kept, notes } = provenChanges(trial, judgement, scenarios);
  return { help: kept.map(({ change, found }) => `${change.text}; ${found}`), notes };
}

/** Instances times requests: beyond this, each trial takes so long that the user says how long all of them may. */
const MOST_WORK = 100_000;
const TOO_LARGE = 'cures were not tried, because a cluster of this size takes long; --time-budget SECONDS says how long they may take';

function workOf({ simulation }: Judgement): number {
  const { instances, requests } = simulation.situation.problem;
  return instances.length * requests.length;
}

/** A change that held, and what the simulation found after it. */
export interface Proven {
  readonly change: Change;
  readonly found: string;
}

/** Few orders find the candidates; what is kept held in all orders of the run and in every scenario of it. */
export function provenChanges(
  trial: Trial,
  judgement: Judgement,
  scenarios: readonly ScenarioName[],
): { readonly kept: readonly Proven[]; readonly notes: readonly string[] } {
  // Between two candidates the budget is asked again; inside of one nothing is cut short, or the proof would be none.
  const { budget, ...options } = trial.options;
  const whole: Trial = { ...trial, options };
  const quick: Trial = { ...whole, options: { ...options, orders: Math.min(options.orders, TRIAL_ORDERS) } };
  const before = failing(whole, judgement, scenarios);
  const promising: (readonly Change[])[] = [];
  const notes: string[] = [];
  for (const candidate of candidateChanges(quick, judgement)) {
    if (budget?.isOver()) break;
    const changes = 'at' in candidate ? smallest(candidate, quick, judgement) : holds(candidate, quick, judgement) ? [candidate] : [];
    if (changes.length > 0) promising.push(changes);
    else notes.push(...notEnough(candidate));
  }
  promising.sort(([a], [b]) => a.cost - b.cost);
  const kept: Proven[] = [];
  for (const changes of promising) {
    if (kept.length === PRINTED || budget?.isOver()) break;
    const proven = firstProven(changes, whole, judgement, scenarios, before);
    if (proven) kept.push(proven);
    else notes.push(...notEnough(changes[changes.length - 1]));
  }
  if (budget?.isOver()) {
    budget.leaveOut(`some cures for ${judgement.service.subject.constructPath}`);
    notes.push(`some cures were ${overText(budget)}`);
  } else if (kept.length === 0) {
    notes.push(NO_CURE);
  }
  return { kept, notes };
}

/** What is said of a change that a reader would think of, and that does not help. */
function notEnough(candidate: Candidate): readonly string[] {
  if ('at' in candidate) return candidate.from <= candidate.to ? [`tried and not enough alone: ${candidate.tried}`] : [];
  return candidate.remote ? [] : [`tried and not enough alone: ${candidate.text}`];
}

/** The change, or a little more of it, in all orders and all scenarios. */
function firstProven(
  changes: readonly Change[],
  trial: Trial,
  judgement: Judgement,
  scenarios: readonly ScenarioName[],
  before: ReadonlySet<string>,
): Proven | undefined {
  for (const change of changes) {
    const proven = prove(change, trial, judgement, scenarios, before);
    if (proven) return proven;
  }
  return undefined;
}

function prove(
  change: Change,
  trial: Trial,
  judgement: Judgement,
  scenarios: readonly ScenarioName[],
  before: ReadonlySet<string>,
): Proven | undefined {
  const judged = judgementsOf(change.apply(trial), judgement, withDecisive(scenarios, judgement));
  const own = judged.filter((one) => one.service.id === judgement.service.id);
  const decisive = own.filter(({ scenario }) => decides(scenario, judgement));
  if (decisive.length === 0 || decisive.some(fails)) return undefined;
  if (judged.some((one) => fails(one) && !before.has(keyOf(one)))) return undefined;
  const same = own.find((one) => one.scenario === judgement.scenario) ?? own[0];
  return { change, found: foundText(same, own) };
}

/** The change does what it should for the service; what it does to others is asked of few candidates. */
function holds(change: Change, trial: Trial, judgement: Judgement): boolean {
  const own = judgementsOf(change.apply(trial), judgement, withDecisive([], judgement)).filter((one) => one.service.id === judgement.service.id);
  return own.length > 0 && !own.some(fails);
}

/** Amounts tried beyond the smallest that seems to work. */
const MORE = 3;

/** Every candidate of this kind gets better with its amount, so the smallest that works is found by halving. */
function smallest(candidate: Exclude<Candidate, Change>, trial: Trial, judgement: Judgement): readonly Change[] {
  let low = candidate.from;
  let high = candidate.to;
  if (low > high || !holds(candidate.at(high), trial, judgement)) return [];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (holds(candidate.at(middle), trial, judgement)) high = middle;
    else low = middle + 1;
  }
  const amounts = Array.from({ length: MORE + 1 }, (_, more) => high + more).filter((amount) => amount <= candidate.to);
  return amounts.map((amount) => candidate.at(amount));
}

function decides(scenario: ScenarioName, judgement: Judgement): boolean {
  return ESSENTIAL.includes(scenario) || scenario === judgement.scenario;
}

function withDecisive(scenarios: readonly ScenarioName[], judgement: Judgement): readonly ScenarioName[] {
  return inOrder([...scenarios, ...ESSENTIAL, judgement.scenario]);
}

function judgementsOf(trial: Trial, judgement: Judgement, scenarios: readonly ScenarioName[]): readonly Judgement[] {
  return judgeCluster(trial.model, judgement.simulation.situation.cluster, scenarios, trial.options).judgements;
}

function failing(trial: Trial, judgement: Judgement, scenarios: readonly ScenarioName[]): ReadonlySet<string> {
  return new Set(judgementsOf(trial, judgement, withDecisive(scenarios, judgement)).filter(fails).map(keyOf));
}

function fails(judgement: Judgement): boolean {
  return judgement.ordersFailed > 0;
}

function keyOf(judgement: Judgement): string {
  return `${judgement.scenario} ${judgement.service.id}`;
}

function foundText(judgement: Judgement, all: readonly Judgement[]): string {
  const path = judgement.service.subject.constructPath;
  const { placed, asked, scenario } = judgement;
  if (scenario === 'rolling-deployment' || scenario === 'all-deployments') return `a deployment then replaces ${placed} of ${asked} tasks`;
  const rolls = all.some((one) => one.scenario === 'rolling-deployment' && one.verdict !== 'not-simulated');
  return `${placed} of ${asked} tasks of ${path} are then placed${rolls && scenario === 'steady-state' ? ', and a deployment can replace them' : ''}`;
}
