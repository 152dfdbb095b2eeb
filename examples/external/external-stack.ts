import { Size, Stack } from 'aws-cdk-lib';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import { Construct } from 'constructs';
import { exampleVpc } from '../network/network';
import { Capacity, Cluster, Cpu, DaemonService, Worker } from 'cdk-ecs-stowage';

/** Machines in a factory, registered with Amazon ECS Anywhere. One worker reads sensors in the north hall, one daemon is everywhere. */
export class ExternalStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const cluster = new Cluster(this, 'Cluster', { vpc: exampleVpc(this) });
    cluster.addExternalCapacity('Machines', { registrationLimit: 12 });

    const task = {
      cluster,
      capacity: Capacity.external(),
      image: ecs.ContainerImage.fromRegistry('public.ecr.aws/docker/library/busybox:1.37'),
      command: ['sh', '-c', 'while true; do sleep 60; done'],
      cpu: Cpu.vcpu(0.25),
      memory: Size.mebibytes(256),
      user: '1000:1000',
    };
    new Worker(this, 'Sensors', { ...task, placementConstraints: [ecs.PlacementConstraint.memberOf('attribute:hall == north')] });
    new DaemonService(this, 'Monitor', task);
  }
}
