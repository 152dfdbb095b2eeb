import { candidateChanges, type Candidate } from './candidate-changes';
import type { Change, Trial } from './change';
import type { PlacementModel } from '../model';
import { judgeCluster, type Judgement } from '../scenario/judge';
import { SCENARIO_NAMES, type ScenarioName } from '../scenario/script';

/** What is printed behind a failed judgement: cures that held when they were tried, and obvious ones that did not. */
export interface Cures {
  readonly help: readonly string[];
  readonly notes: readonly string[];
}

/** A cure has to start the service and let it be deployed again; what it does after a loss is another finding. */
const ESSENTIAL: readonly ScenarioName[] = ['steady-state', 'rolling-deployment', 'blue-green-deployment'];
const PRINTED = 3;
const NO_CURE = 'no single change of the kinds that are tried (size, count, percentages, ports, instances) cures it in the simulation';
const TRIAL_ORDERS = 6;

/** Tries changes that the caller thought of, and keeps those that hold. */
export function tryChanges(trial: Trial, judgement: Judgement, changes: readonly Change[], scenarios: readonly ScenarioName[]): readonly string[] {
  const before = failing(trial.model, trial, judgement, scenarios);
  const kept = changes.map((change) => attempt(change, trial, judgement, scenarios, before)).filter((tried) => tried !== undefined);
  return kept.slice(0, PRINTED).map(({ change, found }) => `${change.text}; ${found}`);
}

/**
 * Tries the candidates through all scenarios and keeps those after which the service starts, can be deployed again
 * and does not fail where it failed, and nothing fails that did not fail before. At most three, smallest change first.
 */
export function findCures(trial: Trial, judgement: Judgement, scenarios: readonly ScenarioName[] = SCENARIO_NAMES): Cures {
  const quick: Trial = { ...trial, options: { ...trial.options, orders: Math.min(trial.options.orders, TRIAL_ORDERS) } };
  const before = failing(quick.model, quick, judgement, scenarios);
  const kept: { change: Change; found: string }[] = [];
  const notes: string[] = [];
  for (const candidate of candidateChanges(quick, judgement)) {
    const tried =
      'at' in candidate
        ? smallest(candidate, quick, judgement, scenarios, before)
        : attempt(candidate, quick, judgement, scenarios, before);
    if (tried) kept.push(tried);
    else if (!('at' in candidate)) notes.push(`tried and not enough alone: ${candidate.text}`);
  }
  kept.sort((a, b) => a.change.cost - b.change.cost);
  if (kept.length === 0) notes.push(NO_CURE);
  return { help: kept.slice(0, PRINTED).map(({ change, found }) => `${change.text}; ${found}`), notes };
}

function attempt(
  change: Change,
  trial: Trial,
  judgement: Judgement,
  scenarios: readonly ScenarioName[],
  before: ReadonlySet<string>,
): { change: Change; found: string } | undefined {
  const after = change.apply(trial);
  const judged = judgementsOf(after, judgement, scenarios);
  const own = judged.filter((one) => one.service.id === judgement.service.id);
  const decisive = own.filter(({ scenario }) => ESSENTIAL.includes(scenario) || scenario === judgement.scenario);
  if (decisive.length === 0 || decisive.some(fails)) return undefined;
  if (judged.some((one) => fails(one) && !before.has(keyOf(one)))) return undefined;
  const same = own.find((one) => one.scenario === judgement.scenario) ?? own[0];
  return { change, found: foundText(same, own) };
}

/** Every candidate of this kind gets better with its amount, so the smallest that works is found by halving. */
function smallest(
  candidate: Exclude<Candidate, Change>,
  trial: Trial,
  judgement: Judgement,
  scenarios: readonly ScenarioName[],
  before: ReadonlySet<string>,
) {
  let low = candidate.from;
  let high = candidate.to;
  if (low > high) return undefined;
  let best = attempt(candidate.at(high), trial, judgement, scenarios, before);
  if (!best) return undefined;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    const tried = attempt(candidate.at(middle), trial, judgement, scenarios, before);
    if (tried) {
      best = tried;
      high = middle;
    } else {low = middle + 1;}
  }
  return best;
}

function judgementsOf(trial: Trial, judgement: Judgement, scenarios: readonly ScenarioName[]): readonly Judgement[] {
  return judgeCluster(trial.model, judgement.simulation.situation.cluster, scenarios, trial.options).judgements;
}

function failing(model: PlacementModel, trial: Trial, judgement: Judgement, scenarios: readonly ScenarioName[]): ReadonlySet<string> {
  return new Set(
    judgementsOf({ ...trial, model }, judgement, scenarios)
      .filter(fails)
      .map(keyOf),
  );
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
