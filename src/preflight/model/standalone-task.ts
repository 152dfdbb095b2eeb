import type { StrategyItem } from './cluster';
import type { Known } from './known';
import type { AwsvpcConfiguration, PlacementConstraint, PlacementStrategy } from './service';
import type { Subject } from './subject';

/** Tasks that a schedule or a rule starts; no service keeps them running. */
export interface StandaloneTask {
  readonly id: string;
  readonly subject: Subject;
  readonly source: 'events-rule' | 'schedule';
  readonly cluster: Known<string>;
  readonly taskDefinition: Known<string>;
  readonly count: Known<number>;
  readonly enabled: Known<boolean>;
  /** `rate(...)`, `cron(...)` or `at(...)`; undefined for a rule with an event pattern. */
  readonly schedule?: Known<string>;
  readonly launchType?: Known<string>;
  readonly strategy?: Known<readonly StrategyItem[]>;
  readonly placementStrategies: Known<readonly PlacementStrategy[]>;
  readonly placementConstraints: Known<readonly PlacementConstraint[]>;
  readonly network?: AwsvpcConfiguration;
  readonly role?: Known<string>;
  readonly platformVersion?: Known<string>;
  readonly executeCommand?: Known<boolean>;
  readonly timezone?: Known<string>;
  /** True for a rule that waits for events. */
  readonly onEvent?: boolean;
  /** JSON text with the overrides of containers. */
  readonly input?: Known<string>;
  readonly deadLetterQueue?: Known<string>;
  readonly maximumRetries?: Known<number>;
}
