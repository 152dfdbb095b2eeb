import { Size, Stack } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import { Construct } from 'constructs';
import { acknowledge, exampleVpc } from '../network/network';
import { Capacity, Cluster, Cpu, DaemonService } from 'cdk-ecs-stowage';

/** One task on every container instance. */
export class DaemonStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const cluster = new Cluster(this, 'Cluster', { vpc: exampleVpc(this) });
    const general = cluster.addEc2Capacity('General', { instanceTypes: [new ec2.InstanceType('m6i.large')], minCapacity: 2, maxCapacity: 6 });

    new DaemonService(this, 'Collector', {
      cluster,
      capacity: Capacity.ec2(general),
      networkMode: ecs.NetworkMode.BRIDGE,
      image: ecs.ContainerImage.fromRegistry('public.ecr.aws/docker/library/busybox:1.37'),
      cpu: Cpu.vcpu(0.125),
      memory: Size.mebibytes(128),
    });

    acknowledge(general, 'AS3', 'the example has nobody to notify; capacity shows in Container Insights');
  }
}
