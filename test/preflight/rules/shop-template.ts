import type { PlacementModel } from '../../../src/preflight/model';
import { modelOfResources } from '../extract/template';

type Properties = Readonly<Record<string, unknown>>;
interface Resource { readonly Type: string; readonly Properties?: Properties; readonly DependsOn?: string | readonly string[] }

const IMAGE = '123456789012.dkr.ecr.us-east-1.amazonaws.com/app:1.2';
const allow = (actions: readonly string[], resource: unknown = '*') => ({ Effect: 'Allow', Action: actions, Resource: resource });
const trust = (service: string) => ({ Statement: [{ Effect: 'Allow', Principal: { Service: service }, Action: 'sts:AssumeRole' }] });

/** A Fargate service behind a load balancer, in private subnets with a NAT gateway; nothing in it is wrong. */
const SHOP: Readonly<Record<string, Resource>> = {
  Vpc: { Type: 'AWS::EC2::VPC', Properties: { CidrBlock: '10.0.0.0/16' } },
  Gateway: { Type: 'AWS::EC2::InternetGateway' },
  SubnetA: { Type: 'AWS::EC2::Subnet', Properties: { VpcId: { Ref: 'Vpc' }, CidrBlock: '10.0.0.0/24', AvailabilityZone: 'us-east-1a' } },
  SubnetB: { Type: 'AWS::EC2::Subnet', Properties: { VpcId: { Ref: 'Vpc' }, CidrBlock: '10.0.1.0/24', AvailabilityZone: 'us-east-1b' } },
  Routes: { Type: 'AWS::EC2::RouteTable', Properties: { VpcId: { Ref: 'Vpc' } } },
  RoutesOfA: { Type: 'AWS::EC2::SubnetRouteTableAssociation', Properties: { SubnetId: { Ref: 'SubnetA' }, RouteTableId: { Ref: 'Routes' } } },
  RoutesOfB: { Type: 'AWS::EC2::SubnetRouteTableAssociation', Properties: { SubnetId: { Ref: 'SubnetB' }, RouteTableId: { Ref: 'Routes' } } },
  WayOut: {
    Type: 'AWS::EC2::Route', Properties: { RouteTableId: { Ref: 'Routes' }, DestinationCidrBlock: '0.0.0.0/0', NatGatewayId: 'nat-0123456789abcdef0' },
  },
  TaskGroup: {
    Type: 'AWS::EC2::SecurityGroup',
    Properties: {
      VpcId: { Ref: 'Vpc' },
      SecurityGroupIngress: [{ IpProtocol: 'tcp', FromPort: 8080, ToPort: 8080, SourceSecurityGroupId: { 'Fn::GetAtt': ['BalancerGroup', 'GroupId'] } }],
    },
  },
  BalancerGroup: { Type: 'AWS::EC2::SecurityGroup', Properties: { VpcId: { Ref: 'Vpc' } } },
  Balancer: {
    Type: 'AWS::ElasticLoadBalancingV2::LoadBalancer',
    Properties: {
      Type: 'application', Scheme: 'internal', Subnets: [{ Ref: 'SubnetA' }, { Ref: 'SubnetB' }], SecurityGroups: [{ 'Fn::GetAtt': ['BalancerGroup', 'GroupId'] }],
    },
  },
  Listener: {
    Type: 'AWS::ElasticLoadBalancingV2::Listener',
    Properties: { LoadBalancerArn: { Ref: 'Balancer' }, Port: 80, Protocol: 'HTTP', DefaultActions: [{ Type: 'forward', TargetGroupArn: { Ref: 'Targets' } }] },
  },
  Targets: {
    Type: 'AWS::ElasticLoadBalancingV2::TargetGroup',
    Properties: {
      TargetType: 'ip',
      Port: 80,
      Protocol: 'HTTP',
      VpcId: { Ref: 'Vpc' },
      TargetGroupAttributes: [{ Key: 'deregistration_delay.timeout_seconds', Value: '30' }],
    },
  },
  Logs: { Type: 'AWS::Logs::LogGroup', Properties: { RetentionInDays: 30 } },
  ExecutionRole: {
    Type: 'AWS::IAM::Role',
    Properties: {
      AssumeRolePolicyDocument: trust('ecs-tasks.amazonaws.com'),
      Policies: [{
        PolicyName: 'start',
        PolicyDocument: {
          Statement: [
            allow(['ecr:GetAuthorizationToken', 'ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer', 'ecr:BatchCheckLayerAvailability']),
            allow(['logs:CreateLogStream', 'logs:PutLogEvents'], { 'Fn::GetAtt': ['Logs', 'Arn'] }),
          ],
        },
      }],
    },
  },
  TaskRole: { Type: 'AWS::IAM::Role', Properties: { AssumeRolePolicyDocument: trust('ecs-tasks.amazonaws.com') } },
  Cluster: { Type: 'AWS::ECS::Cluster', Properties: { ClusterName: 'shop' } },
  Task: {
    Type: 'AWS::ECS::TaskDefinition',
    Properties: {
      Family: 'app',
      Cpu: '256',
      Memory: '512',
      NetworkMode: 'awsvpc',
      RequiresCompatibilities: ['FARGATE'],
      ExecutionRoleArn: { 'Fn::GetAtt': ['ExecutionRole', 'Arn'] },
      TaskRoleArn: { 'Fn::GetAtt': ['TaskRole', 'Arn'] },
      ContainerDefinitions: [{
        Name: 'app',
        Image: IMAGE,
        PortMappings: [{ ContainerPort: 8080 }],
        LogConfiguration: { LogDriver: 'awslogs', Options: { 'awslogs-group': { Ref: 'Logs' }, 'awslogs-region': 'us-east-1', 'awslogs-stream-prefix': 'app' } },
      }],
    },
  },
  Service: {
    Type: 'AWS::ECS::Service',
    DependsOn: 'Listener',
    Properties: {
      Cluster: { Ref: 'Cluster' },
      ServiceName: 'app',
      TaskDefinition: { Ref: 'Task' },
      DesiredCount: 2,
      LaunchType: 'FARGATE',
      DeploymentConfiguration: { DeploymentCircuitBreaker: { Enable: true, Rollback: true } },
      NetworkConfiguration: {
        AwsvpcConfiguration: { Subnets: [{ Ref: 'SubnetA' }, { Ref: 'SubnetB' }], SecurityGroups: [{ 'Fn::GetAtt': ['TaskGroup', 'GroupId'] }], AssignPublicIp: 'DISABLED' },
      },
      LoadBalancers: [{ ContainerName: 'app', ContainerPort: 8080, TargetGroupArn: { Ref: 'Targets' } }],
    },
  },
};

