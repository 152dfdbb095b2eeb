import { Aws, Duration, Stack } from 'aws-cdk-lib';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as scheduler from 'aws-cdk-lib/aws-scheduler';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import { Construct, IConstruct } from 'constructs';
import { runOn } from './run-on';
import { Runnable } from './runnable';
import { ManagedPolicyRole } from '../task/managed-policy-role';
import { acknowledgeWildcard } from '../validation/acknowledge-wildcard';

export interface RunTaskTargetProps {
  readonly runnable: Runnable;
  readonly cluster: ecs.ICluster;
  readonly role: iam.IRole;
  readonly deadLetterQueue: sqs.IQueue;
  readonly taskCount?: number;
  readonly retryAttempts?: number;
  readonly maxEventAge?: Duration;
  readonly placementConstraints?: ecs.PlacementConstraint[];
  readonly placementStrategies?: ecs.PlacementStrategy[];
}

/**
 * Starts tasks on a capacity provider strategy. The target of the CDK names a launch type for container instances, which goes
 * past the capacity provider, so a group at zero never starts an instance.
 */
export function runTaskTarget(props: RunTaskTargetProps): scheduler.IScheduleTarget {
  return {
    bind: () => ({
      arn: props.cluster.clusterArn,
      role: props.role,
      deadLetterConfig: { arn: props.deadLetterQueue.queueArn },
      retryPolicy: {
        maximumRetryAttempts: props.retryAttempts ?? 3,
        maximumEventAgeInSeconds: (props.maxEventAge ?? Duration.hours(1)).toSeconds(),
      },
      ecsParameters: {
        taskDefinitionArn: props.runnable.ecsTaskDefinition.taskDefinitionArn,
        taskCount: props.taskCount ?? 1,
        ...runOn(props.runnable.capacity),
        networkConfiguration: runTaskNetwork(props.runnable, props.cluster),
        placementConstraints: props.placementConstraints?.flatMap((constraint) => constraint.toJson()),
        placementStrategy: props.placementStrategies?.flatMap((strategy) => strategy.toJson()),
        enableEcsManagedTags: true,
        propagateTags: 'TASK_DEFINITION',
      },
    }),
  };
}

/** The subnets, security groups and addresses of a task in awsvpc mode, as the ECS API takes them. */
export function runTaskNetwork(runnable: Runnable, cluster: ecs.ICluster) {
  if (runnable.sharesInstanceNetwork) return undefined;
  const { vpcSubnets, securityGroups = [], assignPublicIp } = runnable.network;
  return {
    awsvpcConfiguration: {
      subnets: cluster.vpc.selectSubnets(vpcSubnets).subnetIds,
      securityGroups: securityGroups.map((group) => group.securityGroupId),
      assignPublicIp: runnable.capacity.compatibility === ecs.Compatibility.FARGATE ? (assignPublicIp ? 'ENABLED' : 'DISABLED') : undefined,
    },
  };
}

/** A role that may start this task in this cluster and hand it its two roles, and nothing else. */
export function newRunTaskRole(scope: Construct, taskDefinition: ecs.TaskDefinition, cluster: ecs.ICluster, service: string): ManagedPolicyRole {
  const role = new ManagedPolicyRole(scope, 'RunTaskRole', {
    assumedBy: new iam.ServicePrincipal(service).withConditions({ StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } }),
  });
  grantRunTask(role, taskDefinition, cluster);
  return role;
}

function grantRunTask(role: iam.Role, taskDefinition: ecs.TaskDefinition, cluster: ecs.ICluster): void {
  runTaskStatements(taskDefinition, cluster).forEach((statement) => role.addToPrincipalPolicy(statement));
  acknowledgeWildcard(role, tasksOf(cluster, role), 'a task gets its id when it starts; the statement is limited to the start of tasks');
}

/** What it takes to start this task in this cluster and to hand it its two roles, and nothing else. */
export function runTaskStatements(taskDefinition: ecs.TaskDefinition, cluster: ecs.ICluster): iam.PolicyStatement[] {
  return [
    new iam.PolicyStatement({
      actions: ['ecs:RunTask'],
      resources: [taskDefinition.taskDefinitionArn],
      conditions: { ArnEquals: { 'ecs:cluster': cluster.clusterArn } },
    }),
    new iam.PolicyStatement({
      actions: ['iam:PassRole'],
      resources: [taskDefinition.taskRole.roleArn, ...(taskDefinition.executionRole ? [taskDefinition.executionRole.roleArn] : [])],
      conditions: { StringEquals: { 'iam:PassedToService': 'ecs-tasks.amazonaws.com' } },
    }),
    new iam.PolicyStatement({
      actions: ['ecs:TagResource'],
      resources: [tasksOf(cluster, taskDefinition)],
      conditions: { StringEquals: { 'ecs:CreateAction': 'RunTask' } },
    }),
  ];
}

/** All tasks of a cluster: the id of one is known only when it starts. */
export function tasksOf(cluster: ecs.ICluster, scope: IConstruct): string {
  return Stack.of(scope).formatArn({ service: 'ecs', resource: 'task', resourceName: `${cluster.clusterName}/*` });
}
