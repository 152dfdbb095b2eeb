import { IConstruct } from 'constructs';
import { acknowledge } from '../validation/acknowledge';

/** AWS offers no resource to name for the channels of ECS Exec, so the wildcard cannot be narrowed. */
export function acknowledgeExec(scope: IConstruct): void {
  acknowledge(
    scope, 'AwsSolutions-IAM5[Resource::*]',
    'the ssmmessages actions of ECS Exec, and logs:DescribeLogGroups, have no resource-level permissions',
  );
}
