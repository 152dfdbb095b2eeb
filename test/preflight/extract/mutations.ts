import * as fc from 'fast-check';

/** A template that uses every reader and most functions; mutations start from it. */
export const SEED_TEMPLATE: object = {
  Parameters: { Count: { Type: 'Number', Default: 2 }, Open: { Type: 'String' }, Names: { Type: 'CommaDelimitedList', Default: 'a,b' } },
  Mappings: { Sizes: { small: { cpu: '256' } } },
  Conditions: { Yes: { 'Fn::Equals': ['a', 'a'] }, Maybe: { 'Fn::Equals': [{ Ref: 'Open' }, 'x'] }, Both: { 'Fn::And': [{ Condition: 'Yes' }, { Condition: 'Maybe' }] } },
  Resources: {
    Vpc: { Type: 'AWS::EC2::VPC', Properties: { CidrBlock: '10.0.0.0/16' } },
    Subnet: {
      Type: 'AWS::EC2::Subnet',
      Properties: { VpcId: { Ref: 'Vpc' }, CidrBlock: { 'Fn::Select': [0, { 'Fn::Cidr': ['10.0.0.0/16', 2, 8] }] }, AvailabilityZone: { 'Fn::Select': [0, { 'Fn::GetAZs': '' }] } },
    },
    Table: { Type: 'AWS::EC2::RouteTable', Properties: { VpcId: { Ref: 'Vpc' } } },
    Join: { Type: 'AWS::EC2::SubnetRouteTableAssociation', Properties: { SubnetId: { Ref: 'Subnet' }, RouteTableId: { Ref: 'Table' } } },
    Nat: { Type: 'AWS::EC2::NatGateway', Properties: { SubnetId: { Ref: 'Subnet' } } },
    Route: { Type: 'AWS::EC2::Route', Properties: { RouteTableId: { Ref: 'Table' }, DestinationCidrBlock: '0.0.0.0/0', NatGatewayId: { Ref: 'Nat' } } },
    Group: { Type: 'AWS::EC2::SecurityGroup', Properties: { VpcId: { Ref: 'Vpc' }, SecurityGroupIngress: [{ IpProtocol: 'tcp', FromPort: 80, ToPort: '80', CidrIp: '0.0.0.0/0' }] } },
    Cluster: { Type: 'AWS::ECS::Cluster', Properties: { ClusterName: { 'Fn::Sub': 'c-${Count}' } } },
    Template: {
      Type: 'AWS::EC2::LaunchTemplate',
      Properties: {
        LaunchTemplateData: {
          ImageId: '{{resolve:ssm:/aws/service/ecs/optimized-ami/amazon-linux-2023/recommended/image_id}}',
          InstanceType: 't3.medium',
          UserData: { 'Fn::Base64': { 'Fn::Join': ['', ['#!/bin/bash\necho ECS_CLUSTER=', { Ref: 'Cluster' }, ' >> /etc/ecs/ecs.config\n']] } },
          BlockDeviceMappings: [{ DeviceName: '/dev/xvda', Ebs: { VolumeSize: 50 } }],
        },
      },
    },
    Asg: {
      Type: 'AWS::AutoScaling::AutoScalingGroup',
      Properties: {
        MinSize: '1',
        MaxSize: { Ref: 'Count' },
        VPCZoneIdentifier: [{ Ref: 'Subnet' }],
        MixedInstancesPolicy: {
          InstancesDistribution: { OnDemandPercentageAboveBaseCapacity: 50 },
          LaunchTemplate: { LaunchTemplateSpecification: { LaunchTemplateId: { Ref: 'Template' } }, Overrides: [{ InstanceType: 'm5.large' }, { InstanceType: 'm5a.large' }] },
        },
      },
    },
    Provider: { Type: 'AWS::ECS::CapacityProvider', Properties: { AutoScalingGroupProvider: { AutoScalingGroupArn: { Ref: 'Asg' }, ManagedScaling: { Status: 'ENABLED', TargetCapacity: 90 } } } },
    Association: {
      Type: 'AWS::ECS::ClusterCapacityProviderAssociations',
      Properties: { Cluster: { Ref: 'Cluster' }, CapacityProviders: [{ Ref: 'Provider' }], DefaultCapacityProviderStrategy: [{ CapacityProvider: { Ref: 'Provider' }, Weight: 1 }] },
    },
    Task: {
      Type: 'AWS::ECS::TaskDefinition',
      Properties: {
        Cpu: { 'Fn::FindInMap': ['Sizes', 'small', 'cpu'] },
        Memory: '0.5 GB',
        NetworkMode: 'awsvpc',
        TaskRoleArn: { 'Fn::GetAtt': ['Role', 'Arn'] },
        ContainerDefinitions: [{
          Name: 'app',
          Image: 'nginx',
          Memory: 256,
          PortMappings: [{ ContainerPort: 80 }],
          HealthCheck: { Command: ['CMD', 'true'] },
          Environment: [{ Name: 'A', Value: { 'Fn::If': ['Maybe', 'x', { Ref: 'AWS::NoValue' }] } }],
          Secrets: [{ Name: 'S', ValueFrom: 'arn:aws:ssm:us-east-1:1:parameter/s' }],
        }],
        Volumes: [{ Name: 'v', EFSVolumeConfiguration: { FilesystemId: 'fs-1' } }],
      },
    },
    Role: {
      Type: 'AWS::IAM::Role',
      Properties: {
        AssumeRolePolicyDocument: { Statement: [{ Effect: 'Allow', Principal: { Service: ['ecs-tasks.amazonaws.com'] }, Action: 'sts:AssumeRole' }] },
        Policies: [{ PolicyName: 'p', PolicyDocument: { Statement: { Effect: 'Allow', Action: ['s3:Get*'], Resource: '*' } } }],
      },
    },
    Balancer: { Type: 'AWS::ElasticLoadBalancingV2::LoadBalancer', Properties: { Subnets: [{ Ref: 'Subnet' }], Scheme: 'internal' } },
    Listener: { Type: 'AWS::ElasticLoadBalancingV2::Listener', Properties: { LoadBalancerArn: { Ref: 'Balancer' }, Port: 80, Protocol: 'HTTP', DefaultActions: [{ Type: 'forward', TargetGroupArn: { Ref: 'Targets' } }] } },
    Targets: { Type: 'AWS::ElasticLoadBalancingV2::TargetGroup', Properties: { Protocol: 'HTTP', Port: 80, TargetType: 'ip', VpcId: { Ref: 'Vpc' } } },
    Service: {
      Type: 'AWS::ECS::Service',
      Condition: 'Yes',
      DependsOn: ['Listener'],
      Properties: {
        Cluster: { 'Fn::GetAtt': ['Cluster', 'Arn'] },
        TaskDefinition: { Ref: 'Task' },
        DesiredCount: { Ref: 'Count' },
        NetworkConfiguration: { AwsvpcConfiguration: { Subnets: [{ Ref: 'Subnet' }], SecurityGroups: [{ 'Fn::GetAtt': 'Group.GroupId' }] } },
        LoadBalancers: [{ ContainerName: 'app', ContainerPort: 80, TargetGroupArn: { Ref: 'Targets' } }],
        PlacementStrategies: [{ Type: 'spread', Field: 'attribute:ecs.availability-zone' }],
        PlacementConstraints: [{ Type: 'memberOf', Expression: 'true' }],
        DeploymentConfiguration: { MinimumHealthyPercent: 50, DeploymentCircuitBreaker: { Enable: true, Rollback: 'true' } },
      },
    },
    Target: { Type: 'AWS::ApplicationAutoScaling::ScalableTarget', Properties: { MinCapacity: 1, MaxCapacity: 4, ResourceId: { 'Fn::Join': ['/', ['service', { Ref: 'Cluster' }, { 'Fn::GetAtt': ['Service', 'Name'] }]] } } },
    Rule: { Type: 'AWS::Events::Rule', Properties: { ScheduleExpression: 'rate(1 hour)', Targets: [{ Arn: { 'Fn::GetAtt': ['Cluster', 'Arn'] }, EcsParameters: { TaskDefinitionArn: { Ref: 'Task' } } }] } },
    External: { Type: 'AWS::ECS::Service', Properties: { ServiceName: 'ext', Cluster: { Ref: 'Cluster' }, DeploymentController: { Type: 'EXTERNAL' } } },
    Set: { Type: 'AWS::ECS::TaskSet', Properties: { Service: { Ref: 'External' }, Cluster: { Ref: 'Cluster' }, TaskDefinition: { Ref: 'Task' }, Scale: { Value: 50 } } },
    Primary: { Type: 'AWS::ECS::PrimaryTaskSet', Properties: { Service: { Ref: 'External' }, TaskSetId: { 'Fn::GetAtt': ['Set', 'Id'] } } },
    Express: { Type: 'AWS::ECS::ExpressGatewayService', Properties: { PrimaryContainer: { Image: 'web:1' }, InfrastructureRoleArn: { Ref: 'Role' }, ScalingTarget: { MinTaskCount: 1 } } },
    Daemon: { Type: 'AWS::ECS::Daemon', Properties: { ClusterArn: { Ref: 'Cluster' }, CapacityProviderArns: [{ Ref: 'Provider' }] } },
    Hook: { Type: 'AWS::AutoScaling::LifecycleHook', Properties: { AutoScalingGroupName: { Ref: 'Asg' }, LifecycleTransition: 'x' } },
    Secret: { Type: 'AWS::SecretsManager::Secret', Properties: { GenerateSecretString: { SecretStringTemplate: '{"user":"a"}', GenerateStringKey: 'password' } } },
    ListenerRule: { Type: 'AWS::ElasticLoadBalancingV2::ListenerRule', Properties: { ListenerArn: { Ref: 'Listener' }, Priority: 1, Conditions: [{ Field: 'path-pattern', Values: ['/a'] }], Actions: [{ Type: 'forward', TargetGroupArn: { Ref: 'Targets' } }] } },
    Repo: { Type: 'AWS::ECR::Repository', Properties: { LifecyclePolicy: { LifecyclePolicyText: { 'Fn::ToJsonString': { rules: [] } } } } },
  },
  Outputs: { Out: { Value: { Ref: 'Cluster' }, Export: { Name: 'cluster' } } },
};