export type Changes = Readonly<Record<string, Properties | Resource | null>>;

/** Resources of the shop with changes: properties to set (undefined takes one away), a whole resource, or null to leave it out. */
export function shopResources(changes: Changes = {}, base: Readonly<Record<string, Resource>> = SHOP): Record<string, unknown> {
  const resources: Record<string, unknown> = { ...base };
  for (const [name, change] of Object.entries(changes)) {
    if (change === null) delete resources[name];
    else if (typeof change.Type === 'string' && change.Type.startsWith('AWS::')) resources[name] = change;
    else resources[name] = { ...base[name], Properties: { ...base[name]?.Properties, ...change } };
  }
  return resources;
}

export function shop(changes: Changes = {}): PlacementModel {
  return modelOfResources(shopResources(changes), { region: 'us-east-1' });
}

/** The container of the shop with other properties. */
export function container(change: Properties): { ContainerDefinitions: readonly Properties[] } {
  const [own] = SHOP.Task.Properties?.ContainerDefinitions as readonly Properties[];
  return { ContainerDefinitions: [{ ...own, ...change }] };
}

/** `AwsvpcConfiguration` of the shop with other properties. */
export function network(change: Properties): { NetworkConfiguration: Properties } {
  const { AwsvpcConfiguration: own } = SHOP.Service.Properties?.NetworkConfiguration as { AwsvpcConfiguration: Properties };
  return { NetworkConfiguration: { AwsvpcConfiguration: { ...own, ...change } } };
}

