import { Size } from 'aws-cdk-lib';
import { Match } from 'aws-cdk-lib/assertions';
import { clusterStack, only, templateOf } from '../support/stack';

test('lets ECS choose, start and end instances in private subnets, with a role for each side', () => {
  const { stack, cluster } = clusterStack();
  cluster.addManagedInstances('Managed', { instanceRequirements: { vCpuCountMin: 2, memoryMin: Size.gibibytes(4) }, volumeSize: Size.gibibytes(100) });
  const template = templateOf(stack);
  template.hasResourceProperties('AWS::ECS::CapacityProvider', {
    ClusterName: { Ref: only(template, 'AWS::ECS::Cluster').id },
    ManagedInstancesProvider: {
      InfrastructureRoleArn: { 'Fn::GetAtt': [only(template, 'AWS::IAM::Role', 'ClusterManagedInfrastructureRole').id, 'Arn'] },
      InstanceLaunchTemplate: {
        CapacityOptionType: 'ON_DEMAND',
        StorageConfiguration: { StorageSizeGiB: 100 },
        InstanceRequirements: { VCpuCount: { Min: 2 }, MemoryMiB: { Min: 4096 } },
        NetworkConfiguration: { Subnets: [Match.anyValue(), Match.anyValue()], SecurityGroups: [Match.anyValue()] },
      },
    },
  });
});

test('uses Spot Instances when asked to', () => {
  const { stack, cluster } = clusterStack();
  cluster.addManagedInstances('Managed', { spot: true });
  templateOf(stack).hasResourceProperties('AWS::ECS::CapacityProvider', {
    ManagedInstancesProvider: { InstanceLaunchTemplate: { CapacityOptionType: 'SPOT' } },
  });
});

test('limits the instances to their cluster, and ECS to passing their role to EC2', () => {
  const { stack, cluster } = clusterStack();
  cluster.addManagedInstances('Managed');
  const template = templateOf(stack);
  const instanceRole = only(template, 'AWS::IAM::Role', 'ClusterManagedInstanceRole').id;
  template.resourceCountIs('AWS::IAM::Policy', 0);
  template.hasResourceProperties('AWS::IAM::ManagedPolicy', {
    PolicyDocument: {
      Version: '2012-10-17',
      Statement: [{
        Action: 'iam:PassRole',
        Effect: 'Allow',
        Resource: { 'Fn::GetAtt': [instanceRole, 'Arn'] },
        Condition: { StringEquals: { 'iam:PassedToService': 'ec2.amazonaws.com' } },
      }],
    },
  });
  const clusterArn = { 'Fn::GetAtt': [only(template, 'AWS::ECS::Cluster').id, 'Arn'] };
  template.hasResourceProperties('AWS::IAM::ManagedPolicy', {
    Roles: [{ Ref: instanceRole }],
    PolicyDocument: {
      Statement: [
        { Action: 'ecs:DiscoverPollEndpoint', Effect: 'Allow', Resource: '*' },
        {
          Action: ['ecs:RegisterContainerInstance', 'ecs:SubmitAttachmentStateChanges', 'ecs:SubmitTaskStateChange'],
          Effect: 'Allow',
          Resource: clusterArn,
        },
        {
          Action: ['ecs:Poll', 'ecs:StartTelemetrySession', 'ecs:PutSystemLogEvents'],
          Effect: 'Allow',
          Resource: { 'Fn::Join': ['', Match.arrayWith([':container-instance/', '/*'])] },
        },
      ],
    },
  });
});
