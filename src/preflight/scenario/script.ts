import type { Aftermath } from './in-turn';
import type { Loss } from './loss';
import type { Outcome } from './outcome';
import type { SimulatedService, Situation } from './situation';
import type { Stage } from './stage';

/** A situation as a short script over the scheduler. One file each. */
export interface ScenarioScript {
  /** What reports and `--scenario` call it. */
  readonly name: ScenarioName;
  /** Orders tried at most: what costs more than a placement of everything is tried less often. */
  readonly mostOrders: number;
  /** True when container instances come, go or fill again: it says nothing about tasks on Fargate. */
  readonly aboutInstances?: boolean;
  /** The situations in which it may leave the cluster, from which another scenario can go on; undefined where none does. */
  readonly leaves?: (stage: Stage) => readonly Aftermath[];
  /** Half a sentence about a number of this scenario that is not known, without which nothing can be said to fit. */
  readonly hides?: (situation: Situation) => string | undefined;
  /** True when it goes on from whatever runs where: it neither starts over nor brings lost instances back. */
  readonly follows?: true;
  /** Half a sentence why the scenario says nothing about this service; undefined when it does. */
  exempt(service: SimulatedService, situation?: Situation): string | undefined;
  run(stage: Stage): Outcome;
  /**
   * Tasks at once, for proofs: the most that the scenario starts (`peak`), or the fewest that it cannot do without
   * (`least`); undefined when the scenario changes the instances, so that a proof about all of them says nothing.
   */
  counts(situation: Situation, steady: readonly number[], index: number, moment: 'peak' | 'least'): readonly number[] | undefined;
  /** The events that take instances away, where the scenario is about such: a proof is about what one of them leaves. */
  losses?(situation: Situation): readonly Loss[];
}

export const SCENARIO_NAMES = [
  'steady-state',
  'first-deployment',
  'rolling-deployment',
  'all-deployments',
  'interleaved-deployments',
  'blue-green-deployment',
  'scaled-to-maximum',
  'managed-scale-out',
  'managed-scale-in',
  'availability-zone-loss',
  'zone-rebalancing',
  'instance-loss',
  'instance-drain',
  'instance-refresh',
  'spot-reclaim',
] as const;

export type SingleScenario = (typeof SCENARIO_NAMES)[number];

/** One scenario, or several that follow each other: `scaled-to-maximum+availability-zone-loss`. */
export type ScenarioName = SingleScenario | `${SingleScenario}+${string}`;

/** The scenarios of a sequence, in their order; one for a single scenario. */
export function partsOf(name: ScenarioName): readonly SingleScenario[] {
  return name.split('+').flatMap((part) => SCENARIO_NAMES.filter((single) => single === part));
}

/** The steady counts with those of one service replaced. */
export function withCount(counts: readonly number[], index: number, count: number): readonly number[] {
  return counts.map((other, position) => (position === index ? count : other));
}
