import { overText } from './budget';
import type { SimulationOptions } from './options';
import type { Failure } from './outcome';
import { proveLoss } from './prove-loss';
import { DOUBTS, EXPECTED, OPTIMISTIC, PESSIMISTIC, relieve, type Doubt, type Reading } from './reading';
import { playsAlike } from './same-play';
import type { ScenarioName } from './script';
import { scriptOf } from './scripts';
import { simulate, type Simulation } from './simulate';
import { hiddenCapacity, situationOf, type LeftOutService } from './situation';
import { proveAlwaysFits } from '../bound/always-fits';
import { proveCannotFit } from '../bound/cannot-fit';
import type { Certificate } from '../bound/certificate';
import type { Cluster, PlacementModel, Service } from '../model';

/** What the simulation knows about one service in one scenario. */
export interface Judgement {
  readonly scenario: ScenarioName;
  readonly service: Service;
  readonly verdict: 'always-fits' | 'fits' | 'depends-on-order' | 'does-not-fit' | 'cannot-fit' | 'unknown' | 'not-simulated';
  readonly asked: number;
  readonly placed: number;
  readonly ordersTried: number;
  readonly ordersFailed: number;
  /** The first failing order of the reading that decided, and the simulation it comes from. */
  readonly failure?: Failure;
  /** Half a sentence about how it went. */
  readonly remark?: string;
  readonly simulation: Simulation;
  /** Every scenario of the run in the most cautious reading. */
  readonly cautious: Simulation;
  /** Index of the service in `simulation.situation.services`. */
  readonly index: number;
  readonly certificate?: Certificate;
  /** What an `unknown` depends on. */
  readonly doubts: readonly Doubt[];
  /** Half sentence for an `unknown` that has another cause than a doubt, and for `not-simulated`. */
  readonly hidden?: string;
  /** True when it would apply and the time budget was over. */
  readonly notRun?: boolean;
}

export interface ClusterJudgement {
  readonly judgements: readonly Judgement[];
  readonly leftOut: readonly LeftOutService[];
}

/** Judges every simulated service of a cluster: first as it may go wrong, then as it may go well, then what makes the difference. */
export function judgeCluster(
  model: PlacementModel,
  cluster: Cluster,
  scenarios: readonly ScenarioName[],
  options: SimulationOptions,
): ClusterJudgement {
  const situationIn = (reading: Reading) => situationOf(model, cluster, reading, options);
  const cautious = simulate(situationIn(PESSIMISTIC), PESSIMISTIC, scenarios, options, fitsInAnyOrder);
  // Other readings are asked about what failed, and about nothing else.
  const doubtful = cautious.repeats ? scenarios.filter((name) => failsAnywhere(cautious, name)) : scenarios;
  const done: Simulation[] = [cautious];
  const cache = new Map<string, Simulation>([[JSON.stringify(PESSIMISTIC), cautious]]);
  const run = (reading: Reading) => {
    const key = JSON.stringify(reading);
    const known = cache.get(key);
    if (known) return known;
    const situation = situationIn(reading);
    const alike = done.find((one) => playsAlike(one.situation, situation));
    const made = alike ? { ...alike, reading, situation } : simulate(situation, reading, doubtful, options, fitsInAnyOrder);
    if (!alike) done.push(made);
    cache.set(key, made);
    return made;
  };
  const over = options.budget && overText(options.budget);
  const hidden = { capacity: hiddenCapacity(model, cluster, options), room: hiddenRoom(cautious), over };
  const judgements = scenarios.flatMap((scenario) =>
    cautious.situation.services.map((_, index) => ({ ...judgeService(scenario, index, cautious, run, hidden), cautious })),
  );
  return { judgements, leftOut: cautious.situation.leftOut };
}

function judgeService(
  scenario: ScenarioName,
  index: number,
  cautious: Simulation,
  run: (reading: Reading) => Simulation,
  hidden: Hidden,
): Omit<Judgement, 'cautious'> {
  const exempt = scriptOf(scenario).exempt(cautious.situation.services[index], cautious.situation);
  if (exempt !== undefined) return { ...base(scenario, index, cautious), verdict: 'not-simulated', hidden: exempt };
  if (hidden.capacity !== undefined) return { ...base(scenario, index, cautious), verdict: 'unknown', hidden: hidden.capacity };
  if (scenario !== 'steady-state' && alwaysUnplaced(run, index)) {
    return { ...base(scenario, index, cautious), verdict: 'not-simulated', hidden: STEADY_FAILS };
  }
  if (cautious.notRun.has(scenario)) return { ...base(scenario, index, cautious), verdict: 'not-simulated', hidden: hidden.over, notRun: true };
  const low = tally(cautious, scenario, index);
  if (scenario !== 'steady-state' && low.tried === 0) {
    return { ...base(scenario, index, cautious), verdict: 'not-simulated', hidden: NOTHING_RUNS };
  }
  if (low.failed === 0) {
    const room = hidden.room ?? scriptOf(scenario).hides?.(cautious.situation);
    if (room !== undefined) return { ...base(scenario, index, cautious), verdict: 'unknown', hidden: room };
    const peak = countsAt(cautious, scenario, index, 'peak');
    const proved = peak !== undefined && proveAlwaysFits(cautious.situation.problem, peak, index);
    return { ...base(scenario, index, cautious), verdict: proved ? 'always-fits' : 'fits' };
  }
  const hopeful = run(OPTIMISTIC);
  if (hopeful.notRun.has(scenario)) {
    return { ...base(scenario, index, cautious), verdict: 'unknown', hidden: `fails at worst; at best ${hidden.over ?? ''}`, notRun: true };
  }
  const high = tally(hopeful, scenario, index);
  if (high.failed === 0) {
    const doubts = DOUBTS.filter((doubt) => !run(relieve(doubt)).notRun.has(scenario) && tally(run(relieve(doubt)), scenario, index).failed === 0);
    const shown = tally(run(EXPECTED), scenario, index).failed > 0 ? run(EXPECTED) : cautious;
    return { ...base(scenario, index, shown), verdict: 'unknown', doubts: doubts.length > 0 ? doubts : DOUBTS };
  }
  const certificate = impossible(hopeful, scenario, index, high);
  // The proof is about the best case; the numbers shown are those to expect.
  const likely = run(EXPECTED);
  const judged = { ...base(scenario, index, tally(likely, scenario, index).failed > 0 ? likely : hopeful), certificate };
  if (certificate) return { ...judged, verdict: 'cannot-fit' };
  return { ...judged, verdict: judged.ordersFailed === judged.ordersTried ? 'does-not-fit' : 'depends-on-order' };
}

