import { Size, Stack, Validations } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import { Construct } from 'constructs';
import { Capacity, Cluster, Cpu, DaemonService } from 'cdk-ecs-stowage';

/** One task on every container instance. */
export class DaemonStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const vpc = new ec2.Vpc(this, 'Vpc', { maxAzs: 2, natGateways: 1 });
    const cluster = new Cluster(this, 'Cluster', { vpc });
    const general = cluster.addEc2Capacity('General', { instanceTypes: [new ec2.InstanceType('m6i.large')], minCapacity: 2, maxCapacity: 6 });

    new DaemonService(this, 'Collector', {
      cluster,
      capacity: Capacity.ec2(general),
      networkMode: ecs.NetworkMode.BRIDGE,
      image: ecs.ContainerImage.fromRegistry('public.ecr.aws/docker/library/busybox:1.37'),
      cpu: Cpu.vcpu(0.125),
      memory: Size.mebibytes(128),
    });

    Validations.of(vpc).acknowledge({
      id: 'AwsSolutions-VPC7', reason: 'flow logs belong to the network account, which an example does not have',
    });
    Validations.of(general).acknowledge({
      id: 'AwsSolutions-AS3', reason: 'the example has nobody to notify; capacity shows in Container Insights',
    });
  }
}
