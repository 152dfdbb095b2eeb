import { Aws, CustomResource, Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as logs from 'aws-cdk-lib/aws-logs';
import * as sfn from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import { acknowledgeFunction, acknowledgeMachine } from './acknowledge-run';
import { DEPLOYMENT_RUN_CODE } from './deployment-run-code';
import { RunTaskState } from './run-task-state';
import { tasksOf } from './run-task-target';
import { Runnable } from './runnable';
import { Cluster } from '../cluster/cluster';
import { logKeyOf } from '../task/log-key';
import { ManagedPolicyRole } from '../task/managed-policy-role';
import { acknowledgeWildcard } from '../validation/acknowledge-wildcard';

export interface DeploymentRunProps {
  readonly runnable: Runnable;
  readonly cluster: ecs.ICluster;
  readonly timeout: Duration;
  readonly trigger?: string;
  readonly logGroupName?: string;
  readonly placementConstraints?: ecs.PlacementConstraint[];
  readonly placementStrategies?: ecs.PlacementStrategy[];
}

/** How much longer than the task CloudFormation waits: for an instance to start, and for the answer. */
const MARGIN = Duration.minutes(5);

/** A task that CloudFormation runs and waits for: a custom resource, a function that it calls, and a state machine that runs the task. */
export function newDeploymentRun(scope: Construct, props: DeploymentRunProps): CustomResource {
  const { runnable: { ecsTaskDefinition, container }, cluster, timeout } = props;
  const functionRole = newFunctionRole(scope, cluster);
  const report = newFunction(scope, functionRole);
  const machine = newMachine(scope, props, report);
  // Not a child of the role: the function waits for those, and the machine for the function.
  const start = new iam.ManagedPolicy(scope, 'StartPolicy', {
    roles: [functionRole],
    statements: [new iam.PolicyStatement({ actions: ['states:StartExecution'], resources: [machine.stateMachineArn] })],
  });
  const run = new CustomResource(scope, 'Run', {
    resourceType: 'Custom::StowageOneOffTask',
    serviceToken: report.functionArn,
    serviceTimeout: timeout.plus(MARGIN),
    properties: {
      TaskDefinition: ecsTaskDefinition.taskDefinitionArn,
      Trigger: props.trigger,
      StateMachine: machine.stateMachineArn,
      TimeoutSeconds: timeout.toSeconds(),
      Cluster: cluster.clusterName,
      Family: ecsTaskDefinition.family,
      Container: container.containerName,
      LogGroup: props.logGroupName,
    },
  });
  run.node.addDependency(start, ...whatATaskNeeds(props));
  return run;
}

/** A task without its policies, its way out of the VPC or its capacity would fail where nothing is wrong. */
function whatATaskNeeds({ runnable, cluster }: DeploymentRunProps) {
  const { taskRole, executionRole } = runnable.ecsTaskDefinition;
  return [
    taskRole,
    ...(executionRole ? [executionRole] : []),
    ...(runnable.sharesInstanceNetwork ? [] : [cluster.vpc.selectSubnets(runnable.network.vpcSubnets).internetConnectivityEstablished]),
    ...(cluster instanceof Cluster ? [cluster.capacityProvidersAssociated] : []),
  ];
}

function newMachine(scope: Construct, props: DeploymentRunProps, report: lambda.IFunction): sfn.StateMachine {
  const { runnable, cluster, placementConstraints, placementStrategies } = props;
  const task = new RunTaskState(scope, 'RunTask', {
    runnable,
    cluster,
    placementConstraints,
    placementStrategies,
    group: sfn.JsonPath.format('deployment-{}', sfn.JsonPath.stringAt('$.request.RequestId')),
    taskTimeout: sfn.Timeout.duration(props.timeout),
    resultPath: '$.task',
  });
  task.addRetry({ errors: ['ECS.AmazonECSException', 'ECS.ServerException'], interval: Duration.seconds(10), maxAttempts: 3 });
  const end = new sfn.CustomState(scope, 'Report', {
    stateJson: {
      Type: 'Task',
      Resource: `arn:${Aws.PARTITION}:states:::lambda:invoke`,
      Parameters: { 'FunctionName': report.functionArn, 'Payload.$': '$' },
      Retry: [{ ErrorEquals: ['States.ALL'], IntervalSeconds: 2, MaxAttempts: 5, BackoffRate: 2 }],
    },
  });
  const role = new ManagedPolicyRole(scope, 'StateMachineRole', {
    assumedBy: new iam.ServicePrincipal('states.amazonaws.com').withConditions({ StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } }),
  });
  role.addToPrincipalPolicy(new iam.PolicyStatement({ actions: ['lambda:InvokeFunction'], resources: [report.functionArn] }));
  const machine = new sfn.StateMachine(scope, 'StateMachine', {
    role,
    definitionBody: sfn.DefinitionBody.fromChainable(task.addCatch(end, { resultPath: '$.failure' }).next(end)),
  });
  acknowledgeWildcard(role, tasksOf(cluster, scope), 'a task gets its id when it starts; the statement is limited to the cluster');
  acknowledgeMachine(machine);
  return machine;
}

function newFunction(scope: Construct, role: ManagedPolicyRole): lambda.Function {
  const logGroup = new logs.LogGroup(scope, 'FunctionLogs', {
    retention: logs.RetentionDays.ONE_YEAR, encryptionKey: logKeyOf(Stack.of(scope)), removalPolicy: RemovalPolicy.DESTROY,
  });
  const streams = logGroup.logGroupArn;
  role.addToPrincipalPolicy(new iam.PolicyStatement({ actions: ['logs:CreateLogStream', 'logs:PutLogEvents'], resources: [streams] }));
  acknowledgeWildcard(role, streams, 'the function writes to streams of its own log group, which get their names when it runs');
  const report = new lambda.Function(scope, 'Function', {
    description: `Runs and reports ${scope.node.path} for CloudFormation`,
    runtime: lambda.Runtime.NODEJS_24_X,
    handler: 'index.handler',
    code: lambda.Code.fromInline(DEPLOYMENT_RUN_CODE),
    timeout: Duration.minutes(1),
    role,
    logGroup,
  });
  acknowledgeFunction(report);
  return report;
}

/** It may look at this stack, and find and stop tasks of this cluster. */
function newFunctionRole(scope: Construct, cluster: ecs.ICluster): ManagedPolicyRole {
  const role = new ManagedPolicyRole(scope, 'FunctionRole', { assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com') });
  const inCluster = { ArnEquals: { 'ecs:cluster': cluster.clusterArn } };
  role.addToPrincipalPolicy(new iam.PolicyStatement({ actions: ['cloudformation:DescribeStacks'], resources: [Stack.of(scope).stackId] }));
  role.addToPrincipalPolicy(new iam.PolicyStatement({
    actions: ['ecs:DescribeTasks', 'ecs:StopTask'], resources: [tasksOf(cluster, scope)], conditions: inCluster,
  }));
  role.addToPrincipalPolicy(new iam.PolicyStatement({ actions: ['ecs:ListTasks'], resources: ['*'], conditions: inCluster }));
  acknowledgeWildcard(role, tasksOf(cluster, scope), 'a task gets its id when it starts; the statement is limited to the cluster');
  acknowledgeWildcard(role, '*', 'ecs:ListTasks has no resource for tasks on Fargate; the statement is limited to the cluster');
  return role;
}
