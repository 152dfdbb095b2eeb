import { Duration, Lazy, Size } from 'aws-cdk-lib';
import { Match } from 'aws-cdk-lib/assertions';
import { Capacity, Cpu, WebListener, WebService, WebServiceProps } from '../../src';
import { clusterStack, image, m6iLarge, templateOf } from '../support/stack';

function shop() {
  const { stack, cluster } = clusterStack();
  const general = cluster.addEc2Capacity('General', { instanceTypes: [m6iLarge], maxCapacity: 4 });
  const add = (more: Partial<WebServiceProps> = {}) => new WebService(stack, 'Api', {
    cluster, image, listener: WebListener.http(), cpu: Cpu.vcpu(0.25), memory: Size.mebibytes(512), ...more,
  });
  return { stack, general, add };
}

const seconds = Duration.seconds;

describe('the grace period of a new task', () => {
  test.each<[string, Partial<WebServiceProps>, number]>([
    ['two minutes', { healthCheck: { interval: seconds(10) } }, 120],
    ['the time of five checks, 30 seconds apart, unless something is said', {}, 150],
    ['the time of the checks after the time the container may take to start', {
      containerHealthCheck: { command: ['/healthy'], startPeriod: Duration.minutes(1) },
    }, 210],
    ['the time of the checks when they are slow', { healthCheck: { interval: Duration.minutes(1), healthyThresholdCount: 4 } }, 240],
    ['what the user says', { healthCheckGracePeriod: Duration.minutes(10) }, 600],
    ['two minutes when the checks are known only at deployment', { healthCheck: { interval: seconds(Lazy.number({ produce: () => 300 })) } }, 120],
  ])('is %s', (_, props, expected) => {
    const { stack, add } = shop();
    add(props);
    templateOf(stack).hasResourceProperties('AWS::ECS::Service', { HealthCheckGracePeriodSeconds: expected });
  });
});

describe('a task that stops', () => {
  const delayOf = (value: number) => Match.arrayWith([{ Key: 'deregistration_delay.timeout_seconds', Value: String(value) }]);

  test.each<[string, Partial<WebServiceProps>, number, unknown]>([
    ['answers for 30 seconds, as long as ECS waits by itself', {}, 30, Match.absent()],
    ['may take as long to stop as the load balancer lets it answer', { deregistrationDelay: seconds(90) }, 90, 90],
    ['may take two minutes at most on Fargate', { deregistrationDelay: seconds(300) }, 300, 120],
    ['answers no longer than it may take to stop', { stopTimeout: seconds(10) }, 10, 10],
    ['takes both times from the user', { deregistrationDelay: seconds(20), stopTimeout: seconds(60) }, 20, 60],
  ])('%s', (_, props, delay, stopTimeout) => {
    const { stack, add } = shop();
    add(props);
    const template = templateOf(stack);
    template.hasResourceProperties('AWS::ElasticLoadBalancingV2::TargetGroup', { TargetGroupAttributes: delayOf(delay) });
    template.hasResourceProperties('AWS::ECS::TaskDefinition', { ContainerDefinitions: [Match.objectLike({ StopTimeout: stopTimeout })] });
  });

  test('may take longer on container instances', () => {
    const { stack, general, add } = shop();
    add({ capacity: Capacity.ec2(general), deregistrationDelay: seconds(300) });
    templateOf(stack).hasResourceProperties('AWS::ECS::TaskDefinition', { ContainerDefinitions: [Match.objectLike({ StopTimeout: 300 })] });
  });

  test('fails when it would be killed while it still may answer, and lets tokens pass', () => {
    expect(() => shop().add({ deregistrationDelay: seconds(60), stopTimeout: seconds(20) })).toThrow(
      '`stopTimeout` must be at least 60 seconds with a `deregistrationDelay` of 60 seconds, got 20 seconds: the task would be killed');
    expect(() => shop().add({ deregistrationDelay: seconds(Lazy.number({ produce: () => 60 })), stopTimeout: seconds(20) })).not.toThrow();
  });
});
