import { Validations } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';

/** AWS offers no resource to name for the channels of ECS Exec, so the wildcard cannot be narrowed. */
export function acknowledgeExec(scope: IConstruct): void {
  Validations.of(scope).acknowledge({
    id: 'AwsSolutions-IAM5[Resource::*]',
    reason: 'the ssmmessages actions of ECS Exec, and logs:DescribeLogGroups, have no resource-level permissions',
  });
}
