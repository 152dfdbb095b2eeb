import { Size, Stack } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import { Construct } from 'constructs';
import { acknowledge, exampleVpc } from '../network/network';
import { Capacity, Cluster, Cpu, TaskDefinition, Worker } from 'cdk-ecs-stowage';

/** Tasks with one GPU each. The AMI with NVIDIA drivers follows from the instance type. */
export class GpuStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const cluster = new Cluster(this, 'Cluster', { vpc: exampleVpc(this) });
    const gpus = cluster.addEc2Capacity('Gpus', {
      instanceTypes: [new ec2.InstanceType('g5.xlarge')],
      maxCapacity: 4,
      volumeSize: Size.gibibytes(200),
    });
    acknowledge(gpus, 'AS3', 'the example has nobody to notify');

    const inference = new TaskDefinition(this, 'Inference', {
      compatibility: ecs.Compatibility.EC2, networkMode: ecs.NetworkMode.BRIDGE, cpu: Cpu.vcpu(2), memory: Size.gibibytes(8),
    });
    inference.addContainer('app', {
      image: ecs.ContainerImage.fromRegistry('nvcr.io/nvidia/tritonserver:25.01-py3'), gpuCount: 1, writablePaths: ['/tmp'], user: '1000:1000',
    });
    // A task per GPU: two old tasks and two new ones fit on four instances.
    new Worker(this, 'Inferences', { cluster, capacity: Capacity.ec2(gpus), taskDefinition: inference.ecsTaskDefinition, desiredCount: 2 });
  }
}
