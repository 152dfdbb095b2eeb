import { App, CfnParameter, Duration, Fn, Size, Stack } from 'aws-cdk-lib';
import { Match } from 'aws-cdk-lib/assertions';
import * as autoscaling from 'aws-cdk-lib/aws-autoscaling';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as route53 from 'aws-cdk-lib/aws-route53';
import * as scheduler from 'aws-cdk-lib/aws-scheduler';
import { Cpu, NetworkListener, NetworkService, ScheduledTask, TaskDefinition, WebListener, WebService } from '../../src';
import { clusterStack, image, m6iLarge, templateOf } from '../support/stack';

/** Numbers that are parameters of the stack. */
function numbersOf(stack: Stack) {
  return (id: string) => new CfnParameter(stack, id, { type: 'Number' }).valueAsNumber;
}

test('a container has its GPUs, times and period also when they are known at deployment only', () => {
  const stack = new Stack(new App(), 'Shop');
  const number = numbersOf(stack);
  const made = new TaskDefinition(stack, 'Task', { compatibility: ecs.Compatibility.EC2 });
  made.addContainer('first', { image, memory: Size.mebibytes(128) });
  made.addContainer('train', {
    image,
    memory: Size.mebibytes(128),
    gpuCount: number('Gpus'),
    restart: true,
    restartAttemptPeriod: Duration.seconds(number('Period')),
    healthCheck: { command: ['CMD', 'true'], interval: Duration.seconds(number('Interval')), timeout: Duration.seconds(3), retries: number('Retries') },
  });
  templateOf(stack).hasResourceProperties('AWS::ECS::TaskDefinition', {
    ContainerDefinitions: [
      { Name: 'first', ResourceRequirements: Match.absent(), RestartPolicy: Match.absent() },
      {
        Name: 'train',
        ResourceRequirements: [{ Type: 'GPU', Value: { Ref: 'Gpus' } }],
        RestartPolicy: { Enabled: true, RestartAttemptPeriod: { Ref: 'Period' } },
        HealthCheck: { Command: ['CMD', 'true'], Interval: { Ref: 'Interval' }, Timeout: 3, Retries: { Ref: 'Retries' } },
      },
    ],
  });
});

test('a schedule has its window, age and attempts', () => {
  const { stack, cluster } = clusterStack();
  const number = numbersOf(stack);
  new ScheduledTask(stack, 'Report', {
    cluster,
    image,
    cpu: Cpu.vcpu(0.25),
    memory: Size.mebibytes(512),
    schedule: scheduler.ScheduleExpression.expression('rate(1 hour)'),
    taskCount: number('Tasks'),
    retryAttempts: number('Attempts'),
    maxEventAge: Duration.seconds(number('Age')),
    flexibleWindow: Duration.minutes(number('Window')),
  });
  templateOf(stack).hasResourceProperties('AWS::Scheduler::Schedule', {
    FlexibleTimeWindow: { Mode: 'FLEXIBLE', MaximumWindowInMinutes: { Ref: 'Window' } },
    Target: {
      RetryPolicy: { MaximumRetryAttempts: { Ref: 'Attempts' }, MaximumEventAgeInSeconds: { Ref: 'Age' } },
      EcsParameters: { TaskCount: { Ref: 'Tasks' } },
    },
  });
});

test('a warm pool has its sizes', () => {
  const { stack, cluster } = clusterStack();
  const number = numbersOf(stack);
  cluster.addEc2Capacity('General', {
    instanceTypes: [m6iLarge],
    maxCapacity: 4,
    warmPool: { minSize: number('Least'), maxGroupPreparedCapacity: number('Most'), poolState: autoscaling.PoolState.RUNNING },
  });
  templateOf(stack).hasResourceProperties('AWS::AutoScaling::WarmPool', {
    MinSize: { Ref: 'Least' }, MaxGroupPreparedCapacity: { Ref: 'Most' }, PoolState: 'Running',
  });
});

test('load balancers have the times and names that are known at deployment', () => {
  const { stack, cluster } = clusterStack();
  const number = numbersOf(stack);
  const size = { cluster, image, cpu: Cpu.vcpu(0.25), memory: Size.mebibytes(512) };
  const zone = route53.HostedZone.fromHostedZoneAttributes(stack, 'Zone', { hostedZoneId: 'Z1', zoneName: 'example.com' });
  new WebService(stack, 'Api', {
    ...size, listener: WebListener.domain(Fn.importValue('Name'), zone), stickiness: Duration.seconds(number('Stay')),
  });
  new NetworkService(stack, 'Prices', { ...size, listener: NetworkListener.tcp(443, { tcpIdleTimeout: Duration.seconds(number('Idle')) }) });
  const template = templateOf(stack);
  template.hasResourceProperties('AWS::Route53::RecordSet', { Name: { 'Fn::Join': ['', [{ 'Fn::ImportValue': 'Name' }, '.']] } });
  template.hasResourceProperties('AWS::ElasticLoadBalancingV2::TargetGroup', {
    TargetGroupAttributes: Match.arrayWith([
      { Key: 'stickiness.enabled', Value: 'true' }, { Key: 'stickiness.lb_cookie.duration_seconds', Value: { Ref: 'Stay' } },
    ]),
  });
  template.hasResourceProperties('AWS::ElasticLoadBalancingV2::Listener', {
    ListenerAttributes: [{ Key: 'tcp.idle_timeout.seconds', Value: { Ref: 'Idle' } }],
  });
});

test('numbers that are known are rendered as ever', () => {
  const stack = new Stack(new App(), 'Shop');
  const made = new TaskDefinition(stack, 'Task', { compatibility: ecs.Compatibility.EC2 });
  made.addContainer('train', { image, memory: Size.mebibytes(128), gpuCount: 2 });
  templateOf(stack).hasResourceProperties('AWS::ECS::TaskDefinition', {
    ContainerDefinitions: [{ ResourceRequirements: [{ Type: 'GPU', Value: '2' }], RestartPolicy: Match.absent(), HealthCheck: Match.absent() }],
  });
});
