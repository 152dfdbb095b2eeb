import { Duration, Size } from 'aws-cdk-lib';
import { Match } from 'aws-cdk-lib/assertions';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as sns from 'aws-cdk-lib/aws-sns';
import { CapacityReservation, Ec2Capacity, Ec2CapacityOptions, PurchaseOption } from '../../src';
import { clusterStack, m6iLarge, only, templateOf } from '../support/stack';

function templateWith(options: Partial<Ec2CapacityOptions>) {
  const { stack, cluster } = clusterStack();
  cluster.addEc2Capacity('General', { instanceTypes: [m6iLarge], maxCapacity: 4, ...options });
  return templateOf(stack);
}

test('chooses types by what they must have', () => {
  templateWith({
    instanceTypes: undefined,
    instanceRequirements: {
      vCpuCountMin: 2,
      vCpuCountMax: 8,
      memoryMin: Size.gibibytes(8),
      instanceGenerations: [ec2.InstanceGeneration.CURRENT],
      excludedInstanceTypes: ['t*'],
    },
    architecture: ec2.InstanceArchitecture.ARM_64,
  }).hasResourceProperties('AWS::AutoScaling::AutoScalingGroup', {
    MixedInstancesPolicy: {
      LaunchTemplate: {
        Overrides: [{
          InstanceRequirements: {
            VCpuCount: { Min: 2, Max: 8 }, MemoryMiB: { Min: 8192 }, InstanceGenerations: ['current'], ExcludedInstanceTypes: ['t*'],
          },
        }],
      },
    },
  });
});

test('tells ECS how to scale', () => {
  templateWith({ minimumScalingStepSize: 2, maximumScalingStepSize: 5, instanceWarmup: Duration.minutes(2), targetCapacityPercent: 80 })
    .hasResourceProperties('AWS::ECS::CapacityProvider', {
      AutoScalingGroupProvider: {
        ManagedScaling: {
          Status: 'ENABLED', TargetCapacity: 80, MinimumScalingStepSize: 2, MaximumScalingStepSize: 5, InstanceWarmupPeriod: 120,
        },
      },
    });
});

test('leaves scaling to others, with draining all the same', () => {
  templateWith({ managedScaling: false }).hasResourceProperties('AWS::ECS::CapacityProvider', {
    AutoScalingGroupProvider: { ManagedScaling: { Status: 'DISABLED' }, ManagedDraining: 'ENABLED' },
  });
});

test('keeps a warm pool whose agents wait, and never takes instances back into it', () => {
  const template = templateWith({ warmPool: { minSize: 1, maxGroupPreparedCapacity: 3 } });
  template.hasResourceProperties('AWS::AutoScaling::WarmPool', { MinSize: 1, MaxGroupPreparedCapacity: 3, InstanceReusePolicy: Match.absent() });
  expect(JSON.stringify(only(template, 'AWS::EC2::LaunchTemplate').resource)).toContain('ECS_WARM_POOLS_CHECK=true');
});

test('takes instances back into the warm pool where ECS does not scale the group', () => {
  templateWith({ warmPool: { reuseOnScaleIn: true }, managedScaling: false })
    .hasResourceProperties('AWS::AutoScaling::WarmPool', { InstanceReusePolicy: { ReuseOnScaleIn: true } });
});

test('encrypts the volumes with a key of the user', () => {
  const { stack, cluster } = clusterStack();
  const volumeKey = new kms.Key(stack, 'Key');
  cluster.addEc2Capacity('General', { instanceTypes: [m6iLarge], maxCapacity: 4, volumeKey });
  templateOf(stack).hasResourceProperties('AWS::EC2::LaunchTemplate', {
    LaunchTemplateData: { BlockDeviceMappings: [{ Ebs: { Encrypted: true, VolumeType: 'gp3', KmsKeyId: stack.resolve(volumeKey.keyArn) } }] },
  });
});

test('rebalances Spot Instances unless told otherwise', () => {
  const rebalance = (options: Partial<Ec2CapacityOptions>, expected: unknown) =>
    templateWith(options).hasResourceProperties('AWS::AutoScaling::AutoScalingGroup', { CapacityRebalance: expected });
  rebalance({}, Match.absent());
  rebalance({ purchaseOption: PurchaseOption.spot() }, true);
  rebalance({ purchaseOption: PurchaseOption.spot(), capacityRebalance: false }, false);
});

