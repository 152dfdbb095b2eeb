import { Lazy, Size } from 'aws-cdk-lib';
import { Match } from 'aws-cdk-lib/assertions';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { Ec2CapacityOptions, PurchaseOption } from '../../src';
import { clusterStack, m6iLarge, only, templateOf } from '../support/stack';

function templateWith(options: Partial<Ec2CapacityOptions> = {}) {
  const { stack, cluster } = clusterStack();
  cluster.addEc2Capacity('General', { instanceTypes: [m6iLarge], maxCapacity: 4, ...options });
  return templateOf(stack);
}

function types(...names: string[]): ec2.InstanceType[] {
  return names.map((name) => new ec2.InstanceType(name));
}

test('scales and drains through a capacity provider that a stack can delete', () => {
  const template = templateWith();
  template.hasResourceProperties('AWS::ECS::CapacityProvider', {
    AutoScalingGroupProvider: {
      ManagedScaling: { Status: 'ENABLED', TargetCapacity: 100 },
      ManagedDraining: 'ENABLED',
      ManagedTerminationProtection: 'DISABLED',
    },
  });
  template.hasResourceProperties('AWS::AutoScaling::AutoScalingGroup', {
    MinSize: '0', MaxSize: '4', DesiredCapacity: Match.absent(), NewInstancesProtectedFromScaleIn: false,
  });
});

test('protects new instances from scale-in exactly when ECS manages their protection', () => {
  const template = templateWith({ managedTerminationProtection: true });
  template.hasResourceProperties('AWS::ECS::CapacityProvider', { AutoScalingGroupProvider: { ManagedTerminationProtection: 'ENABLED' } });
  template.hasResourceProperties('AWS::AutoScaling::AutoScalingGroup', { NewInstancesProtectedFromScaleIn: true });
});

test('requires IMDSv2 with one hop, and encrypts a gp3 root volume', () => {
  templateWith({ volumeSize: Size.gibibytes(50) }).hasResourceProperties('AWS::EC2::LaunchTemplate', {
    LaunchTemplateData: {
      MetadataOptions: { HttpTokens: 'required', HttpPutResponseHopLimit: 1 },
      BlockDeviceMappings: [{ DeviceName: '/dev/xvda', Ebs: { Encrypted: true, VolumeSize: 50, VolumeType: 'gp3' } }],
      KeyName: Match.absent(),
    },
  });
});

test.each([
  ['m6i.large', '/aws/service/ecs/optimized-ami/amazon-linux-2023/recommended/image_id'],
  ['c7gn.xlarge', '/aws/service/ecs/optimized-ami/amazon-linux-2023/arm64/recommended/image_id'],
  ['a1.large', '/aws/service/ecs/optimized-ami/amazon-linux-2023/arm64/recommended/image_id'],
  ['u-6tb1.56xlarge', '/aws/service/ecs/optimized-ami/amazon-linux-2023/recommended/image_id'],
])('takes the architecture of the AMI from %s', (name, parameter) => {
  templateWith({ instanceTypes: types(name) }).hasParameter('*', { Default: parameter });
});

test('boots an agent that joins the cluster, drains on a Spot notice and keeps tasks from the instance metadata', () => {
  const template = templateWith();
  const { resource } = only(template, 'AWS::EC2::LaunchTemplate');
  const userData = JSON.stringify(resource);
  expect(userData).toContain('ECS_CLUSTER=",{"Ref":"ClusterEB0386A7"},"\\nECS_AWSVPC_BLOCK_IMDS=true\\nECS_ENABLE_SPOT_INSTANCE_DRAINING=true');
});

test('gives the instances exactly what the agent and Session Manager call', () => {
  const template = templateWith();
  template.resourceCountIs('AWS::IAM::Policy', 0);
  const arn = (tail: unknown[]) => ({ 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ...tail]] });
  const cluster = { 'Fn::GetAtt': ['ClusterEB0386A7', 'Arn'] };
  template.hasResourceProperties('AWS::IAM::ManagedPolicy', {
    PolicyDocument: {
      Version: '2012-10-17',
      Statement: [
        { Effect: 'Allow', Action: 'ecs:DiscoverPollEndpoint', Resource: '*' },
        {
          Effect: 'Allow',
          Action: [
            'ecs:RegisterContainerInstance', 'ecs:DeregisterContainerInstance',
            'ecs:SubmitAttachmentStateChanges', 'ecs:SubmitContainerStateChange', 'ecs:SubmitTaskStateChange',
          ],
          Resource: cluster,
        },
        {
          Effect: 'Allow',
          Action: ['ecs:Poll', 'ecs:StartTelemetrySession', 'ecs:UpdateContainerInstancesState'],
          Resource: arn([
            ':ecs:', { Ref: 'AWS::Region' }, ':', { Ref: 'AWS::AccountId' }, ':container-instance/', { Ref: 'ClusterEB0386A7' }, '/*',
          ]),
          Condition: { ArnEquals: { 'ecs:cluster': cluster } },
        },
        {
          Effect: 'Allow',
          Action: 'ssm:UpdateInstanceInformation',
          Resource: arn([':ec2:', { Ref: 'AWS::Region' }, ':', { Ref: 'AWS::AccountId' }, ':instance/*']),
        },
        {
          Effect: 'Allow',
          Action: [
            'ssmmessages:CreateControlChannel', 'ssmmessages:CreateDataChannel',
            'ssmmessages:OpenControlChannel', 'ssmmessages:OpenDataChannel',
          ],
          Resource: '*',
        },
      ],
    },
  });
});

