import { Lazy, Size } from 'aws-cdk-lib';
import { Match } from 'aws-cdk-lib/assertions';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import { Capacity, Cpu, WebListener, WebService, WebServiceProps } from '../../src';
import { clusterStack, image, m6iLarge, only, templateOf } from '../support/stack';

function shop(props: Partial<WebServiceProps> = {}) {
  const { stack, cluster } = clusterStack();
  const general = cluster.addEc2Capacity('General', { instanceTypes: [m6iLarge], maxCapacity: 4 });
  const other = cluster.addEc2Capacity('Other', { instanceTypes: [m6iLarge], maxCapacity: 4 });
  const add = (id: string, more: Partial<WebServiceProps> = {}) => new WebService(stack, id, {
    cluster, image, listener: WebListener.http(), cpu: Cpu.vcpu(0.5), memory: Size.gibibytes(1), ...props, ...more,
  });
  return { stack, cluster, general, other, add };
}

test('runs two tasks on Fargate, replaces them one for one and rolls back a deployment that fails', () => {
  const { stack, add } = shop();
  add('Api');
  const template = templateOf(stack);
  template.hasResourceProperties('AWS::ECS::Service', {
    DesiredCount: 2,
    LaunchType: Match.absent(),
    CapacityProviderStrategy: [{ CapacityProvider: 'FARGATE', Weight: 1 }],
    DeploymentConfiguration: {
      MinimumHealthyPercent: 100, MaximumPercent: 200, DeploymentCircuitBreaker: { Enable: true, Rollback: true },
    },
    NetworkConfiguration: { AwsvpcConfiguration: { AssignPublicIp: 'DISABLED' } },
    EnableECSManagedTags: true,
    PropagateTags: 'SERVICE',
  });
  template.hasResourceProperties('AWS::ElasticLoadBalancingV2::TargetGroup', { HealthCheckPort: 'traffic-port', TargetType: 'ip' });
});

test('is part of the cluster only after its capacity is, and leaves before', () => {
  const { stack, add } = shop();
  add('Api');
  const template = templateOf(stack);
  template.hasResource('AWS::ECS::Service', {
    DependsOn: Match.arrayWith([only(template, 'AWS::ECS::ClusterCapacityProviderAssociations').id]),
  });
});

test('runs on the container instances it is given, placed as the user says', () => {
  const { stack, general, add } = shop();
  add('Api', {
    capacity: Capacity.ec2(general),
    placementStrategies: [ecs.PlacementStrategy.packedByMemory()],
    placementConstraints: [ecs.PlacementConstraint.memberOf('attribute:ecs.instance-type =~ m6i.*')],
  });
  templateOf(stack).hasResourceProperties('AWS::ECS::Service', {
    LaunchType: Match.absent(),
    CapacityProviderStrategy: [{ CapacityProvider: stack.resolve(general.capacityProviderName), Weight: 1 }],
    PlacementStrategies: [{ Type: 'binpack', Field: 'MEMORY' }],
    PlacementConstraints: [{ Type: 'memberOf', Expression: 'attribute:ecs.instance-type =~ m6i.*' }],
  });
});

test('runs on Fargate Spot by one prop', () => {
  const { stack, add } = shop();
  add('Api', { capacity: Capacity.fargateSpot() });
  templateOf(stack).hasResourceProperties('AWS::ECS::Service', { CapacityProviderStrategy: [{ CapacityProvider: 'FARGATE_SPOT', Weight: 1 }] });
});

test('leaves the desired count to the scaler, which starts at the desired count', () => {
  const { stack, add } = shop();
  const api = add('Api', { desiredCount: 3 });
  api.scaling.trackCpuUtilization({ targetPercent: 60, maxCapacity: 12 });
  api.scaling.trackMemoryUtilization({ targetPercent: 70, maxCapacity: 12 });
  const template = templateOf(stack);
  template.hasResourceProperties('AWS::ECS::Service', { DesiredCount: Match.absent() });
  template.hasResourceProperties('AWS::ApplicationAutoScaling::ScalableTarget', { MinCapacity: 3, MaxCapacity: 12 });
  template.hasResourceProperties('AWS::ApplicationAutoScaling::ScalingPolicy', {
    TargetTrackingScalingPolicyConfiguration: {
      TargetValue: 60, PredefinedMetricSpecification: { PredefinedMetricType: 'ECSServiceAverageCPUUtilization' },
    },
  });
});

