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

export type ScenarioName = (typeof SCENARIO_NAMES)[number];

/** The steady counts with those of one service replaced. */
export function withCount(counts: readonly number[], index: number, count: number): readonly number[] {
  return counts.map((other, position) => (position === index ? count : other));
}
