import { Lazy, Stack } from 'aws-cdk-lib';
import { Match } from 'aws-cdk-lib/assertions';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as logs from 'aws-cdk-lib/aws-logs';
import { Cluster } from '../../src';
import { clusterStack, m6iLarge, only, templateOf } from '../support/stack';

test('turns on Container Insights and offers Fargate and Fargate Spot', () => {
  const { stack } = clusterStack();
  const template = templateOf(stack);
  template.hasResourceProperties('AWS::ECS::Cluster', { ClusterSettings: [{ Name: 'containerInsights', Value: 'enhanced' }] });
  template.hasResourceProperties('AWS::ECS::ClusterCapacityProviderAssociations', { CapacityProviders: ['FARGATE', 'FARGATE_SPOT'] });
});

test('keeps what the user says about Container Insights', () => {
  const { stack, vpc } = clusterStack();
  new Cluster(stack, 'Quiet', { vpc, containerInsightsV2: ecs.ContainerInsights.DISABLED });
  templateOf(stack).hasResourceProperties('AWS::ECS::Cluster', { ClusterSettings: [{ Name: 'containerInsights', Value: 'disabled' }] });
});

test('names all capacity in one association, next to a provider added the way of the CDK', () => {
  const { stack, cluster } = clusterStack();
  const capacity = cluster.addEc2Capacity('General', { instanceTypes: [m6iLarge], maxCapacity: 4 });
  cluster.addAsgCapacityProvider(new ecs.AsgCapacityProvider(stack, 'Stock', { autoScalingGroup: capacity.autoScalingGroup }));
  const template = templateOf(stack);
  template.resourceCountIs('AWS::ECS::ClusterCapacityProviderAssociations', 1);
  template.hasResourceProperties('AWS::ECS::ClusterCapacityProviderAssociations', {
    CapacityProviders: ['FARGATE', 'FARGATE_SPOT', stack.resolve(capacity.capacityProviderName), Match.anyValue()],
  });
});

test('is an ecs.Cluster with EC2 capacity, so a plain Ec2Service deploys into it', () => {
  const { stack, cluster } = clusterStack();
  expect(cluster.hasEc2Capacity).toBe(false);
  cluster.addEc2Capacity('General', { instanceTypes: [m6iLarge], maxCapacity: 4 });
  const taskDefinition = new ecs.Ec2TaskDefinition(stack, 'Task');
  taskDefinition.addContainer('app', { image: ecs.ContainerImage.fromRegistry('nginx:1.29'), memoryLimitMiB: 128 });
  new ecs.Ec2Service(stack, 'Plain', { cluster, taskDefinition, minHealthyPercent: 100 });
  expect(cluster.hasEc2Capacity).toBe(true);
  templateOf(stack).resourceCountIs('AWS::ECS::Service', 1);
});

test('keeps its logical ids', () => {
  const { stack, cluster } = clusterStack();
  cluster.addEc2Capacity('General', { instanceTypes: [m6iLarge], maxCapacity: 4 });
  const template = templateOf(stack);
  expect(only(template, 'AWS::ECS::Cluster').id).toBe('ClusterEB0386A7');
  expect(only(template, 'AWS::ECS::ClusterCapacityProviderAssociations').id).toBe('Cluster3DA9CCBA');
  expect(only(template, 'AWS::ECS::CapacityProvider').id).toBe('ClusterGeneralCapacityProvider3B339ECC');
  expect(only(template, 'AWS::AutoScaling::AutoScalingGroup').id).toBe('ClusterGeneralAutoScalingGroupASG22794827');
  expect(only(template, 'AWS::EC2::LaunchTemplate').id).toBe('ClusterGeneralLaunchTemplateD049D012');
});

test('names a capacity provider itself only when the stack name begins with a word that ECS reserves', () => {
  for (const [name, expected] of [['Shop', Match.absent()], ['EcsShop', Match.stringLikeRegexp('^cp-')]] as const) {
    const { stack, cluster } = clusterStack(name);
    cluster.addEc2Capacity('General', { instanceTypes: [m6iLarge], maxCapacity: 4 });
    expect(Stack.of(cluster).stackName).toBe(name);
    templateOf(stack).hasResourceProperties('AWS::ECS::CapacityProvider', { Name: expected });
  }
});

test('runs tasks that name no capacity on Fargate, or where the user says', () => {
  const { stack, cluster, vpc } = clusterStack();
  const capacity = cluster.addEc2Capacity('General', { instanceTypes: [m6iLarge], maxCapacity: 4 });
  new Cluster(stack, 'OnFargate', { vpc });
  new Cluster(stack, 'Without', { vpc, enableFargateCapacityProviders: false });
  cluster.addDefaultCapacityProviderStrategy([{ capacityProvider: capacity.capacityProviderName, weight: 1 }]);
  const template = templateOf(stack);
  template.resourceCountIs('AWS::ECS::ClusterCapacityProviderAssociations', 2);
  template.hasResourceProperties('AWS::ECS::ClusterCapacityProviderAssociations', {
    DefaultCapacityProviderStrategy: [{ CapacityProvider: stack.resolve(capacity.capacityProviderName), Weight: 1 }],
  });
  template.hasResourceProperties('AWS::ECS::ClusterCapacityProviderAssociations', {
    CapacityProviders: ['FARGATE', 'FARGATE_SPOT'], DefaultCapacityProviderStrategy: [{ CapacityProvider: 'FARGATE', Weight: 1 }],
  });
});

test('passes on keys, the audit log of ECS Exec and a namespace', () => {
  const { stack, vpc } = clusterStack();
  const kmsKey = new kms.Key(stack, 'Key');
  const cloudWatchLogGroup = new logs.LogGroup(stack, 'Audit');
  new Cluster(stack, 'Audited', {
    vpc,
    executeCommandConfiguration: { kmsKey, logging: ecs.ExecuteCommandLogging.OVERRIDE, logConfiguration: { cloudWatchLogGroup } },
    managedStorageConfiguration: { kmsKey },
    defaultCloudMapNamespace: { name: 'shop', useForServiceConnect: true },
  });
  templateOf(stack).hasResourceProperties('AWS::ECS::Cluster', {
    Configuration: {
      ExecuteCommandConfiguration: { KmsKeyId: stack.resolve(kmsKey.keyArn), Logging: 'OVERRIDE' },
      ManagedStorageConfiguration: { KmsKeyId: { Ref: Match.anyValue() } },
    },
    ServiceConnectDefaults: { Namespace: Match.anyValue() },
  });
});

test('finds a cluster of the account by its name', () => {
  const { stack, vpc } = clusterStack('Shop', { account: '123456789012', region: 'eu-west-1' });
  const found = Cluster.fromLookup(stack, 'Found', { clusterName: 'platform', vpc });
  expect([found.clusterName, stack.resolve(found.clusterArn)]).toEqual(
    ['platform', { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':ecs:eu-west-1:123456789012:cluster/platform']] }]);
  expect(() => Cluster.fromLookup(stack, 'Later', { clusterName: Lazy.string({ produce: () => 'platform' }), vpc }))
    .toThrow('`clusterName` of a lookup must be known at synthesis, got a token');
});