test('lets data be granted to the tasks and connections be opened from them', () => {
  const { stack, cluster, add } = shop();
  const api = add('Api');
  new dynamodb.Table(stack, 'Table', { partitionKey: { name: 'id', type: dynamodb.AttributeType.STRING } }).grantReadData(api);
  const database = new ec2.SecurityGroup(stack, 'Database', { vpc: cluster.vpc });
  api.connections.allowTo(database, ec2.Port.tcp(5432));
  const template = templateOf(stack);
  template.hasResourceProperties('AWS::IAM::ManagedPolicy', { Roles: [{ Ref: only(template, 'AWS::IAM::Role', 'ApiTaskDefinitionTaskRole').id }] });
  template.hasResourceProperties('AWS::EC2::SecurityGroupIngress', {
    GroupId: stack.resolve(database.securityGroupId),
    SourceSecurityGroupId: { 'Fn::GetAtt': [only(template, 'AWS::EC2::SecurityGroup', 'ApiSecurityGroup').id, 'GroupId'] },
    FromPort: 5432,
  });
});

test('takes a desired count that is known only at deployment', () => {
  const { stack, add } = shop();
  add('Api', { desiredCount: Lazy.number({ produce: () => 5 }) });
  templateOf(stack).hasResourceProperties('AWS::ECS::Service', { DesiredCount: 5 });
});

test('keeps its logical ids', () => {
  const { stack, add } = shop();
  add('Api').scaling.trackCpuUtilization({ targetPercent: 60, maxCapacity: 12 });
  const template = templateOf(stack);
  expect([
    'AWS::ECS::Service', 'AWS::ECS::TaskDefinition', 'AWS::ElasticLoadBalancingV2::LoadBalancer', 'AWS::ElasticLoadBalancingV2::Listener',
    'AWS::ElasticLoadBalancingV2::TargetGroup', 'AWS::Logs::LogGroup', 'AWS::KMS::Key', 'AWS::ApplicationAutoScaling::ScalableTarget',
  ].map((type) => only(template, type).id)).toEqual([
    'ApiServiceD5B4A50A', 'ApiTaskDefinitionBB9FECF2', 'ApiLoadBalancer9F78B8A1', 'ApiLoadBalancerListener5E5F0745',
    'ApiTargetGroup54BFE075', 'ApiTaskDefinitionLogsEAC61944', 'StowageLogKeyF2DA2DCA', 'ApiServiceTaskCountTarget7F73DCFB',
  ]);
});

test.each<[string, Partial<WebServiceProps>, string]>([
  ['placement on Fargate', { placementStrategies: [ecs.PlacementStrategy.packedByCpu()] },
    '`placementStrategies` need container instances to choose from: `capacity` must be Capacity.ec2(), got Fargate and 1 of them'],
  ['half a task', { desiredCount: 1.5 }, '`desiredCount` must be a whole number from 0, got 1.5'],
  ['a minimum above 100 percent', { minHealthyPercent: 120 }, '`minHealthyPercent` must be from 0 to 100, got 120'],
  ['a maximum below 100 percent', { maxHealthyPercent: 90 }, '`maxHealthyPercent` must be at least 100, got 90'],
])('fails on %s', (_, props, message) => {
  expect(() => shop(props).add('Api')).toThrow(message);
});

test('fails on two different upper bounds for one service', () => {
  const api = shop().add('Api');
  api.scaling.trackCpuUtilization({ targetPercent: 60, maxCapacity: 12 });
  expect(() => api.scaling.trackMemoryUtilization({ targetPercent: 60, maxCapacity: 6 })).toThrow(
    '`minCapacity` and `maxCapacity` must be the same in every call on Shop/Api/Scaling, got 2 to 12 before and 2 to 6 now');
  expect(() => shop().add('Api').scaling.trackCpuUtilization({ targetPercent: 60, maxCapacity: 1 })).toThrow(
    '`maxCapacity` must be a whole number from 2 (`minCapacity`), got 1');
});
