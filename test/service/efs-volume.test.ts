import { App, Duration, Size, Stack } from 'aws-cdk-lib';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as efs from 'aws-cdk-lib/aws-efs';
import * as scheduler from 'aws-cdk-lib/aws-scheduler';
import { Capacity, Cpu, QueueWorker, ScheduledTask, TaskDefinition, TaskVolume, Worker } from '../../src';
import { clusterStack, image, m6iLarge, only, templateOf } from '../support/stack';

const TASK = { image, cpu: Cpu.vcpu(0.25), memory: Size.mebibytes(512) };

function withFiles() {
  const { stack, vpc, cluster } = clusterStack();
  return { stack, cluster, files: new efs.FileSystem(stack, 'Files', { vpc }) };
}

/** The security groups that the file system admits on the port of NFS. */
function admitted(stack: Parameters<typeof templateOf>[0]): readonly unknown[] {
  const template = templateOf(stack);
  const GroupId = { 'Fn::GetAtt': [only(template, 'AWS::EC2::SecurityGroup', 'Files').id, 'GroupId'] };
  const rules = template.findResources('AWS::EC2::SecurityGroupIngress', { Properties: { GroupId, FromPort: 2049, ToPort: 2049 } });
  return Object.values(rules).map(({ Properties }) => (Properties as { readonly SourceSecurityGroupId: unknown }).SourceSecurityGroupId);
}

const groupOf = (stack: Parameters<typeof templateOf>[0], prefix: string) =>
  ({ 'Fn::GetAtt': [only(templateOf(stack), 'AWS::EC2::SecurityGroup', prefix).id, 'GroupId'] });

test('lets the tasks of a service reach a volume that is added after the service', () => {
  const { stack, cluster, files } = withFiles();
  const worker = new QueueWorker(stack, 'Resize', { ...TASK, cluster, maxCapacity: 2 });
  worker.taskDefinition.addVolume('data', TaskVolume.efs(files));
  worker.taskDefinition.container.addMountPoints({ sourceVolume: 'data', containerPath: '/data', readOnly: false });
  expect(admitted(stack)).toEqual([groupOf(stack, 'Resize')]);
});

test('lets the container instances reach the volume of tasks that share their network', () => {
  const { stack, cluster, files } = withFiles();
  const general = cluster.addEc2Capacity('General', { instanceTypes: [m6iLarge], maxCapacity: 2 });
  const worker = new QueueWorker(stack, 'Resize', {
    ...TASK, cluster, maxCapacity: 2, capacity: Capacity.ec2(general), networkMode: ecs.NetworkMode.BRIDGE,
  });
  worker.taskDefinition.addVolume('data', TaskVolume.efs(files));
  worker.taskDefinition.container.addMountPoints({ sourceVolume: 'data', containerPath: '/data', readOnly: false });
  expect(admitted(stack)).toEqual([groupOf(stack, 'ClusterGeneral')]);
});

test('lets a scheduled task reach its volume', () => {
  const { stack, cluster, files } = withFiles();
  const report = new ScheduledTask(stack, 'Report', {
    ...TASK, cluster, schedule: scheduler.ScheduleExpression.rate(Duration.hours(1)),
  });
  report.taskDefinition.addVolume('data', TaskVolume.efs(files));
  report.container.addMountPoints({ sourceVolume: 'data', containerPath: '/data', readOnly: false });
  expect(admitted(stack)).toEqual([groupOf(stack, 'Report')]);
});

test('lets the tasks of a service reach the volume of a task definition that it is given, and no other stack', () => {
  const { stack, cluster, files } = withFiles();
  const given = (scope: Stack) => {
    const made = new TaskDefinition(scope, 'Given', { compatibility: ecs.Compatibility.FARGATE, volumes: { data: TaskVolume.efs(files) } });
    made.addContainer('app', { image, memory: Size.mebibytes(512), mountPoints: [{ sourceVolume: 'data', containerPath: '/data', readOnly: false }] });
    return made.ecsTaskDefinition;
  };
  const taskDefinition = given(stack);
  new Worker(stack, 'Resize', { cluster, taskDefinition });
  const other = new Stack(stack.node.root as App, 'Other');
  new Worker(other, 'Later', { cluster, taskDefinition });
  expect(admitted(stack)).toEqual([groupOf(stack, 'Resize')]);
});
