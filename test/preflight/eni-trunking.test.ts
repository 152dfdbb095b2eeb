import { App, Size, Stack } from 'aws-cdk-lib';
import * as autoscaling from 'aws-cdk-lib/aws-autoscaling';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import { Capacity, Cluster, Cpu, EniTrunking, Worker } from '../../src';
import { Preflight, Scenario } from '../../src/preflight';

/** Two m6i.large, which have 3 interfaces each, and tasks that take an interface each. */
function tasksOnTwoInstances(tasks: number, eniTrunking?: EniTrunking) {
  const stack = new Stack(new App({ context: { '@aws-cdk/core:validateAgainstDefaultRules': false } }), 'Shop');
  const cluster = new Cluster(stack, 'Cluster', { vpc: new ec2.Vpc(stack, 'Vpc', { maxAzs: 2 }) });
  const general = cluster.addEc2Capacity('General', {
    instanceTypes: [new ec2.InstanceType('m6i.large')], minCapacity: 2, maxCapacity: 2, eniTrunking,
  });
  new Worker(stack, 'Worker', {
    cluster,
    image: ecs.ContainerImage.fromRegistry('public.ecr.aws/docker/library/busybox:1.37'),
    cpu: Cpu.units(128),
    memory: Size.mebibytes(128),
    capacity: Capacity.ec2(general),
    desiredCount: tasks,
  });
  return { stack, general, run: () => Preflight.fromStack(stack).run(Scenario.steadyState()) };
}

test('counts the interfaces of the instances when the template says nothing of trunking', () => {
  const report = tasksOnTwoInstances(20).run();
  expect(report.outcomeOf('Shop/Worker')).toMatchObject({ fits: false, placedCount: 4, askedCount: 20 });
  expect(report.findings[0].notes.join('\n')).toContain('the account setting awsvpcTrunking is taken as off, its default');
});

test.each<[string, EniTrunking]>([
  ['turns the account setting on', EniTrunking.accountSetting()], ['says that it is on', EniTrunking.alreadyOn()],
])('counts the trunks of the instances when the template %s', (_, eniTrunking) => {
  expect(tasksOnTwoInstances(20, eniTrunking).run().outcomeOf('Shop/Worker')).toMatchObject({ fits: true, placedCount: 20 });
  const report = tasksOnTwoInstances(21, eniTrunking).run();
  expect(report.outcomeOf('Shop/Worker')).toMatchObject({ fits: false, placedCount: 20 });
  expect(report.findings[0].notes.join('\n')).not.toContain('is taken as off');
});

test('reads the same word of a group that somebody else wrote', () => {
  const { general, run } = tasksOnTwoInstances(20);
  (general.autoScalingGroup.node.defaultChild as autoscaling.CfnAutoScalingGroup).addMetadata('stowage:eniTrunking', true);
  expect(run().outcomeOf('Shop/Worker').fits).toBe(true);
});
