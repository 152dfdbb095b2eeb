import { Size, Stack, Validations } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import { Construct } from 'constructs';
import { Capacity, Cluster, Cpu, Ec2Capacity, WebListener, WebService } from 'cdk-ecs-stowage';

/** A stack that CloudFormation accepts and ECS never finishes: one service does not fit, the other cannot be replaced. */
export class TooSmallStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const vpc = new ec2.Vpc(this, 'Vpc', { maxAzs: 2, natGateways: 1 });
    const cluster = new Cluster(this, 'Cluster', { vpc });

    // 4,096 MiB are installed, but fewer register: a t3.medium holds one of these tasks, not two.
    const pair = fixedCapacity(cluster, 'Pair', 2);
    const reports = new WebService(this, 'Reports', {
      cluster,
      capacity: Capacity.ec2(pair),
      networkMode: ecs.NetworkMode.BRIDGE,
      listener: WebListener.http({ deletionProtection: false }),
      image: ecs.ContainerImage.fromRegistry('public.ecr.aws/nginx/nginx:1.29'),
      writablePaths: ['/var/cache/nginx', '/var/run'],
      cpu: Cpu.vcpu(0.25),
      memory: Size.mebibytes(2048),
      desiredCount: 4,
    });

    // Every instance has port 8080 once: a new task finds no place, and no old task may stop for it.
    const trio = fixedCapacity(cluster, 'Trio', 3);
    new WebService(this, 'Edge', {
      cluster,
      capacity: Capacity.ec2(trio),
      networkMode: ecs.NetworkMode.BRIDGE,
      hostPort: 8080,
      listener: WebListener.shared(reports.listener, { pathPatterns: ['/edge/*'] }),
      image: ecs.ContainerImage.fromRegistry('public.ecr.aws/nginx/nginx:1.29'),
      writablePaths: ['/var/cache/nginx', '/var/run'],
      cpu: Cpu.vcpu(0.25),
      memory: Size.mebibytes(512),
      desiredCount: 3,
    });

    Validations.of(vpc).acknowledge({
      id: 'AwsSolutions-VPC7', reason: 'flow logs belong to the network account, which an example does not have',
    });
    Validations.of(cluster).acknowledge({
      id: 'AwsSolutions-AS3', reason: 'the example has nobody to notify; capacity shows in Container Insights',
    });
    Validations.of(reports).acknowledge({
      id: 'AwsSolutions-ELB2', reason: 'access logs need a log bucket and a known region; give `accessLogsBucket` in your own stack',
    });
  }
}

function fixedCapacity(cluster: Cluster, id: string, instances: number): Ec2Capacity {
  return cluster.addEc2Capacity(id, {
    instanceTypes: [new ec2.InstanceType('t3.medium')], minCapacity: instances, maxCapacity: instances,
  });
}
