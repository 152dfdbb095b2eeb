import type { StrategyItem } from './cluster';
import type { Known } from './known';
import type { AwsvpcConfiguration, ServiceLoadBalancer } from './service';
import type { ServiceRegistry } from './service-wiring';
import type { Subject } from './subject';

/** One set of tasks of a service whose deployments something else controls (`EXTERNAL`). */
export interface TaskSet {
  readonly id: string;
  readonly subject: Subject;
  /** True when an `AWS::ECS::PrimaryTaskSet` names it; unknown when one names a task set that cannot be told. */
  readonly primary: Known<boolean>;
  /** Id of a task definition of the model. */
  readonly taskDefinition: Known<string>;
  /** Percent of the desired count of the service that the set runs, rounded up. */
  readonly scalePercent: Known<number>;
  readonly launchType?: Known<string>;
  readonly strategy?: Known<readonly StrategyItem[]>;
  readonly platformVersion?: Known<string>;
  readonly network?: AwsvpcConfiguration;
  readonly loadBalancers: Known<readonly ServiceLoadBalancer[]>;
  readonly serviceRegistries: Known<readonly ServiceRegistry[]>;
}
