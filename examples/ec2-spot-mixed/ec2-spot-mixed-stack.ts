import { Duration, Size, Stack } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import { Construct } from 'constructs';
import { acknowledge, exampleVpc } from '../network/network';
import { Capacity, Cluster, Cpu, ImagePullBehavior, PurchaseOption, Worker } from 'cdk-ecs-stowage';

/** Crunchers on Graviton: two On-Demand Instances always, a quarter of the rest On-Demand, three quarters Spot. */
export class SpotMixedStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const cluster = new Cluster(this, 'Cluster', { vpc: exampleVpc(this) });
    const mixed = cluster.addEc2Capacity('Mixed', {
      instanceTypes: ['m7g.large', 'm6g.large', 'c7g.xlarge'].map((name) => new ec2.InstanceType(name)),
      purchaseOption: PurchaseOption.mixed({ onDemandBaseCapacity: 2, onDemandPercentageAboveBaseCapacity: 25 }),
      minCapacity: 2,
      maxCapacity: 10,
      targetCapacityPercent: 90,
      instanceWarmup: Duration.minutes(2),
      agent: {
        attributes: { purpose: 'crunching' },
        imagePullBehavior: ImagePullBehavior.PREFER_CACHED,
        reservedMemory: Size.mebibytes(256),
      },
    });
    acknowledge(mixed, 'AS3', 'the example has nobody to notify');
    acknowledge(mixed, 'EC26', 'every volume is encrypted in the launch template, which the rule does not find behind a mixed instances policy');
    acknowledge(mixed, 'EC2IMDSv2Enabled', 'IMDSv2 is required in the launch template, which the rule does not find behind a mixed instances policy');

    new Worker(this, 'Cruncher', {
      cluster,
      capacity: Capacity.ec2(mixed),
      networkMode: ecs.NetworkMode.BRIDGE,
      image: ecs.ContainerImage.fromRegistry('public.ecr.aws/docker/library/busybox:1.37'),
      command: ['sh', '-c', 'while true; do sleep 60; done'],
      cpu: Cpu.vcpu(0.5),
      memory: Size.gibibytes(1),
      user: '1000:1000',
      desiredCount: 4,
      placementConstraints: [ecs.PlacementConstraint.memberOf('attribute:purpose == crunching')],
      placementStrategies: [ecs.PlacementStrategy.spreadAcross(ecs.BuiltInAttributes.AVAILABILITY_ZONE), ecs.PlacementStrategy.packedByMemory()],
    });
  }
}
