import { ArnFormat, Stack, Validations } from 'aws-cdk-lib';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';

export interface InstancePolicyProps {
  readonly cluster: ecs.ICluster;
  readonly role: iam.IRole;
  readonly sessionManager: boolean;
}

/** Exactly what the ECS agent, and Session Manager when wanted, call from a container instance of one cluster. */
export class InstancePolicy extends iam.ManagedPolicy {
  constructor(scope: Construct, id: string, props: InstancePolicyProps) {
    super(scope, id, {
      roles: [props.role],
      statements: [...agentStatements(scope, props.cluster), ...(props.sessionManager ? sessionStatements(scope) : [])],
    });
    acknowledgeWildcards(this);
  }
}

function agentStatements(scope: Construct, cluster: ecs.ICluster): iam.PolicyStatement[] {
  return [
    new iam.PolicyStatement({ actions: ['ecs:DiscoverPollEndpoint'], resources: ['*'] }),
    new iam.PolicyStatement({
      actions: [
        'ecs:RegisterContainerInstance', 'ecs:DeregisterContainerInstance',
        'ecs:SubmitAttachmentStateChanges', 'ecs:SubmitContainerStateChange', 'ecs:SubmitTaskStateChange',
      ],
      resources: [cluster.clusterArn],
    }),
    new iam.PolicyStatement({
      actions: ['ecs:Poll', 'ecs:StartTelemetrySession', 'ecs:UpdateContainerInstancesState'],
      resources: [Stack.of(scope).formatArn({
        service: 'ecs', resource: 'container-instance', resourceName: `${cluster.clusterName}/*`,
      })],
      conditions: { ArnEquals: { 'ecs:cluster': cluster.clusterArn } },
    }),
  ];
}

function sessionStatements(scope: Construct): iam.PolicyStatement[] {
  return [
    new iam.PolicyStatement({
      actions: ['ssm:UpdateInstanceInformation'],
      resources: [Stack.of(scope).formatArn({
        service: 'ec2', resource: 'instance', resourceName: '*', arnFormat: ArnFormat.SLASH_RESOURCE_NAME,
      })],
    }),
    new iam.PolicyStatement({
      actions: [
        'ssmmessages:CreateControlChannel', 'ssmmessages:CreateDataChannel',
        'ssmmessages:OpenControlChannel', 'ssmmessages:OpenDataChannel',
      ],
      resources: ['*'],
    }),
  ];
}

function acknowledgeWildcards(policy: iam.ManagedPolicy): void {
  Validations.of(policy).acknowledge({
    id: 'AwsSolutions-IAM5[Resource::*]',
    reason: 'ecs:DiscoverPollEndpoint and the ssmmessages actions have no resource-level permissions',
  });
}
