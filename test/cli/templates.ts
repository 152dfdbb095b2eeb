export interface Resource {
  readonly Type: string;
  readonly Properties: Record<string, unknown>;
}

export interface Template {
  readonly Resources: Record<string, Resource>;
}

/** Properties that replace or join those of the template. */
export interface Changes {
  readonly task?: object;
  readonly container?: object;
  readonly service?: object;
  readonly group?: object;
  readonly launch?: object;
}

/** Plain resources: two m5.large behind a cluster, four tasks of 512 CPU units and 1,024 MiB; everything fits. */
export function ec2Template(changes: Changes = {}): Template {
  return {
    Resources: {
      Cluster: { Type: 'AWS::ECS::Cluster', Properties: {} },
      Launch: { Type: 'AWS::EC2::LaunchTemplate', Properties: { LaunchTemplateData: { InstanceType: 'm5.large', ...changes.launch } } },
      Group: {
        Type: 'AWS::AutoScaling::AutoScalingGroup',
        Properties: {
          MinSize: '2',
          MaxSize: '2',
          AvailabilityZones: ['us-east-1a', 'us-east-1b'],
          LaunchTemplate: { LaunchTemplateId: { Ref: 'Launch' }, Version: { 'Fn::GetAtt': ['Launch', 'LatestVersionNumber'] } },
          ...changes.group,
        },
      },
      Provider: {
        Type: 'AWS::ECS::CapacityProvider',
        Properties: { AutoScalingGroupProvider: { AutoScalingGroupArn: { Ref: 'Group' }, ManagedScaling: { Status: 'ENABLED', TargetCapacity: 100 } } },
      },
      Association: {
        Type: 'AWS::ECS::ClusterCapacityProviderAssociations',
        Properties: { Cluster: { Ref: 'Cluster' }, CapacityProviders: [{ Ref: 'Provider' }], DefaultCapacityProviderStrategy: [] },
      },
      Task: {
        Type: 'AWS::ECS::TaskDefinition',
        Properties: {
          Family: 'api',
          NetworkMode: 'bridge',
          RequiresCompatibilities: ['EC2'],
          ContainerDefinitions: [{ Name: 'api', Image: 'public.ecr.aws/nginx/nginx:1.29', Cpu: 512, Memory: 1024, Essential: true, ...changes.container }],
          ...changes.task,
        },
      },
      Service: {
        Type: 'AWS::ECS::Service',
        Properties: {
          Cluster: { Ref: 'Cluster' },
          TaskDefinition: { Ref: 'Task' },
          DesiredCount: 4,
          CapacityProviderStrategy: [{ CapacityProvider: { Ref: 'Provider' }, Weight: 1 }],
          DeploymentConfiguration: { MinimumHealthyPercent: 50, MaximumPercent: 100 },
          ...changes.service,
        },
      },
    },
  };
}