export function role(statements: readonly Properties[], service = 'ecs-tasks.amazonaws.com', more: Properties = {}): Resource {
  return {
    Type: 'AWS::IAM::Role',
    Properties: { AssumeRolePolicyDocument: trust(service), Policies: [{ PolicyName: 'own', PolicyDocument: { Statement: statements } }], ...more },
  };
}

export { allow };

/** Instances behind a capacity provider of the cluster of the shop; put beside it with `shop({ ...instances() })`. */
export function instances(group: Properties = {}, launch: Properties = {}): Record<string, Resource> {
  return {
    Launch: {
      Type: 'AWS::EC2::LaunchTemplate',
      Properties: {
        LaunchTemplateData: {
          ImageId: '{{resolve:ssm:/aws/service/ecs/optimized-ami/amazon-linux-2023/recommended/image_id}}',
          InstanceType: 'm5.large',
          SecurityGroupIds: [{ 'Fn::GetAtt': ['InstanceGroup', 'GroupId'] }],
          BlockDeviceMappings: [{ DeviceName: '/dev/xvda', Ebs: { VolumeSize: 30, Encrypted: true } }],
          UserData: { 'Fn::Base64': '#!/bin/bash\necho ECS_CLUSTER=shop >> /etc/ecs/ecs.config' },
          ...launch,
        },
      },
    },
    InstanceGroup: {
      Type: 'AWS::EC2::SecurityGroup',
      Properties: { VpcId: { Ref: 'Vpc' }, SecurityGroupIngress: [{ IpProtocol: 'tcp', FromPort: 32768, ToPort: 65535, SourceSecurityGroupId: { Ref: 'BalancerGroup' } }] },
    },
    Group: {
      Type: 'AWS::AutoScaling::AutoScalingGroup',
      Properties: {
        MinSize: '2',
        MaxSize: '6',
        VPCZoneIdentifier: [{ Ref: 'SubnetA' }, { Ref: 'SubnetB' }],
        LaunchTemplate: { LaunchTemplateId: { Ref: 'Launch' }, Version: '1' },
        ...group,
      },
    },
    Provider: {
      Type: 'AWS::ECS::CapacityProvider',
      Properties: { Name: 'general', AutoScalingGroupProvider: { AutoScalingGroupArn: { Ref: 'Group' }, ManagedScaling: { Status: 'ENABLED' } } },
    },
    Providers: {
      Type: 'AWS::ECS::ClusterCapacityProviderAssociations',
      Properties: { Cluster: { Ref: 'Cluster' }, CapacityProviders: [{ Ref: 'Provider' }], DefaultCapacityProviderStrategy: [] },
    },
  };
}

/** Properties that move the service of the shop onto its instances, in bridge mode with a dynamic port. */
export const ON_INSTANCES = {
  Service: { LaunchType: 'EC2', NetworkConfiguration: undefined },
  Task: {
    NetworkMode: 'bridge', RequiresCompatibilities: ['EC2'], ...container({ PortMappings: [{ ContainerPort: 8080, HostPort: 0 }] }),
  },
  Targets: { TargetType: 'instance' },
} as const;

/** The shop on its instances, with other properties of the task and of the launch template. */
export function onInstances(task: Properties = {}, launch: Properties = {}): PlacementModel {
  return shop({ ...instances({}, launch), ...ON_INSTANCES, Task: { ...ON_INSTANCES.Task, ...task } });
}
