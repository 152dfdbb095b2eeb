import { Stack } from 'aws-cdk-lib';
import * as autoscaling from 'aws-cdk-lib/aws-autoscaling';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import { modelOfStack, onlyGroup, onlyService, onlyTask } from './template';

function twoMediumInstances(stack: Stack): void {
  const vpc = new ec2.Vpc(stack, 'Vpc', { maxAzs: 2 });
  const cluster = new ecs.Cluster(stack, 'Cluster', { vpc });
  const group = new autoscaling.AutoScalingGroup(stack, 'Group', {
    vpc,
    minCapacity: 2,
    maxCapacity: 4,
    instanceType: new ec2.InstanceType('t3.medium'),
    machineImage: ecs.EcsOptimizedImage.amazonLinux2023(),
  });
  cluster.addAsgCapacityProvider(new ecs.AsgCapacityProvider(stack, 'Provider', { autoScalingGroup: group }));
  const task = new ecs.Ec2TaskDefinition(stack, 'Task');
  task.addContainer('app', { image: ecs.ContainerImage.fromRegistry('nginx'), memoryLimitMiB: 2048, portMappings: [{ containerPort: 80, hostPort: 8080 }] });
  new ecs.Ec2Service(stack, 'Api', { cluster, taskDefinition: task, desiredCount: 4 });
}

test('a stock EC2 service is read with its capacity, its task and the cluster that joins them', () => {
  const model = modelOfStack(twoMediumInstances);
  const [cluster] = model.clusters;
  const group = onlyGroup(model);
  const service = onlyService(model);
  expect(group.cluster).toMatchObject({ known: true, value: cluster.id });
  expect(group.instanceTypes).toMatchObject({ known: true, value: ['t3.medium'] });
  expect(group.minSize).toMatchObject({ value: 2 });
  expect(group.maxSize).toMatchObject({ value: 4 });
  expect(group.zones).toMatchObject({ known: true, value: ['zone-1', 'zone-2'] });
  expect(group.ami.os).toMatchObject({ value: 'amazon-linux-2023' });
  expect(group.provider?.managedScaling).toMatchObject({ value: true });
  expect(group.provider?.managedTerminationProtection).toMatchObject({ value: true });
  expect(cluster.capacityProviders).toMatchObject({ value: [group.id] });
  expect(service.cluster).toMatchObject({ value: cluster.id });
  expect(service.desiredCount).toMatchObject({ value: 4 });
  expect(service.minHealthyPercent).toMatchObject({ value: 50 });
  expect(service.subject.constructPath).toBe('Shop/Api/Service');
  const task = onlyTask(model);
  expect(service.taskDefinition).toMatchObject({ value: task.id });
  expect(task.networkMode).toMatchObject({ value: 'bridge' });
  expect(task.containers).toMatchObject({ value: [{ memoryMiB: { value: 2048 }, portMappings: { value: [{ hostPort: { value: 8080 } }] } }] });
});

test('with a region, the zones of the subnets carry their letters', () => {
  const model = modelOfStack(twoMediumInstances, { env: { region: 'eu-central-1', account: '123456789012' } });
  expect(onlyGroup(model).zones.known).toBe(true);
});