test('leaves Session Manager out when it is not wanted', () => {
  const policies = templateWith({ sessionManager: false }).findResources('AWS::IAM::ManagedPolicy');
  expect(JSON.stringify(policies)).toContain('ecs:');
  expect(JSON.stringify(policies)).not.toContain('ssm');
});

test('starts instances only after their policy exists, so that the first agent can register', () => {
  const template = templateWith();
  const policy = only(template, 'AWS::IAM::ManagedPolicy').id;
  template.hasResource('AWS::AutoScaling::AutoScalingGroup', { DependsOn: Match.arrayWith([policy]) });
});

test('mixes instance types and purchase options, and still drains on a Spot notice', () => {
  const template = templateWith({
    instanceTypes: types('m6i.large', 'm6a.large', 'm5.large'),
    purchaseOption: PurchaseOption.mixed({ onDemandBaseCapacity: 2, onDemandPercentageAboveBaseCapacity: 25 }),
  });
  template.hasResourceProperties('AWS::AutoScaling::AutoScalingGroup', {
    LaunchTemplate: Match.absent(),
    MixedInstancesPolicy: {
      InstancesDistribution: {
        OnDemandBaseCapacity: 2, OnDemandPercentageAboveBaseCapacity: 25, SpotAllocationStrategy: 'price-capacity-optimized',
      },
      LaunchTemplate: { Overrides: [{ InstanceType: 'm6i.large' }, { InstanceType: 'm6a.large' }, { InstanceType: 'm5.large' }] },
    },
  });
  expect(JSON.stringify(only(template, 'AWS::EC2::LaunchTemplate').resource)).toContain('ECS_ENABLE_SPOT_INSTANCE_DRAINING=true');
});

test('buys Spot Instances only when asked to', () => {
  templateWith({ purchaseOption: PurchaseOption.spot() }).hasResourceProperties('AWS::AutoScaling::AutoScalingGroup', {
    MixedInstancesPolicy: { InstancesDistribution: { OnDemandBaseCapacity: 0, OnDemandPercentageAboveBaseCapacity: 0 } },
  });
});

test('takes numbers that are known only at deployment', () => {
  const later = (value: number) => Lazy.number({ produce: () => value });
  templateWith({ minCapacity: later(9), maxCapacity: later(3), targetCapacityPercent: later(80) })
    .hasResourceProperties('AWS::ECS::CapacityProvider', { AutoScalingGroupProvider: { ManagedScaling: { TargetCapacity: 80 } } });
});

test('takes a token as instance type together with its architecture', () => {
  const instanceTypes = [new ec2.InstanceType(Lazy.string({ produce: () => 'm6i.large' }))];
  templateWith({ instanceTypes, architecture: ec2.InstanceArchitecture.X86_64 })
    .hasResourceProperties('AWS::EC2::LaunchTemplate', { LaunchTemplateData: { InstanceType: 'm6i.large' } });
  expect(() => templateWith({ instanceTypes })).toThrow('`architecture` is needed when `instanceTypes` holds a token');
});

test.each<[string, Partial<Ec2CapacityOptions>, string]>([
  ['more instances at least than at most', { minCapacity: 5 }, '`minCapacity` must be at most `maxCapacity` (4), got 5'],
  ['no instance types', { instanceTypes: [] }, '`instanceTypes` must name at least one instance type, got none'],
  ['half an instance', { maxCapacity: 1.5 }, '`maxCapacity` must be a whole number from 1, got 1.5'],
  ['more than a full group', { targetCapacityPercent: 101 }, '`targetCapacityPercent` must be a whole number from 1 to 100, got 101'],
  ['two architectures', { instanceTypes: types('m6i.large', 'm6g.large') },
    '`instanceTypes` must share one architecture, because they share one AMI, got arm64 (m6g.large) and x86_64 (m6i.large)'],
])('fails on %s', (_, options, message) => {
  expect(() => templateWith(options)).toThrow(message);
});
