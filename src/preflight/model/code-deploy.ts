import type { Known } from './known';
import type { Subject } from './subject';

/** A CodeDeploy group that deploys services of ECS. */
export interface CodeDeployGroup {
  readonly id: string;
  readonly subject: Subject;
  readonly name: Known<string>;
  readonly configuration: Known<string>;
  readonly role: Known<string>;
  readonly services: Known<readonly { readonly cluster: Known<string>; readonly service: Known<string> }[]>;
  /** Pairs of target groups with the listeners of production and test traffic. */
  readonly pairs: Known<readonly TargetGroupPair[]>;
  /** What happens to new tasks when nobody says go: `CONTINUE_DEPLOYMENT` or `STOP_DEPLOYMENT`. */
  readonly actionOnTimeout?: Known<string>;
  readonly waitMinutes?: Known<number>;
  /** How long the old tasks stay after the traffic has moved. */
  readonly terminationWaitMinutes: Known<number>;
  readonly automaticRollback: Known<boolean>;
  readonly alarms: Known<readonly Known<string>[]>;
}

export interface TargetGroupPair {
  readonly targetGroups: Known<readonly Known<string>[]>;
  readonly productionListeners: Known<readonly Known<string>[]>;
  readonly testListeners: Known<readonly Known<string>[]>;
}
