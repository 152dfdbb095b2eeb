import { Size, Stack } from 'aws-cdk-lib';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as logs from 'aws-cdk-lib/aws-logs';
import * as scheduler from 'aws-cdk-lib/aws-scheduler';
import { Capacity, Cpu, ScheduledTask, WebListener, WebService, WebServiceProps } from '../../src';
import { clusterStack, image, m6iLarge, templateOf } from '../support/stack';

function given() {
  const { stack, cluster } = clusterStack();
  const taskDefinition = new ecs.FargateTaskDefinition(stack, 'Given', { cpu: 256, memoryLimitMiB: 512 });
  taskDefinition.addContainer('app', { image, portMappings: [{ containerPort: 80 }] });
  const add = (more: Partial<WebServiceProps>) => new WebService(stack, 'Api', { cluster, taskDefinition, listener: WebListener.http(), ...more });
  return { stack, add };
}

test.each<[keyof WebServiceProps, (stack: Stack) => Partial<WebServiceProps>]>([
  ['logRetention', () => ({ logRetention: logs.RetentionDays.ONE_WEEK })],
  ['readonlyRootFilesystem', () => ({ readonlyRootFilesystem: false })],
  ['writablePaths', () => ({ writablePaths: ['/tmp'] })],
  ['runtimePlatform', () => ({ runtimePlatform: { cpuArchitecture: ecs.CpuArchitecture.ARM64 } })],
  ['ephemeralStorage', () => ({ ephemeralStorage: Size.gibibytes(50) })],
  ['user', () => ({ user: '1000' })],
  ['logGroup', (stack) => ({ logGroup: new logs.LogGroup(stack, 'Logs') })],
  ['hostPort', () => ({ hostPort: 8080 })],
])('fails on %s beside a task definition, which says it itself', (prop, props) => {
  const { stack, add } = given();
  expect(() => add(props(stack))).toThrow(`\`${prop}\` must be said in \`taskDefinition\` when one is given, got \`${prop}\` beside it`);
});

test('what the service says itself stands beside a task definition', () => {
  const { stack, add } = given();
  add({ containerPort: 80, desiredCount: 3, serviceName: 'api' });
  templateOf(stack).hasResourceProperties('AWS::ECS::Service', { DesiredCount: 3, ServiceName: 'api' });
});

test('a scheduled task is placed like any other', () => {
  const { stack, cluster } = clusterStack();
  const general = cluster.addEc2Capacity('General', { instanceTypes: [m6iLarge], maxCapacity: 4 });
  const props = {
    cluster,
    image,
    cpu: Cpu.vcpu(0.25),
    memory: Size.mebibytes(512),
    schedule: scheduler.ScheduleExpression.expression('rate(1 hour)'),
    placementConstraints: [ecs.PlacementConstraint.memberOf('attribute:team == data')],
    placementStrategies: [ecs.PlacementStrategy.packedByMemory()],
  };
  new ScheduledTask(stack, 'Report', { ...props, capacity: Capacity.ec2(general) });
  templateOf(stack).hasResourceProperties('AWS::Scheduler::Schedule', {
    Target: {
      EcsParameters: {
        PlacementConstraints: [{ Type: 'memberOf', Expression: 'attribute:team == data' }], PlacementStrategy: [{ Type: 'binpack', Field: 'MEMORY' }],
      },
    },
  });
  expect(() => new ScheduledTask(stack, 'Other', props)).toThrow('`placementStrategies` need container instances to choose from');
});