const NASTY: readonly unknown[] = [
  null, true, 0, -1, 1e308, NaN, '', ' ', '\u0000', '${', '${}', '${A', '{{resolve:ssm:x}}', '{{resolve:', [], {}, [[]], [null], { a: 1 }, '__proto__', 'constructor',
  { Ref: 'Open' }, { Ref: 'Service' }, { Ref: 5 }, { Ref: 'AWS::NoValue' }, { Ref: 'AWS::Region' }, { 'Fn::GetAtt': [] }, { 'Fn::GetAtt': ['Cluster', { Ref: 'Open' }] },
  { 'Fn::If': ['Maybe', 1, 2] }, { 'Fn::If': ['Yes'] }, { 'Fn::Join': ['', [[]]] }, { 'Fn::Join': [1] }, { 'Fn::Select': [-1, []] }, { 'Fn::Select': [{}, 'x'] }, { 'Fn::Split': ['', 'x'] },
  { 'Fn::Sub': ['${a}', { a: { 'Fn::Sub': '${Service}' } }] }, { 'Fn::Sub': [] }, { 'Fn::ImportValue': 'cluster' }, { 'Fn::ImportValue': {} }, { 'Fn::FindInMap': ['Sizes'] },
  { 'Fn::Cidr': ['0.0.0.0/0', 256, 99] }, { 'Fn::GetAZs': { Ref: 'Open' } }, { 'Fn::ToJsonString': { a: { Ref: 'Service' } } }, { 'Fn::Length': 3 }, { 'Fn::ForEach::X': ['A', ['b'], {}] }, { 'Fn::Transform': 1 },
];

