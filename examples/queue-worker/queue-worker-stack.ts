import { Size, Stack } from 'aws-cdk-lib';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import { Construct } from 'constructs';
import { exampleVpc } from '../network/network';
import { Cluster, Cpu, QueueWorker } from 'cdk-ecs-stowage';

/** Tasks that take messages from a queue: none while it is empty, up to twenty when many wait. */
export class QueueWorkerStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new QueueWorker(this, 'Resize', {
      cluster: new Cluster(this, 'Cluster', { vpc: exampleVpc(this) }),
      image: ecs.ContainerImage.fromRegistry('public.ecr.aws/docker/library/busybox:1.37'),
      cpu: Cpu.vcpu(0.25),
      memory: Size.mebibytes(512),
      maxCapacity: 20,
      messagesPerTask: 50,
    });
  }
}
