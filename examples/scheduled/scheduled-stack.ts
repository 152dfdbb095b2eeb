import { Duration, Size, Stack, TimeZone, Validations } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import { ScheduleExpression } from 'aws-cdk-lib/aws-scheduler';
import { Construct } from 'constructs';
import { Capacity, Cluster, Cpu, ScheduledTask } from 'cdk-ecs-stowage';

/** A task that starts every night, at the lower price of Spot. */
export class ScheduledStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const vpc = new ec2.Vpc(this, 'Vpc', { maxAzs: 2, natGateways: 1 });

    new ScheduledTask(this, 'Report', {
      cluster: new Cluster(this, 'Cluster', { vpc }),
      capacity: Capacity.fargateSpot(),
      image: ecs.ContainerImage.fromRegistry('public.ecr.aws/docker/library/busybox:1.37'),
      cpu: Cpu.vcpu(0.5),
      memory: Size.gibibytes(1),
      schedule: ScheduleExpression.cron({ hour: '3', minute: '30', timeZone: TimeZone.EUROPE_BERLIN }),
      flexibleWindow: Duration.minutes(15),
    });

    Validations.of(vpc).acknowledge({
      id: 'AwsSolutions-VPC7', reason: 'flow logs belong to the network account, which an example does not have',
    });
  }
}
