import { Duration, Size, Stack, TimeZone } from 'aws-cdk-lib';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import { ScheduleExpression } from 'aws-cdk-lib/aws-scheduler';
import { Construct } from 'constructs';
import { exampleVpc } from '../network/network';
import { Capacity, Cluster, Cpu, ScheduledTask } from 'cdk-ecs-stowage';

/** A task that starts every night, at the lower price of Spot. */
export class ScheduledStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new ScheduledTask(this, 'Report', {
      cluster: new Cluster(this, 'Cluster', { vpc: exampleVpc(this) }),
      capacity: Capacity.fargateSpot(),
      image: ecs.ContainerImage.fromRegistry('public.ecr.aws/docker/library/busybox:1.37'),
      cpu: Cpu.vcpu(0.5),
      memory: Size.gibibytes(1),
      schedule: ScheduleExpression.cron({ hour: '3', minute: '30', timeZone: TimeZone.EUROPE_BERLIN }),
      flexibleWindow: Duration.minutes(15),
    });
  }
}