const STEADY_FAILS = 'the steady state, from which it would start, is not reached';
const NOTHING_RUNS = 'no task of the service is concerned';

/** What is not visible: instances, or tasks of other services that take an unknown part of the room. */
interface Hidden {
  readonly capacity?: string;
  readonly room?: string;
  /** What is said of something that the time budget left out. */
  readonly over?: string;
}

function base(scenario: ScenarioName, index: number, simulation: Simulation): Omit<Judgement, 'verdict' | 'cautious'> {
  const counted = tally(simulation, scenario, index);
  return {
    scenario,
    service: simulation.situation.services[index].service,
    asked: counted.asked,
    placed: counted.placed,
    ordersTried: counted.tried,
    ordersFailed: counted.failed,
    failure: counted.failure,
    remark: counted.remark,
    simulation,
    index,
    doubts: [],
  };
}

/** Over all orders: how often it failed, the worst count, and the first failure. */
function tally(simulation: Simulation, scenario: ScenarioName, index: number) {
  let tried = 0;
  let failed = 0;
  let asked = 0;
  let placed = Number.POSITIVE_INFINITY;
  let failure: Failure | undefined;
  let remark: string | undefined;
  for (const outcome of simulation.outcomes.get(scenario) ?? []) {
    const one = outcome.get(index);
    if (!one) continue;
    tried += 1;
    asked = one.asked;
    placed = Math.min(placed, one.placed);
    remark ??= one.remark;
    if (!one.failed) continue;
    failed += 1;
    failure ??= one.failure;
  }
  return { tried, failed, asked, placed: Number.isFinite(placed) ? placed : 0, failure, remark };
}

/** A proof from the best case, or undefined: of the tasks that the scenario cannot do without, or of what its worst event leaves. */
function impossible(hopeful: Simulation, scenario: ScenarioName, index: number, high: ReturnType<typeof tally>): Certificate | undefined {
  const least = countsAt(hopeful, scenario, index, 'least');
  if (least) return proveCannotFit(hopeful.empty, least, index);
  // An order that never reached the steady count loses nothing, which is no counterexample, and no proof either.
  if (high.failed < high.tried || high.failure === undefined) return undefined;
  return proveLoss(hopeful.situation, scenario, steadyCounts(hopeful), index, high.failure.moment);
}

/** Tasks of each request at once, both revisions together, or undefined where the scenario changes the instances. */
function countsAt(simulation: Simulation, scenario: ScenarioName, index: number, moment: 'peak' | 'least'): readonly number[] | undefined {
  const counts = scriptOf(scenario).counts(simulation.situation, steadyCounts(simulation), index, moment);
  return counts && [...counts, ...simulation.situation.services.map(() => 0)];
}

function steadyCounts({ situation, outcomes }: Simulation): readonly number[] {
  const [first] = outcomes.get('steady-state') ?? [];
  return situation.services.map((_, position) => first?.get(position)?.asked ?? 0);
}

function failsAnywhere({ outcomes }: Simulation, scenario: ScenarioName): boolean {
  return (outcomes.get(scenario) ?? []).some((outcome) => [...outcome.values()].some((one) => one.failed));
}

/** Proved for every service that the scenario is about. */
export function fitsInAnyOrder(simulation: Simulation, scenario: ScenarioName): boolean {
  const { services, problem } = simulation.situation;
  return services.every((service, index) => {
    if (scriptOf(scenario).exempt(service, simulation.situation) !== undefined) return true;
    const peak = countsAt(simulation, scenario, index, 'peak');
    return peak !== undefined && proveAlwaysFits(problem, peak, index);
  });
}

/** True when even the most hopeful reading leaves tasks of the service unplaced in every order. */
function alwaysUnplaced(run: (reading: Reading) => Simulation, index: number): boolean {
  if (tally(run(PESSIMISTIC), 'steady-state', index).failed === 0) return false;
  const hopeful = tally(run(OPTIMISTIC), 'steady-state', index);
  return hopeful.failed === hopeful.tried;
}

/** A service whose size is not known takes an unknown part of the room. */
function hiddenRoom(simulation: Simulation): string | undefined {
  const unknown = simulation.situation.leftOut.find((left) => left.takesRoom);
  return unknown ? `${unknown.service.subject.constructPath} takes an unknown part of the room: ${unknown.because}` : undefined;
}