test.each<[CapacityReservation, unknown]>([
  [CapacityReservation.open(), { CapacityReservationPreference: 'open' }],
  [CapacityReservation.none(), { CapacityReservationPreference: 'none' }],
  [CapacityReservation.fromId('cr-0b1d'), { CapacityReservationTarget: { CapacityReservationId: 'cr-0b1d' } }],
  [CapacityReservation.fromResourceGroup('arn:g'), { CapacityReservationTarget: { CapacityReservationResourceGroupArn: 'arn:g' } }],
])('uses a Capacity Reservation %#', (capacityReservation, expected) => {
  templateWith({ capacityReservation }).hasResourceProperties('AWS::EC2::LaunchTemplate', {
    LaunchTemplateData: { CapacityReservationSpecification: expected },
  });
});

test.each<[number, number, number]>([[2, 4, 2], [4, 4, 3], [0, 1, 0]])(
  'replaces instances one by one, with %i to %i of them and %i in service', (minCapacity, maxCapacity, inService) => {
    templateWith({ minCapacity, maxCapacity, replaceInstances: true }).hasResource('AWS::AutoScaling::AutoScalingGroup', {
      UpdatePolicy: { AutoScalingRollingUpdate: { MaxBatchSize: 1, MinInstancesInService: inService } },
    });
  });

test('reports each start and end of an instance to a topic', () => {
  const { stack, cluster } = clusterStack();
  const topic = new sns.Topic(stack, 'Topic');
  cluster.addEc2Capacity('General', { instanceTypes: [m6iLarge], maxCapacity: 4, notificationTopic: topic });
  templateOf(stack).hasResourceProperties('AWS::AutoScaling::AutoScalingGroup', {
    NotificationConfigurations: [{ TopicARN: stack.resolve(topic.topicArn), NotificationTypes: Match.arrayWith(['autoscaling:EC2_INSTANCE_TERMINATE']) }],
  });
});

test.each<[string, Partial<Ec2CapacityOptions>, string]>([
  ['termination protection without managed scaling', { managedScaling: false, managedTerminationProtection: true },
    '`managedTerminationProtection` needs `managedScaling`: ECS protects only the instances of groups that it scales, got false'],
  ['a target without managed scaling', { managedScaling: false, targetCapacityPercent: 80, instanceWarmup: Duration.minutes(1) },
    '`targetCapacityPercent`, `instanceWarmup` can be set only with `managedScaling`, got false'],
  ['a largest step below the least', { minimumScalingStepSize: 5, maximumScalingStepSize: 2 },
    '`maximumScalingStepSize` must be a whole number from 5 to 10000, got 2'],
  ['a warm-up of three hours', { instanceWarmup: Duration.hours(3) }, '`instanceWarmup` must be a whole number from 0 to 10000, got 10800'],
  ['a warm pool of Spot Instances', { warmPool: {}, purchaseOption: PurchaseOption.spot() },
    '`warmPool` needs On-Demand Instances only: EC2 keeps no Spot Instances in a warm pool'],
  ['a warm pool that instances go back to while ECS scales', { warmPool: { reuseOnScaleIn: true } },
    '`warmPool.reuseOnScaleIn` needs `managedScaling: false`: ECS takes no instance back that it scaled in, got true with managed scaling'],
  ['types and requirements', { instanceRequirements: { vCpuCountMin: 2, memoryMin: Size.gibibytes(4) } },
    '`instanceTypes` and `instanceRequirements` exclude each other, got both'],
  ['neither types nor requirements', { instanceTypes: undefined }, '`instanceTypes` or `instanceRequirements` must be given, got neither'],
  ['requirements without an architecture', { instanceTypes: undefined, instanceRequirements: { vCpuCountMin: 2, memoryMin: Size.gibibytes(4) } },
    '`architecture` is needed when `instanceTypes` holds a token or `instanceRequirements` are given'],
])('fails on %s', (_, options, message) => {
  expect(() => templateWith(options)).toThrow(message);
});

test('fails on a share of On-Demand Instances beyond 100 percent, and on a negative base', () => {
  expect(() => PurchaseOption.mixed({ onDemandPercentageAboveBaseCapacity: 101 })).toThrow(
    '`onDemandPercentageAboveBaseCapacity` must be a whole number from 0 to 100, got 101');
  expect(() => PurchaseOption.mixed({ onDemandBaseCapacity: -1 })).toThrow('`onDemandBaseCapacity` must be a whole number from 0, got -1');
});

test('fails at synthesis on capacity that is no part of its cluster', () => {
  const { stack, cluster } = clusterStack();
  new Ec2Capacity(stack, 'Loose', { cluster, instanceTypes: [m6iLarge], maxCapacity: 4 });
  expect(() => templateOf(stack)).toThrow('Shop/Loose is no capacity of its cluster: make it with `cluster.addEc2Capacity()`');
});
