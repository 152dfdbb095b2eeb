import { Stack } from 'aws-cdk-lib';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { acknowledgeWildcard } from '../validation/acknowledge-wildcard';

export interface InstancePolicyProps {
  readonly cluster: ecs.ICluster;
  readonly role: iam.IRole;
  readonly sessionManager: boolean;
  /** Machines outside of AWS, which Systems Manager knows by other ARNs. */
  readonly external?: boolean;
}

/** Exactly what the ECS agent, and Session Manager when wanted, call from a container instance of one cluster. */
export class InstancePolicy extends iam.ManagedPolicy {
  constructor(scope: Construct, id: string, props: InstancePolicyProps) {
    const stack = Stack.of(scope);
    const instances = stack.formatArn({ service: 'ecs', resource: 'container-instance', resourceName: `${props.cluster.clusterName}/*` });
    const machines = props.external
      ? stack.formatArn({ service: 'ssm', resource: 'managed-instance', resourceName: '*' })
      : stack.formatArn({ service: 'ec2', resource: 'instance', resourceName: '*' });
    super(scope, id, {
      roles: [props.role],
      statements: [...agentStatements(props.cluster, instances), ...(props.sessionManager ? sessionStatements(machines) : [])],
    });
    acknowledgeWildcard(this, '*', 'ecs:DiscoverPollEndpoint and the ssmmessages actions have no resource-level permissions');
    acknowledgeWildcard(this, instances, 'an instance gets its id when it registers; the statement is limited to one cluster');
    if (props.sessionManager) acknowledgeWildcard(this, machines, 'an instance gets its id when it starts, after the policy exists');
  }
}

function agentStatements(cluster: ecs.ICluster, instances: string): iam.PolicyStatement[] {
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
      resources: [instances],
      conditions: { ArnEquals: { 'ecs:cluster': cluster.clusterArn } },
    }),
  ];
}

function sessionStatements(machines: string): iam.PolicyStatement[] {
  return [
    new iam.PolicyStatement({ actions: ['ssm:UpdateInstanceInformation'], resources: [machines] }),
    new iam.PolicyStatement({
      actions: [
        'ssmmessages:CreateControlChannel', 'ssmmessages:CreateDataChannel',
        'ssmmessages:OpenControlChannel', 'ssmmessages:OpenDataChannel',
      ],
      resources: ['*'],
    }),
  ];
}
