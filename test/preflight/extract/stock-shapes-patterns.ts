import { Duration, type Stack } from 'aws-cdk-lib';
import * as autoscaling from 'aws-cdk-lib/aws-applicationautoscaling';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as patterns from 'aws-cdk-lib/aws-ecs-patterns';
import type { Shape } from './stock-shapes-ec2';

const image = ecs.ContainerImage.fromRegistry('nginx');

function instances(stack: Stack): ecs.Cluster {
  const cluster = new ecs.Cluster(stack, 'Cluster', { vpc: new ec2.Vpc(stack, 'Vpc', { maxAzs: 2 }) });
  cluster.addCapacity('Ec2', { instanceType: new ec2.InstanceType('t3.large'), machineImage: ecs.EcsOptimizedImage.amazonLinux2023() });
  return cluster;
}

export const PATTERN_SHAPES: readonly Shape[] = [
  ['application load balanced fargate', (stack) => new patterns.ApplicationLoadBalancedFargateService(stack, 'P', { taskImageOptions: { image }, maxHealthyPercent: 200 })],
  ['network load balanced fargate', (stack) => new patterns.NetworkLoadBalancedFargateService(stack, 'P', { taskImageOptions: { image } })],
  ['multiple target groups fargate', (stack) => new patterns.ApplicationMultipleTargetGroupsFargateService(stack, 'P', { taskImageOptions: { image } })],
  ['multiple network target groups fargate', (stack) => new patterns.NetworkMultipleTargetGroupsFargateService(stack, 'P', { taskImageOptions: { image } })],
  ['queue processing fargate', (stack) => new patterns.QueueProcessingFargateService(stack, 'P', { image, maxScalingCapacity: 3 })],
  ['scheduled fargate', (stack) => new patterns.ScheduledFargateTask(stack, 'P', {
    scheduledFargateTaskImageOptions: { image, memoryLimitMiB: 512 }, schedule: autoscaling.Schedule.rate(Duration.hours(1)),
  })],
  ['application load balanced ec2', (stack) => new patterns.ApplicationLoadBalancedEc2Service(stack, 'P', { cluster: instances(stack), memoryLimitMiB: 512, taskImageOptions: { image } })],
  ['network load balanced ec2', (stack) => new patterns.NetworkLoadBalancedEc2Service(stack, 'P', { cluster: instances(stack), memoryLimitMiB: 512, taskImageOptions: { image } })],
  ['multiple target groups ec2', (stack) => new patterns.ApplicationMultipleTargetGroupsEc2Service(stack, 'P', {
    cluster: instances(stack), memoryLimitMiB: 512, taskImageOptions: { image },
  })],
  ['multiple network target groups ec2', (stack) => new patterns.NetworkMultipleTargetGroupsEc2Service(stack, 'P', {
    cluster: instances(stack), memoryLimitMiB: 512, taskImageOptions: { image },
  })],
  ['queue processing ec2', (stack) => new patterns.QueueProcessingEc2Service(stack, 'P', { cluster: instances(stack), image, memoryLimitMiB: 512 })],
  ['scheduled ec2', (stack) => new patterns.ScheduledEc2Task(stack, 'P', {
    cluster: instances(stack), scheduledEc2TaskImageOptions: { image, memoryLimitMiB: 512 }, schedule: autoscaling.Schedule.rate(Duration.hours(1)),
  })],
];
