import { Duration, Size, Stack } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import { Construct } from 'constructs';
import { acknowledge, exampleVpc } from '../network/network';
import { Cluster, Cpu, InstanceImage, TaskDefinition } from 'cdk-ecs-stowage';

/** Containers for Windows Server 2022 on container instances of the same version. */
export class WindowsStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const cluster = new Cluster(this, 'Cluster', { vpc: exampleVpc(this) });
    const windows = cluster.addEc2Capacity('Windows', {
      instanceTypes: [new ec2.InstanceType('m6i.xlarge')],
      image: InstanceImage.windows(ecs.WindowsOptimizedVersion.SERVER_2022),
      minCapacity: 2,
      maxCapacity: 4,
      volumeSize: Size.gibibytes(100),
      agent: { containerStopTimeout: Duration.minutes(2) },
    });
    acknowledge(windows, 'AS3', 'the example has nobody to notify');
    acknowledge(windows, 'EC26', 'the one volume, /dev/sda1, is encrypted');

    const site = new TaskDefinition(this, 'Site', {
      compatibility: ecs.Compatibility.EC2,
      image: ecs.ContainerImage.fromRegistry('mcr.microsoft.com/windows/servercore/iis:windowsservercore-ltsc2022'),
      containerPort: 80,
      cpu: Cpu.vcpu(1),
      memory: Size.gibibytes(2),
      user: 'ContainerUser',
      // Windows has no read-only root file systems.
      readonlyRootFilesystem: false,
    });
    const service = new ecs.Ec2Service(this, 'Service', {
      cluster,
      taskDefinition: site.ecsTaskDefinition,
      desiredCount: 2,
      minHealthyPercent: 100,
      circuitBreaker: { enable: true, rollback: true },
      capacityProviderStrategies: [{ capacityProvider: windows.capacityProviderName, weight: 1 }],
    });
    service.node.addDependency(cluster.capacityProvidersAssociated);
  }
}
