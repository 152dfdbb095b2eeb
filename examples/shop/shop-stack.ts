import { Size, Stack, Validations } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import { Construct } from 'constructs';
import { Capacity, Cluster, Cpu, ImageRepository, WebListener, WebService } from 'cdk-ecs-stowage';

/** Two services behind one load balancer: the storefront on EC2, the orders on Fargate, in one cluster. */
export class ShopStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const vpc = new ec2.Vpc(this, 'Vpc', { maxAzs: 2, natGateways: 1 });
    const cluster = new Cluster(this, 'Cluster', { vpc });
    const general = cluster.addEc2Capacity('General', {
      instanceTypes: [new ec2.InstanceType('m6i.large')],
      minCapacity: 2,
      maxCapacity: 6,
    });
    const repository = new ImageRepository(this, 'Images', { repositoryName: 'shop/orders', emptyOnDelete: true });

    const storefront = new WebService(this, 'Storefront', {
      cluster,
      capacity: Capacity.ec2(general),
      networkMode: ecs.NetworkMode.BRIDGE,
      listener: WebListener.http({ deletionProtection: false }),
      image: ecs.ContainerImage.fromRegistry('public.ecr.aws/nginx/nginx:1.29'),
      writablePaths: ['/var/cache/nginx', '/var/run'],
      cpu: Cpu.vcpu(0.25),
      memory: Size.mebibytes(512),
      desiredCount: 4,
      placementStrategies: [
        ecs.PlacementStrategy.spreadAcross(ecs.BuiltInAttributes.AVAILABILITY_ZONE),
        ecs.PlacementStrategy.packedByMemory(),
      ],
    });

    const orders = new WebService(this, 'Orders', {
      cluster,
      listener: WebListener.shared(storefront.listener, { pathPatterns: ['/orders', '/orders/*'] }),
      image: repository.image('1.0.0'),
      cpu: Cpu.vcpu(0.5),
      memory: Size.gibibytes(1),
      user: '1000:1000',
      containerPort: 8080,
      healthCheckPath: '/orders/health',
      desiredCount: 3,
    });
    orders.scaling.trackCpuUtilization({ targetPercent: 60, maxCapacity: 12 });

    Validations.of(vpc).acknowledge({
      id: 'AwsSolutions-VPC7', reason: 'flow logs belong to the network account, which an example does not have',
    });
    Validations.of(general).acknowledge({
      id: 'AwsSolutions-AS3', reason: 'the example has nobody to notify; capacity shows in Container Insights',
    });
    Validations.of(storefront).acknowledge({
      id: 'AwsSolutions-ELB2', reason: 'access logs need a log bucket and a known region; give `accessLogsBucket` in your own stack',
    });
  }
}
