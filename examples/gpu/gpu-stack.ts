import { Size, Stack } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import { Construct } from 'constructs';
import { acknowledge, exampleVpc } from '../network/network';
import { Cluster, Cpu, TaskDefinition } from 'cdk-ecs-stowage';

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
      compatibility: ecs.Compatibility.EC2,
      networkMode: ecs.NetworkMode.BRIDGE,
      image: ecs.ContainerImage.fromRegistry('nvcr.io/nvidia/tritonserver:25.01-py3'),
      writablePaths: ['/tmp'],
      cpu: Cpu.vcpu(2),
      memory: Size.gibibytes(8),
      user: '1000:1000',
    });
    const taskDefinition = inference.ecsTaskDefinition;
    (taskDefinition.node.defaultChild as ecs.CfnTaskDefinition).addPropertyOverride(
      'ContainerDefinitions.0.ResourceRequirements', [{ Type: 'GPU', Value: '1' }]);
    const service = new ecs.Ec2Service(this, 'Service', {
      cluster,
      taskDefinition,
      desiredCount: 2,
      // A task per GPU: two old tasks and two new ones fit on four instances.
      minHealthyPercent: 100,
      circuitBreaker: { enable: true, rollback: true },
      capacityProviderStrategies: [{ capacityProvider: gpus.capacityProviderName, weight: 1 }],
    });
    service.node.addDependency(cluster.capacityProvidersAssociated);
  }
}
