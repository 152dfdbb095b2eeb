import { Size, Stack } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import { Construct } from 'constructs';
import { exampleVpc } from '../network/network';
import { Cluster, Cpu, TaskDefinition } from 'cdk-ecs-stowage';

/** Instances that ECS starts, patches and ends: types of the current generation with 2 to 8 vCPUs. */
export class ManagedInstancesStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const cluster = new Cluster(this, 'Cluster', { vpc: exampleVpc(this) });
    const managed = cluster.addManagedInstances('Managed', {
      instanceRequirements: {
        vCpuCountMin: 2,
        vCpuCountMax: 8,
        memoryMin: Size.gibibytes(8),
        instanceGenerations: [ec2.InstanceGeneration.CURRENT],
        cpuManufacturers: [ec2.CpuManufacturer.AMD, ec2.CpuManufacturer.INTEL],
      },
    });

    const worker = new TaskDefinition(this, 'Worker', {
      compatibility: ecs.Compatibility.MANAGED_INSTANCES,
      image: ecs.ContainerImage.fromRegistry('public.ecr.aws/docker/library/busybox:1.37'),
      command: ['sh', '-c', 'while true; do sleep 60; done'],
      cpu: Cpu.vcpu(1),
      memory: Size.gibibytes(2),
      user: '1000:1000',
    });
    new ecs.FargateService(this, 'Service', {
      cluster,
      taskDefinition: worker.ecsTaskDefinition,
      desiredCount: 3,
      minHealthyPercent: 100,
      circuitBreaker: { enable: true, rollback: true },
      capacityProviderStrategies: [{ capacityProvider: managed.capacityProviderName, weight: 1 }],
    });
  }
}
