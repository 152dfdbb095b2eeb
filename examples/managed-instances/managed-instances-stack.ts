import { Size, Stack } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import { Construct } from 'constructs';
import { exampleVpc } from '../network/network';
import { Capacity, Cluster, Cpu, Worker } from 'cdk-ecs-stowage';

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

    new Worker(this, 'Worker', {
      cluster,
      capacity: Capacity.managedInstances(managed),
      image: ecs.ContainerImage.fromRegistry('public.ecr.aws/docker/library/busybox:1.37'),
      command: ['sh', '-c', 'while true; do sleep 60; done'],
      cpu: Cpu.vcpu(1),
      memory: Size.gibibytes(2),
      user: '1000:1000',
      desiredCount: 3,
    });
  }
}
