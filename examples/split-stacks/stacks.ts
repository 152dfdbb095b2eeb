import { Size, Stack } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import { Construct } from 'constructs';
import { acknowledge, acknowledgePrivateHttp, exampleVpc } from '../network/network';
import { Capacity, Cluster, Cpu, Ec2Capacity, WebListener, WebService } from 'cdk-ecs-stowage';

/** Owned by the people who own the network. */
export class NetworkStack extends Stack {
  public readonly vpc: ec2.IVpc;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.vpc = exampleVpc(this);
  }
}

/** Owned by the people who own the platform: the cluster and all its capacity, in one stack. */
export class ClusterStack extends Stack {
  public readonly cluster: Cluster;
  public readonly general: Ec2Capacity;

  constructor(scope: Construct, id: string, network: NetworkStack) {
    super(scope, id);
    this.cluster = new Cluster(this, 'Cluster', { vpc: network.vpc });
    this.general = this.cluster.addEc2Capacity('General', {
      instanceTypes: [new ec2.InstanceType('m6i.large')], minCapacity: 2, maxCapacity: 6,
    });
    acknowledge(this.general, 'AS3', 'the example has nobody to notify');
  }
}

/** Owned by a product team. It refers to the platform, and the platform knows nothing of it. */
export class ServiceStack extends Stack {
  constructor(scope: Construct, id: string, platform: ClusterStack) {
    super(scope, id);
    const storefront = new WebService(this, 'Storefront', {
      cluster: platform.cluster,
      capacity: Capacity.ec2(platform.general),
      networkMode: ecs.NetworkMode.BRIDGE,
      listener: WebListener.http({ deletionProtection: false }),
      image: ecs.ContainerImage.fromRegistry('public.ecr.aws/nginx/nginx:1.29'),
      writablePaths: ['/var/cache/nginx', '/var/run'],
      cpu: Cpu.vcpu(0.25),
      memory: Size.mebibytes(512),
      desiredCount: 4,
    });
    acknowledgePrivateHttp(storefront);
  }
}
