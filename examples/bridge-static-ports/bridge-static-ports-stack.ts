import { Size, Stack } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import { Construct } from 'constructs';
import { acknowledge, acknowledgePrivateHttp, exampleVpc } from '../network/network';
import { Capacity, Cluster, Cpu, WebListener, WebService } from 'cdk-ecs-stowage';

/** Tasks on a fixed port of their container instance: one on each, and one instance to spare for a deployment. */
export class BridgeStaticPortsStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const cluster = new Cluster(this, 'Cluster', { vpc: exampleVpc(this) });
    const general = cluster.addEc2Capacity('General', { instanceTypes: [new ec2.InstanceType('m6i.large')], minCapacity: 3, maxCapacity: 6 });

    const api = new WebService(this, 'Api', {
      cluster,
      capacity: Capacity.ec2(general),
      networkMode: ecs.NetworkMode.BRIDGE,
      hostPort: 8080,
      image: ecs.ContainerImage.fromRegistry('public.ecr.aws/nginx/nginx:1.29'),
      writablePaths: ['/var/cache/nginx', '/var/run'],
      cpu: Cpu.vcpu(0.25),
      memory: Size.mebibytes(512),
      listener: WebListener.http({ deletionProtection: false }),
      placementConstraints: [ecs.PlacementConstraint.distinctInstances()],
    });

    acknowledge(general, 'AS3', 'the example has nobody to notify; capacity shows in Container Insights');
    acknowledgePrivateHttp(api);
  }
}
