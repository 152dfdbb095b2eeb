import { Size, Stack } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import { Construct } from 'constructs';
import { acknowledge, exampleVpc } from '../network/network';
import { Capacity, Cluster, Cpu, EniTrunking, Worker } from 'cdk-ecs-stowage';

/** Instances that ECS protects while they run tasks, with room for ten tasks in awsvpc mode each, in a stack that can be destroyed. */
export class ProtectedStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const cluster = new Cluster(this, 'Cluster', { vpc: exampleVpc(this) });
    const general = cluster.addEc2Capacity('General', {
      instanceTypes: [new ec2.InstanceType('m6i.large')],
      minCapacity: 2,
      maxCapacity: 4,
      managedTerminationProtection: true,
      eniTrunking: EniTrunking.accountSetting(),
    });
    acknowledge(general, 'AS3', 'the example has nobody to notify');

    new Worker(this, 'Small', {
      cluster,
      capacity: Capacity.ec2(general),
      image: ecs.ContainerImage.fromRegistry('public.ecr.aws/docker/library/busybox:1.37'),
      command: ['sh', '-c', 'while true; do sleep 60; done'],
      cpu: Cpu.units(128),
      memory: Size.mebibytes(256),
      user: '1000:1000',
      desiredCount: 12,
    });
  }
}
