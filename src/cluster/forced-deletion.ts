import { Stack } from 'aws-cdk-lib';
import * as autoscaling from 'aws-cdk-lib/aws-autoscaling';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import { Construct } from 'constructs';
import { newSdkCall } from './sdk-call';
import { acknowledge } from '../validation/acknowledge';

/**
 * Ends the instances of a group when its stack is deleted, also those that ECS protects from scale-in: nobody lifts that
 * protection when the capacity provider goes, and CloudFormation waits for an hour and then fails.
 *
 * The provider is deleted first, so that ECS protects nothing again; the services are deleted before that.
 */
export function deleteByForce(scope: Construct, group: autoscaling.AutoScalingGroup, provider: ecs.CfnCapacityProvider): void {
  const arn = Stack.of(scope).formatArn({
    service: 'autoscaling', resource: `autoScalingGroup:*:autoScalingGroupName/${group.autoScalingGroupName}`,
  });
  const call = newSdkCall(scope, 'ForcedDeletion', {
    resourceType: 'Custom::DeleteAutoScalingGroup',
    action: 'autoscaling:DeleteAutoScalingGroup',
    resources: [arn],
    onDelete: {
      service: 'AutoScaling',
      action: 'deleteAutoScalingGroup',
      parameters: { AutoScalingGroupName: group.autoScalingGroupName, ForceDelete: true },
      // The group is gone already, which is what is wanted.
      ignoreErrorCodesMatching: 'ValidationError',
    },
  });
  provider.node.addDependency(call);
  const logicalId = Stack.of(scope).getLogicalId(group.node.defaultChild as autoscaling.CfnAutoScalingGroup);
  acknowledge(call, 'AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:autoscaling:<AWS::Region>:<AWS::AccountId>:' +
    `autoScalingGroup:*:autoScalingGroupName/<${logicalId}>]`, 'the part of the ARN that is left open is an id that Auto Scaling makes up');
}
