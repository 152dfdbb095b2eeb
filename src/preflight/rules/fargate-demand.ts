import type { RuleContext } from './rule';
import { placesOf, serviceViews, strategyOf, type ServiceView } from './views';
import { valueOr, type Service } from '../model';
import { doubles } from '../scenario/blue-green-deployment';
import type { SimulationOptions } from '../scenario/options';
import { deploymentBounds, rolls } from '../scenario/rolling-deployment';
import { partsOf, type ScenarioName } from '../scenario/script';
import { taskNeeds } from '../scenario/task-needs';
import { nextShare } from '../scheduler/capacity-choice';

/** The two quotas that AWS keeps apart. */
export type FargateKind = 'fargate' | 'fargate-spot';

export const FARGATE_KINDS: readonly FargateKind[] = ['fargate', 'fargate-spot'];

/** What one service asks of a quota. */
export interface FargateUse {
  readonly service: Service;
  /** Tasks at once, without and with its own deployment. */
  readonly running: number;
  readonly most: number;
  /** The fewest tasks with which its deployment goes on; below `running` where it may stop some first. */
  readonly fewest: number;
  /** Of one task. */
  readonly vcpu: number;
}

export interface FargateDemand {
  readonly uses: readonly FargateUse[];
  /** vCPU at once: the most that the scenario starts, and the fewest that it cannot do without. */
  readonly most: number;
  readonly fewest: number;
  /** Services whose part is not known. */
  readonly unknown: readonly string[];
}

export function quotaOf(options: SimulationOptions, kind: FargateKind): number | undefined {
  return kind === 'fargate' ? options.fargateVcpuQuota : options.fargateSpotVcpuQuota;
}

/** vCPU that all services ask of Fargate at the same time. */
export function fargateDemand({ model }: Pick<RuleContext, 'model'>, scenario: ScenarioName, kind: FargateKind): FargateDemand {
  const uses: FargateUse[] = [];
  const unknown: string[] = [];
  for (const view of serviceViews(model)) {
    const use = useOf(view, scenario, kind);
    if (typeof use === 'string') unknown.push(`${view.subject.constructPath}: ${use}`);
    else if (use && use.most > 0) uses.push(use);
  }
  return { uses, unknown, ...totals(uses, scenario) };
}

function totals(uses: readonly FargateUse[], scenario: ScenarioName): Pick<FargateDemand, 'most' | 'fewest'> {
  const running = sum(uses, ({ running: tasks, vcpu }) => tasks * vcpu);
  if (partsOf(scenario).some((part) => part === 'all-deployments' || part === 'interleaved-deployments')) {
    return { most: sum(uses, ({ most, vcpu }) => most * vcpu), fewest: sum(uses, ({ fewest, vcpu }) => fewest * vcpu) };
  }
  // One deployment after the other, each beside everything that runs.
  const added = (tasks: (use: FargateUse) => number) => Math.max(0, ...uses.map((use) => (tasks(use) - use.running) * use.vcpu));
  return { most: running + added(({ most }) => most), fewest: running + added(({ fewest }) => fewest) };
}

/** Undefined where the service asks nothing of the quota, half a sentence where that is not known. */
function useOf(view: ServiceView, scenario: ScenarioName, kind: FargateKind): FargateUse | string | undefined {
  const { service, definition } = view;
  const places = placesOf(view);
  if (!places.known) return places.because;
  if (!places.value.includes(kind)) return undefined;
  const needs = definition && taskNeeds(definition);
  if (!needs) return 'its task definition is not part of the input';
  if (!needs.known) return needs.because;
  if (!service.desiredCount.known) return `the desired count is unknown: ${service.desiredCount.because}`;
  const level = levelOf(service, service.desiredCount.value, scenario);
  if (typeof level === 'string') return level;
  const [most, fewest] = deployed(service, level, scenario);
  const part = (tasks: number) => tasksOn(view, kind, tasks);
  return { service, running: part(level), most: part(most), fewest: part(fewest), vcpu: needs.value.cpu / 1024 };
}

/** Tasks before any deployment. */
function levelOf({ scaling }: Service, desired: number, scenario: ScenarioName): number | string {
  const scaled = partsOf(scenario).some((part) => part === 'scaled-to-maximum' || part === 'managed-scale-out');
  if (!scaled || !scaling) return desired;
  return scaling.maxCapacity.known ? Math.max(desired, scaling.maxCapacity.value) : `the maximum is unknown: ${scaling.maxCapacity.because}`;
}

/** The most and the fewest tasks at once while the scenario deploys the service. */
function deployed(service: Service, level: number, scenario: ScenarioName): readonly [number, number] {
  const parts = partsOf(scenario);
  const together = parts.includes('all-deployments') || parts.includes('interleaved-deployments');
  if (doubles(service)) return together || parts.includes('blue-green-deployment') ? [2 * level, 2 * level] : [level, level];
  if (level === 0 || !rolls(service) || !(together || parts.includes('rolling-deployment'))) return [level, level];
  const { lower, upper } = deploymentBounds(level, valueOr(service.minHealthyPercent, 100), valueOr(service.maxHealthyPercent, 200));
  return [Math.max(level, upper), Math.min(level, lower) + (lower >= level && upper > level ? 1 : 0)];
}

/** How many of that many tasks the strategy sends to the provider. */
function tasksOn(view: ServiceView, kind: FargateKind, tasks: number): number {
  const strategy = strategyOf(view);
  if (view.service.launchType || !strategy?.known) return tasks;
  const name = kind === 'fargate' ? 'FARGATE' : 'FARGATE_SPOT';
  const shares = strategy.value.map(({ base, weight }, provider) => ({ provider, base: valueOr(base, 0), weight: valueOr(weight, 0) }));
  const counts = new Int32Array(shares.length);
  for (let task = 0; task < tasks; task += 1) {
    const share = nextShare(shares, counts);
    if (share < 0) break;
    counts[share] += 1;
  }
  return strategy.value.reduce((total, { provider }, share) => total + (provider.known && provider.value === name ? counts[share] : 0), 0);
}

function sum(uses: readonly FargateUse[], amount: (use: FargateUse) => number): number {
  return uses.reduce((total, use) => total + amount(use), 0);
}