/** Where in the template a mutation strikes (a path of choices), and what it puts there. */
export interface Mutation {
  readonly path: readonly number[];
  readonly kind: 'replace' | 'remove' | 'duplicate' | 'swap';
  readonly value: unknown;
}

export const mutationArbitrary: fc.Arbitrary<Mutation> = fc.record({
  path: fc.array(fc.nat({ max: 40 }), { minLength: 1, maxLength: 9 }),
  kind: fc.constantFrom<Mutation['kind']>('replace', 'replace', 'replace', 'remove', 'duplicate', 'swap'),
  value: fc.oneof(fc.constantFrom(...NASTY), fc.jsonValue({ maxDepth: 3 }), fc.string({ maxLength: 20 })),
});

export function mutate(template: object, mutations: readonly Mutation[]): object {
  const copy = JSON.parse(JSON.stringify(template)) as object;
  for (const mutation of mutations) {
    strike(copy, mutation);
  }
  // Back to what JSON can hold: no gaps in lists, no NaN.
  return JSON.parse(JSON.stringify(copy)) as object;
}

function strike(template: object, { path, kind, value }: Mutation): void {
  let holder: Record<string, unknown> = template as Record<string, unknown>;
  for (const [depth, choice] of path.entries()) {
    const keys = Object.keys(holder);
    if (keys.length === 0) {
      return;
    }
    const key = keys[choice % keys.length];
    const inner = holder[key];
    if (depth < path.length - 1 && typeof inner === 'object' && inner !== null) {
      holder = inner as Record<string, unknown>;
    } else {
      change(holder, key, kind, structuredClone(value), keys[(choice + 1) % keys.length]);
      return;
    }
  }
}

function change(holder: Record<string, unknown>, key: string, kind: Mutation['kind'], value: unknown, other: string): void {
  switch (kind) {
    case 'remove':
      delete holder[key];
      return;
    case 'duplicate':
      holder[`${key}2`] = holder[key];
      return;
    case 'swap':
      [holder[key], holder[other]] = [holder[other], holder[key]];
      return;
    default:
      holder[key] = value;
  }
}
