import { Duration, Lazy, Size } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as sfn from 'aws-cdk-lib/aws-stepfunctions';
import { Capacity, Cpu, OneOffTask, OneOffTaskProps, WebListener, WebService } from '../../src';
import { clusterStack, image, m6iLarge, only, templateOf } from '../support/stack';

function shop() {
  const { stack, cluster } = clusterStack();
  const general = cluster.addEc2Capacity('General', { instanceTypes: [m6iLarge], maxCapacity: 4 });
  const size = { cluster, image, cpu: Cpu.vcpu(0.25), memory: Size.mebibytes(512) };
  const add = (id: string, more: Partial<OneOffTaskProps> = {}) => new OneOffTask(stack, id, { ...size, ...more });
  return { stack, cluster, general, size, add };
}

/** The states of the one state machine, with references written as their logical ids. */
function statesOf(template: Template): Record<string, Record<string, unknown>> {
  const { Properties } = only(template, 'AWS::StepFunctions::StateMachine').resource as { readonly Properties: { readonly DefinitionString: unknown } };
  const text = flat(Properties.DefinitionString);
  return JSON.parse(text).States;
}

function flat(value: unknown): string {
  if (typeof value === 'string') return value;
  const [[kind, argument]] = Object.entries(value as Record<string, unknown>);
  if (kind === 'Fn::Join') return (argument as [string, unknown[]])[1].map(flat).join('');
  return `<${Array.isArray(argument) ? argument.join('.') : argument}>`;
}

function statements(template: Template, idPrefix: string): Record<string, unknown>[] {
  const policies = Object.entries(template.findResources('AWS::IAM::ManagedPolicy')).filter(([id]) => id.startsWith(idPrefix));
  return policies.flatMap(([, { Properties }]) => Properties.PolicyDocument.Statement);
}

test('runs on its capacity in a deployment, waits for the end and hands the result to CloudFormation', () => {
  const { stack, general, add } = shop();
  add('Migrate', { capacity: Capacity.ec2(general), command: ['migrate'], timeout: Duration.minutes(20) }).runOnDeployment();
  const template = templateOf(stack);
  const { RunTask, Report } = statesOf(template);
  expect(RunTask).toMatchObject({
    Resource: 'arn:<AWS::Partition>:states:::ecs:runTask.sync',
    TimeoutSeconds: 1200,
    Catch: [{ ErrorEquals: ['States.ALL'], ResultPath: '$.failure', Next: 'Report' }],
    Next: 'Report',
    Parameters: {
      CapacityProviderStrategy: [{ CapacityProvider: `<${only(template, 'AWS::ECS::CapacityProvider').id}>`, Weight: 1 }],
      TaskDefinition: `<${only(template, 'AWS::ECS::TaskDefinition').id}>`,
      NetworkConfiguration: { AwsvpcConfiguration: { SecurityGroups: [expect.stringContaining('MigrateSecurityGroup')] } },
    },
  });
  expect(RunTask.Parameters).not.toHaveProperty('LaunchType');
  expect(Report).toMatchObject({ Resource: 'arn:<AWS::Partition>:states:::lambda:invoke', End: true });
  template.hasResourceProperties('Custom::StowageOneOffTask', {
    TaskDefinition: { Ref: only(template, 'AWS::ECS::TaskDefinition').id }, Container: 'app', ServiceTimeout: '1500',
  });
});

test('runs without an address in the private subnets on Fargate, and on Fargate Spot when asked', () => {
  const { stack, add } = shop();
  add('Migrate', { capacity: Capacity.fargateSpot() }).runOnDeployment();
  expect(statesOf(templateOf(stack)).RunTask.Parameters).toMatchObject({
    CapacityProviderStrategy: [{ CapacityProvider: 'FARGATE_SPOT', Weight: 1 }],
    NetworkConfiguration: { AwsvpcConfiguration: { AssignPublicIp: 'DISABLED', Subnets: [expect.stringContaining('Private'), expect.stringContaining('Private')] } },
  });
});

test('may start its own task in its own cluster and pass its own two roles, and nothing else', () => {
  const { stack, add } = shop();
  add('Migrate').runOnDeployment();
  const template = templateOf(stack);
  const cluster = { ArnEquals: { 'ecs:cluster': { 'Fn::GetAtt': [only(template, 'AWS::ECS::Cluster').id, 'Arn'] } } };
  const role = (id: string) => ({ 'Fn::GetAtt': [only(template, 'AWS::IAM::Role', id).id, 'Arn'] });
  const found = statements(template, 'MigrateStateMachineRolePolicy');
  expect(found).toContainEqual({ Effect: 'Allow', Action: 'ecs:RunTask', Resource: { Ref: only(template, 'AWS::ECS::TaskDefinition').id }, Condition: cluster });
  expect(found).toContainEqual({
    Effect: 'Allow',
    Action: 'iam:PassRole',
    Resource: [role('MigrateTaskDefinitionTaskRole'), role('MigrateTaskDefinitionExecutionRole')],
    Condition: { StringEquals: { 'iam:PassedToService': 'ecs-tasks.amazonaws.com' } },
  });
  const actions = found.flatMap(({ Action }) => Action);
  expect(actions.sort()).toEqual([
    'ecs:DescribeTasks', 'ecs:RunTask', 'ecs:StopTask', 'ecs:TagResource', 'events:DescribeRule', 'events:PutRule', 'events:PutTargets',
    'iam:PassRole', 'lambda:InvokeFunction',
  ]);
});

