import { App, Duration, Stack } from 'aws-cdk-lib';
import * as autoscaling from 'aws-cdk-lib/aws-autoscaling';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as patterns from 'aws-cdk-lib/aws-ecs-patterns';
import { Preflight, Severity } from '../../../src/preflight';

/** What AWS deploys as it is: an error here is a false alarm. */
const image = ecs.ContainerImage.fromRegistry('public.ecr.aws/nginx/nginx:1.27');
const app = () => new App({ context: { '@aws-cdk/core:validateAgainstDefaultRules': false } });

const errorsOf = (stack: Stack) => Preflight.fromStack(stack).run().findings
  .filter(({ severity }) => severity === Severity.ERROR)
  .map(({ ruleId, summary }) => `${ruleId}: ${summary}`);

function ec2Cluster(stack: Stack): { cluster: ecs.Cluster; provider: ecs.AsgCapacityProvider; group: autoscaling.AutoScalingGroup } {
  const vpc = new ec2.Vpc(stack, 'Vpc');
  const cluster = new ecs.Cluster(stack, 'Cluster', { vpc });
  const group = new autoscaling.AutoScalingGroup(stack, 'Group', {
    vpc,
    instanceType: new ec2.InstanceType('m5.large'),
    machineImage: ecs.EcsOptimizedImage.amazonLinux2(),
    minCapacity: 2,
    maxCapacity: 6,
  });
  const provider = new ecs.AsgCapacityProvider(stack, 'Provider', { autoScalingGroup: group });
  cluster.addAsgCapacityProvider(provider);
  return { cluster, provider, group };
}

const STACKS: Readonly<Record<string, (stack: Stack) => void>> = {
  'a load balanced Fargate service with scaling': (stack) => {
    const { service } = new patterns.ApplicationLoadBalancedFargateService(stack, 'Web', {
      taskImageOptions: { image, environment: { MODE: 'stock' } }, healthCheckGracePeriod: Duration.seconds(60),
    });
    service.autoScaleTaskCount({ minCapacity: 1, maxCapacity: 4 }).scaleOnCpuUtilization('Cpu', { targetUtilizationPercent: 50 });
  },
  'a network load balanced Fargate service on Spot': (stack) => {
    const vpc = new ec2.Vpc(stack, 'Vpc');
    const cluster = new ecs.Cluster(stack, 'Cluster', { vpc, enableFargateCapacityProviders: true });
    const { service } = new patterns.NetworkLoadBalancedFargateService(stack, 'Web', {
      cluster,
      taskImageOptions: { image },
      capacityProviderStrategies: [{ capacityProvider: 'FARGATE', base: 1, weight: 1 }, { capacityProvider: 'FARGATE_SPOT', weight: 3 }],
    });
    // Without it the balancer has no way in, which is a finding: see below.
    service.connections.allowFromAnyIpv4(ec2.Port.tcp(80));
  },
  'a load balanced EC2 service': (stack) => {
    const { cluster, group } = ec2Cluster(stack);
    const { loadBalancer } = new patterns.ApplicationLoadBalancedEc2Service(stack, 'Web', { cluster, memoryLimitMiB: 512, taskImageOptions: { image } });
    group.connections.allowFrom(loadBalancer, ec2.Port.tcpRange(32768, 65535));
  },
  'queue processing on both': (stack) => {
    const { cluster } = ec2Cluster(stack);
    new patterns.QueueProcessingFargateService(stack, 'Fargate', { cluster, image, memoryLimitMiB: 512 });
    new patterns.QueueProcessingEc2Service(stack, 'Ec2', { cluster, image, memoryLimitMiB: 512 });
  },
  'a daemon beside a service with a strategy': (stack) => {
    const { cluster, provider } = ec2Cluster(stack);
    const daemon = new ecs.Ec2TaskDefinition(stack, 'DaemonTask');
    daemon.addContainer('agent', { image, memoryReservationMiB: 64 });
    new ecs.Ec2Service(stack, 'Daemon', { cluster, taskDefinition: daemon, daemon: true });
    const web = new ecs.Ec2TaskDefinition(stack, 'WebTask', { networkMode: ecs.NetworkMode.AWS_VPC });
    web.addContainer('web', { image, memoryLimitMiB: 256, portMappings: [{ containerPort: 80 }], logging: ecs.LogDrivers.awsLogs({ streamPrefix: 'web' }) });
    new ecs.Ec2Service(stack, 'Web', {
      cluster,
      taskDefinition: web,
      capacityProviderStrategies: [{ capacityProvider: provider.capacityProviderName, weight: 1 }],
      placementStrategies: [ecs.PlacementStrategy.spreadAcross(ecs.BuiltInAttributes.AVAILABILITY_ZONE), ecs.PlacementStrategy.packedByMemory()],
      placementConstraints: [ecs.PlacementConstraint.memberOf('attribute:ecs.instance-type =~ m5.*')],
    });
  },
  'sidecars with dependencies, volumes and FireLens': (stack) => {
    const cluster = new ecs.Cluster(stack, 'Cluster', { vpc: new ec2.Vpc(stack, 'Vpc') });
    const task = new ecs.FargateTaskDefinition(stack, 'Task', { cpu: 512, memoryLimitMiB: 1024, volumes: [{ name: 'shared' }] });
    const web = task.addContainer('web', { image, logging: ecs.LogDrivers.firelens({}), portMappings: [{ containerPort: 80 }] });
    const setup = task.addContainer('setup', { image, essential: false, memoryReservationMiB: 64 });
    const proxy = task.addContainer('proxy', {
      image, portMappings: [{ containerPort: 9901 }], stopTimeout: Duration.seconds(120), healthCheck: { command: ['CMD-SHELL', 'exit 0'] },
    });
    web.addMountPoints({ sourceVolume: 'shared', containerPath: '/shared', readOnly: true });
    web.addContainerDependencies(
      { container: setup, condition: ecs.ContainerDependencyCondition.SUCCESS },
      { container: proxy, condition: ecs.ContainerDependencyCondition.HEALTHY },
    );
    new ecs.FargateService(stack, 'Web', { cluster, taskDefinition: task, assignPublicIp: true });
  },
};

test.each(Object.entries(STACKS))('no error for %s', (_, build) => {
  const stack = new Stack(app(), 'Stock');
  build(stack);
  expect(errorsOf(stack)).toEqual([]);
});

test('a balanced EC2 service behind a capacity provider: aws-ecs opens no way from the balancer to the instances', () => {
  const stack = new Stack(app(), 'Stock');
  new patterns.ApplicationLoadBalancedEc2Service(stack, 'Web', { cluster: ec2Cluster(stack).cluster, memoryLimitMiB: 512, taskImageOptions: { image } });
  expect(errorsOf(stack)).toEqual([expect.stringMatching(/^closed-to-balancer: .* lets it in on the dynamic ports 32768 to 60999$/)]);
});

test('a network balancer without security groups: aws-ecs opens no way to the tasks', () => {
  const stack = new Stack(app(), 'Stock');
  new patterns.NetworkLoadBalancedFargateService(stack, 'Web', { taskImageOptions: { image } });
  expect(errorsOf(stack)).toEqual([expect.stringMatching(/^closed-to-balancer: .* lets it in on port 80$/)]);
});
