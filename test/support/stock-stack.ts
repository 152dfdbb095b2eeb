import { App, Stack } from 'aws-cdk-lib';
import * as autoscaling from 'aws-cdk-lib/aws-autoscaling';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecs from 'aws-cdk-lib/aws-ecs';

/** Stock constructs only: the preflight judges templates, whoever wrote them. */
export function stockStack(app: App, facts: { instances: number; tasks: number; memoryMiB: number; hostPort?: number; min?: number }): Stack {
  const stack = new Stack(app, 'Stock');
  const vpc = new ec2.Vpc(stack, 'Vpc');
  const cluster = new ecs.Cluster(stack, 'Cluster', { vpc });
  const group = new autoscaling.AutoScalingGroup(stack, 'Group', {
    vpc,
    instanceType: new ec2.InstanceType('t3.medium'),
    machineImage: ecs.EcsOptimizedImage.amazonLinux2023(),
    minCapacity: facts.instances,
    maxCapacity: facts.instances,
  });
  const provider = new ecs.AsgCapacityProvider(stack, 'Provider', {
    autoScalingGroup: group, enableManagedScaling: false, enableManagedTerminationProtection: false,
  });
  cluster.addAsgCapacityProvider(provider);
  const taskDefinition = new ecs.Ec2TaskDefinition(stack, 'Task');
  taskDefinition.addContainer('app', {
    logging: ecs.LogDrivers.awsLogs({ streamPrefix: 'app' }),
    image: ecs.ContainerImage.fromRegistry('nginx:1.27'),
    memoryLimitMiB: facts.memoryMiB,
    portMappings: facts.hostPort === undefined ? [] : [{ containerPort: 80, hostPort: facts.hostPort }],
  });
  const service = new ecs.Ec2Service(stack, 'Api', {
    cluster,
    taskDefinition,
    desiredCount: facts.tasks,
    circuitBreaker: { rollback: true },
    minHealthyPercent: facts.min ?? 100,
    maxHealthyPercent: 200,
    capacityProviderStrategies: [{ capacityProvider: provider.capacityProviderName, weight: 1 }],
  });
  service.node.addDependency(cluster);
  return stack;
}

/** An app whose templates the CDK does not check itself. */
export const stockApp = () => new App({ context: { '@aws-cdk/core:validateAgainstDefaultRules': false } });
