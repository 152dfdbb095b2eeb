import type { Known } from './known';
import type { Subject } from './subject';

/** A daemon that ECS itself keeps on every instance of Managed Instances (`AWS::ECS::Daemon`), one task for each. */
export interface ManagedDaemon {
  readonly id: string;
  readonly subject: Subject;
  readonly name: Known<string>;
  readonly cluster: Known<string>;
  /** Id of a task definition of the model. */
  readonly taskDefinition: Known<string>;
  /** Ids of capacities of the model, or names of capacity providers outside of it. */
  readonly capacityProviders: Known<readonly Known<string>[]>;
  /** Whether a daemon task that fails drains its instance. */
  readonly critical: Known<boolean>;
  readonly drainPercent: Known<number>;
  readonly bakeTimeMinutes: Known<number>;
  readonly deploymentAlarms: Known<readonly string[]>;
  readonly executeCommand: Known<boolean>;
}
