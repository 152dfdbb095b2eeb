/** Template of a cluster in two zones of three, with room for little; tests lay what is wrong over it. */
export interface Shop {
  readonly instances?: number;
  readonly tasks?: number;
  readonly group?: Readonly<Record<string, unknown>>;
  readonly service?: Readonly<Record<string, unknown>>;
  readonly task?: Readonly<Record<string, unknown>>;
  readonly container?: Readonly<Record<string, unknown>>;
  readonly more?: Readonly<Record<string, unknown>>;
}

const NAMED = { 'Fn::Base64': { 'Fn::Sub': '#!/bin/bash\necho ECS_CLUSTER=${Cluster} >> /etc/ecs/ecs.config\n' } };
const ref = (name: string) => ({ Ref: name });
const resource = (type: string, properties: Readonly<Record<string, unknown>>) => ({ Type: type, Properties: properties });

/** m5.large register 2 vCPUs, a little under 8 GiB and 2 ENIs for tasks. */
export function crowdedShop({ instances = 2, tasks = 2, group, service, task, container, more }: Shop): unknown {
  const subnet = (zone: string, third: number) =>
    resource('AWS::EC2::Subnet', { VpcId: ref('Vpc'), AvailabilityZone: `us-east-1${zone}`, CidrBlock: `10.0.${third}.0/24` });
  return {
    Resources: {
      Vpc: resource('AWS::EC2::VPC', { CidrBlock: '10.0.0.0/16' }),
      SubnetA: subnet('a', 0),
      SubnetB: subnet('b', 1),
      SubnetC: subnet('c', 2),
      Cluster: resource('AWS::ECS::Cluster', {}),
      Machine: resource('AWS::EC2::LaunchTemplate', {
        LaunchTemplateData: {
          InstanceType: 'm5.large',
          ImageId: '{{resolve:ssm:/aws/service/ecs/optimized-ami/amazon-linux-2023/recommended/image_id}}',
          UserData: NAMED,
        },
      }),
      Group: resource('AWS::AutoScaling::AutoScalingGroup', {
        MinSize: String(instances),
        MaxSize: String(instances),
        VPCZoneIdentifier: [ref('SubnetA'), ref('SubnetB')],
        LaunchTemplate: { LaunchTemplateId: ref('Machine'), Version: { 'Fn::GetAtt': ['Machine', 'LatestVersionNumber'] } },
        ...group,
      }),
      Task: resource('AWS::ECS::TaskDefinition', {
        NetworkMode: 'bridge',
        RequiresCompatibilities: ['EC2'],
        ...task,
        ContainerDefinitions: [{ Name: 'app', Image: 'example/app:1', Cpu: 128, Memory: 512, ...container }],
      }),
      Api: resource('AWS::ECS::Service', {
        Cluster: ref('Cluster'),
        TaskDefinition: ref('Task'),
        LaunchType: 'EC2',
        DesiredCount: tasks,
        DeploymentConfiguration: { MinimumHealthyPercent: 50, MaximumPercent: 100 },
        ...service,
      }),
      ...more,
    },
  };
}

/** A second service beside it: `AWS::ECS::Service` and its task definition. */
export function beside(
  name: string,
  tasks: number,
  memory: number,
  service: Readonly<Record<string, unknown>> = {},
): Readonly<Record<string, unknown>> {
  return {
    [`${name}Task`]: resource('AWS::ECS::TaskDefinition', {
      NetworkMode: 'bridge',
      RequiresCompatibilities: ['EC2'],
      ContainerDefinitions: [{ Name: 'app', Image: 'example/app:1', Cpu: 16, Memory: memory }],
    }),
    [name]: resource('AWS::ECS::Service', {
      Cluster: ref('Cluster'),
      TaskDefinition: ref(`${name}Task`),
      LaunchType: 'EC2',
      DesiredCount: tasks,
      DeploymentConfiguration: { MinimumHealthyPercent: 0, MaximumPercent: 100 },
      ...service,
    }),
  };
}

/** Managed scaling over the group, associated with the cluster. */
export const PROVIDER: Readonly<Record<string, unknown>> = {
  Provider: resource('AWS::ECS::CapacityProvider', {
    AutoScalingGroupProvider: { AutoScalingGroupArn: ref('Group'), ManagedScaling: { Status: 'ENABLED', TargetCapacity: 100 } },
  }),
  Association: resource('AWS::ECS::ClusterCapacityProviderAssociations', {
    Cluster: ref('Cluster'),
    CapacityProviders: [ref('Provider')],
    DefaultCapacityProviderStrategy: [],
  }),
};

/** A scaler of the service from one task to so many. */
export function scaler(maximum: number): Readonly<Record<string, unknown>> {
  return {
    Scaler: resource('AWS::ApplicationAutoScaling::ScalableTarget', {
      ServiceNamespace: 'ecs',
      ScalableDimension: 'ecs:service:DesiredCount',
      ResourceId: { 'Fn::Sub': ['service/${Cluster}/${name}', { name: { 'Fn::GetAtt': ['Api', 'Name'] } }] },
      MinCapacity: 1,
      MaxCapacity: maximum,
    }),
  };
}
