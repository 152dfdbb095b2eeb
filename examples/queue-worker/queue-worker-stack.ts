import { Size, Stack, Validations } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import { Construct } from 'constructs';
import { Cluster, Cpu, QueueWorker } from 'cdk-ecs-stowage';

/** Tasks that take messages from a queue: none while it is empty, up to twenty when many wait. */
export class QueueWorkerStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const vpc = new ec2.Vpc(this, 'Vpc', { maxAzs: 2, natGateways: 1 });

    new QueueWorker(this, 'Resize', {
      cluster: new Cluster(this, 'Cluster', { vpc }),
      image: ecs.ContainerImage.fromRegistry('public.ecr.aws/docker/library/busybox:1.37'),
      cpu: Cpu.vcpu(0.25),
      memory: Size.mebibytes(512),
      maxCapacity: 20,
      messagesPerTask: 50,
    });

    Validations.of(vpc).acknowledge({
      id: 'AwsSolutions-VPC7', reason: 'flow logs belong to the network account, which an example does not have',
    });
  }
}
