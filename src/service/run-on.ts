import * as ecs from 'aws-cdk-lib/aws-ecs';
import type { CapacityConfig } from './capacity';
import { kindOf } from './capacity-share';

/** Where a task is started: on a strategy, or by launch type on external instances, which have no capacity providers. */
export interface RunOn {
  readonly capacityProviderStrategy?: ecs.CapacityProviderStrategy[];
  readonly launchType?: 'EXTERNAL';
}

export function runOn({ compatibility, strategies }: CapacityConfig): RunOn {
  if (compatibility === ecs.Compatibility.EXTERNAL) return { launchType: 'EXTERNAL' };
  return { capacityProviderStrategy: strategies.map((item) => ({ weight: 1, ...item })) };
}

/** Throws when something that needs AWS around it is to run on machines outside; `what` and `because` complete the sentence. */
export function checkInsideAws(capacity: CapacityConfig, what: string, because: string): void {
  if (capacity.compatibility !== ecs.Compatibility.EXTERNAL) return;
  throw new Error(`\`capacity\` of ${what} must be inside of AWS: ${because}, got ${kindOf(capacity)}`);
}