test('comes before the services that need it and after what it needs itself', () => {
  const { stack, size, add } = shop();
  const migrate = add('Migrate');
  const api = new WebService(stack, 'Api', { ...size, listener: WebListener.http() });
  const table = new ecs.FargateTaskDefinition(stack, 'StandsForADatabase');
  migrate.runOnDeployment({ before: [api], after: [table] });
  const template = templateOf(stack);
  const run = only(template, 'Custom::StowageOneOffTask');
  template.hasResource('AWS::ECS::Service', { DependsOn: Match.arrayWith([run.id]) });
  const before = run.resource.DependsOn as string[];
  for (const id of [
    only(template, 'AWS::ECS::ClusterCapacityProviderAssociations').id,
    only(template, 'AWS::IAM::ManagedPolicy', 'MigrateTaskDefinitionExecutionRolePolicy').id,
    only(template, 'AWS::IAM::ManagedPolicy', 'MigrateStartPolicy').id,
    only(template, 'AWS::IAM::Role', 'StandsForADatabaseTaskRole').id,
  ]) expect(before).toContain(id);
});

test('is a state of a state machine, with a command and variables of the run', () => {
  const { stack, add } = shop();
  const state = add('Report', { timeout: Duration.hours(3) }).toState('Make report', {
    command: ['report', sfn.JsonPath.stringAt('$.month')], environment: { MODE: 'full' },
  });
  new sfn.StateMachine(stack, 'Machine', { definitionBody: sfn.DefinitionBody.fromChainable(state.next(new sfn.Succeed(stack, 'Done'))) });
  const template = templateOf(stack);
  expect(statesOf(template)['Make report']).toMatchObject({
    TimeoutSeconds: 10_800,
    ResultPath: null,
    Parameters: {
      Overrides: { ContainerOverrides: [{ 'Name': 'app', 'Command.$': "States.Array('report', $.month)", 'Environment': [{ Name: 'MODE', Value: 'full' }] }] },
    },
  });
  template.hasResourceProperties('AWS::IAM::Policy', {
    PolicyDocument: { Statement: Match.arrayWith([Match.objectLike({ Action: 'ecs:RunTask' })]) }, Roles: [{ Ref: Match.stringLikeRegexp('^MachineRole') }],
  });
});

test('runs on chosen container instances', () => {
  const { stack, general, add } = shop();
  add('Fix', {
    capacity: Capacity.ec2(general),
    networkMode: ecs.NetworkMode.BRIDGE,
    placementConstraints: [ecs.PlacementConstraint.memberOf('attribute:ecs.availability-zone == us-east-1a')],
    placementStrategies: [ecs.PlacementStrategy.packedByMemory()],
  }).runOnDeployment();
  const { Parameters } = statesOf(templateOf(stack)).RunTask;
  expect(Parameters).toMatchObject({
    PlacementConstraints: [{ Type: 'memberOf', Expression: 'attribute:ecs.availability-zone == us-east-1a' }],
    PlacementStrategy: [{ Type: 'binpack', Field: 'MEMORY' }],
  });
  expect(Parameters).not.toHaveProperty('NetworkConfiguration');
});

test('tells the line that starts it by hand', () => {
  const { stack, add } = shop();
  const command = flat(stack.resolve(add('Fix', { capacity: Capacity.fargateMix() }).runCommand));
  expect(command).toMatch(/^aws ecs run-task --region <AWS::Region> --cluster <Cluster\w+> --task-definition <FixTaskDefinition\w+> /);
  expect(command).toContain('--capacity-provider-strategy capacityProvider=FARGATE,weight=1,base=1 capacityProvider=FARGATE_SPOT,weight=1 ');
  expect(command).toMatch(/securityGroups=\[<FixSecurityGroup\w+\.GroupId>\],assignPublicIp=DISABLED}'$/);
});

test('fails on time-outs that nobody keeps, on placement on Fargate, and on a second run', () => {
  const { add } = shop();
  expect(() => add('A', { timeout: Duration.seconds(30) })).toThrow('`timeout` of a one-off task must be at least 1 minute, got 30 seconds');
  expect(() => add('B', { timeout: Duration.hours(1) }).runOnDeployment())
    .toThrow('`timeout` of a task that runs in a deployment must be at most 55 minutes, because CloudFormation waits an hour, got 60 minutes');
  expect(() => add('C', { placementStrategies: [ecs.PlacementStrategy.packedByCpu()] })).toThrow('`placementStrategies` need container instances');
  const run = add('D');
  run.runOnDeployment();
  expect(() => run.runOnDeployment()).toThrow('`runOnDeployment` of Shop/D must be called once');
  expect(() => add('E', { timeout: Duration.seconds(Lazy.number({ produce: () => 90 })) }).toState('Later')).not.toThrow();
});
