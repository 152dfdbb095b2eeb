import { Lazy, Size } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { ManagedInstancesCapacityOptions } from '../../src';
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

test('passes on vCPUs, memory, accelerators and allowed types', () => {
  const { stack, cluster } = clusterStack();
  cluster.addManagedInstances('Gpus', {
    instanceRequirements: {
      vCpuCountMin: 4,
      vCpuCountMax: 16,
      memoryMin: Size.gibibytes(16),
      memoryMax: Size.gibibytes(64),
      acceleratorTypes: [ec2.AcceleratorType.GPU],
      acceleratorManufacturers: [ec2.AcceleratorManufacturer.NVIDIA],
      acceleratorCountMin: 1,
      acceleratorCountMax: 1,
      allowedInstanceTypes: ['g5.*', 'g6.*'],
    },
  });
  templateOf(stack).hasResourceProperties('AWS::ECS::CapacityProvider', {
    ManagedInstancesProvider: {
      InstanceLaunchTemplate: {
        InstanceRequirements: {
          VCpuCount: { Min: 4, Max: 16 },
          MemoryMiB: { Min: 16_384, Max: 65_536 },
          AcceleratorTypes: ['gpu'],
          AcceleratorManufacturers: ['nvidia'],
          AcceleratorCount: { Min: 1, Max: 1 },
          AllowedInstanceTypes: ['g5.*', 'g6.*'],
        },
      },
    },
  });
});

test('warns of allowed types that match none', () => {
  const { stack, cluster } = clusterStack();
  cluster.addManagedInstances('Managed', {
    instanceRequirements: { vCpuCountMin: 2, memoryMin: Size.gibibytes(4), allowedInstanceTypes: ['m6i.*', 'm6i.lrage'] },
  });
  Annotations.fromStack(stack).hasWarning('*', Match.stringLikeRegexp('holds m6i.lrage, which matches no instance type known on .*; the nearest known: m6i.large'));
});

const needs = { vCpuCountMin: 2, memoryMin: Size.gibibytes(8) };

test.each<[string, ManagedInstancesCapacityOptions, string]>([
  ['more vCPUs at least than at most', { instanceRequirements: { ...needs, vCpuCountMax: 1 } },
    '`vCpuCountMin` must be at most `vCpuCountMax` (1), got 2'],
  ['more memory at least than at most', { instanceRequirements: { ...needs, memoryMax: Size.gibibytes(4) } },
    '`memoryMin` must be at most `memoryMax` (4096 MiB), got 8192 MiB'],
  ['allowed and excluded types', { instanceRequirements: { ...needs, allowedInstanceTypes: ['m6i.*'], excludedInstanceTypes: ['t3.*'] } },
    '`allowedInstanceTypes` and `excludedInstanceTypes` exclude each other, got both'],
  ['an allowed type that is no name', { instanceRequirements: { ...needs, allowedInstanceTypes: ['M6I.*'] } },
    '`allowedInstanceTypes` must hold names of instance types, with * for any characters, got "M6I.*"'],
  ['a small volume', { volumeSize: Size.gibibytes(20) }, '`volumeSize` of Managed Instances must be from 30 to 16384 GiB, in whole GiB, got 20 GiB'],
])('fails on %s', (_, options, message) => {
  expect(() => clusterStack().cluster.addManagedInstances('Managed', options)).toThrow(message);
});

test('takes requirements that are known only at deployment', () => {
  const { stack, cluster } = clusterStack();
  const later = Lazy.number({ produce: () => 9 });
  cluster.addManagedInstances('Managed', { instanceRequirements: { ...needs, vCpuCountMin: later, vCpuCountMax: 2 } });
  templateOf(stack).resourceCountIs('AWS::ECS::CapacityProvider', 1);
});

const { ARM_64, X86_64 } = ec2.InstanceArchitecture;

test.each<[string, Partial<ec2.InstanceRequirementsConfig> | undefined, ec2.InstanceArchitecture | undefined]>([
  ['no requirements', undefined, undefined],
  ['processors of AWS', { cpuManufacturers: [ec2.CpuManufacturer.AWS] }, ARM_64],
  ['processors of Intel and AMD', { cpuManufacturers: [ec2.CpuManufacturer.INTEL, ec2.CpuManufacturer.AMD] }, X86_64],
  ['processors of both kinds', { cpuManufacturers: [ec2.CpuManufacturer.INTEL, ec2.CpuManufacturer.AWS] }, undefined],
  ['types of one architecture', { allowedInstanceTypes: ['m7g.large', 'c7gn.*'] }, ARM_64],
  ['types of two architectures', { allowedInstanceTypes: ['m7g.large', 'm7i.large'] }, undefined],
  ['a family that came later', { allowedInstanceTypes: ['m99g.*'] }, ARM_64],
  ['a pattern over families', { allowedInstanceTypes: ['m7*'] }, undefined],
  ['a type that is known at deployment', { allowedInstanceTypes: [Lazy.string({ produce: () => 'm7g.large' })] }, undefined],
])('knows the architecture of %s as far as it is certain', (_, requirements, expected) => {
  const { cluster } = clusterStack();
  const instanceRequirements = requirements && { vCpuCountMin: 1, memoryMin: Size.gibibytes(1), ...requirements };
  expect(cluster.addManagedInstances('Managed', { instanceRequirements }).architecture).toBe(expected);
});

test('fails on an architecture that the requirements rule out', () => {
  const { cluster } = clusterStack();
  const instanceRequirements = { vCpuCountMin: 1, memoryMin: Size.gibibytes(1), cpuManufacturers: [ec2.CpuManufacturer.AWS] };
  expect(() => cluster.addManagedInstances('Managed', { instanceRequirements, architecture: X86_64 }))
    .toThrow('`architecture` must be the one of `instanceRequirements` (arm64), got x86_64');
});
