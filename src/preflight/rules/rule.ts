import type { Finding } from '../findings';
import type { Cluster, PlacementModel } from '../model';
import type { Judgement } from '../scenario/judge';
import type { SimulationOptions } from '../scenario/options';
import type { ScenarioName } from '../scenario/script';
import type { LeftOutService } from '../scenario/situation';

/** One check: one file, one id, one docs page. */
export interface Rule {
  readonly id: string;
  /** One line for the index of rules. */
  readonly title: string;
  check(context: RuleContext): readonly Finding[];
}

export interface RuleContext {
  readonly model: PlacementModel;
  readonly options: SimulationOptions;
  readonly scenarios: readonly ScenarioName[];
  readonly clusters: readonly JudgedCluster[];
}

export interface JudgedCluster {
  readonly cluster: Cluster;
  readonly judgements: readonly Judgement[];
  /** Services of the cluster that do not run on its container instances, or whose size is unknown. */
  readonly leftOut: readonly LeftOutService[];
}
