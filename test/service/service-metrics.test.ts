import { Duration, Size } from 'aws-cdk-lib';
import { Match } from 'aws-cdk-lib/assertions';
import * as cloudwatchActions from 'aws-cdk-lib/aws-cloudwatch-actions';
import * as elbv2 from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import * as sns from 'aws-cdk-lib/aws-sns';
import { Cpu, Deployment, QueueWorker, WebListener, WebService } from '../../src';
import { clusterStack, image, only, templateOf } from '../support/stack';

function shop() {
  const { stack, cluster } = clusterStack();
  return { stack, task: { cluster, image, cpu: Cpu.vcpu(0.25), memory: Size.mebibytes(512) } };
}

const ALARM = 'AWS::CloudWatch::Alarm';

test('a service knows its measures by the names of CloudWatch', () => {
  const { stack, task } = shop();
  const api = new WebService(stack, 'Api', { ...task, listener: WebListener.http() });
  const options = { period: Duration.minutes(2) };
  const named = [
    api.metricCpuUtilization(options), api.metricMemoryUtilization(options), api.metricRunningTaskCount(options), api.metricDesiredTaskCount(options),
    api.metricRequestCount(options), api.metricTargetResponseTime({ statistic: 'p99', ...options }),
    api.metricHttpCodeTarget(elbv2.HttpCodeTarget.TARGET_5XX_COUNT, options), api.metricUnhealthyHostCount(options),
  ].map((metric) => metric.toMetricConfig().metricStat!);
  expect(named.map(({ namespace, metricName, statistic }) => `${namespace} ${metricName} ${statistic}`)).toEqual([
    'AWS/ECS CPUUtilization Average', 'AWS/ECS MemoryUtilization Average',
    'ECS/ContainerInsights RunningTaskCount Average', 'ECS/ContainerInsights DesiredTaskCount Average',
    'AWS/ApplicationELB RequestCount Sum', 'AWS/ApplicationELB TargetResponseTime p99',
    'AWS/ApplicationELB HTTPCode_Target_5XX_Count Sum', 'AWS/ApplicationELB UnHealthyHostCount Maximum',
  ]);
  expect(named.map(({ period }) => period.toSeconds())).toEqual(named.map(() => 120));
});

test('measures of answers add up both groups of a deployment that moves traffic', () => {
  const { stack, task } = shop();
  const api = new WebService(stack, 'Api', { ...task, listener: WebListener.http(), deployment: Deployment.canary() });
  const { expression, usingMetrics } = api.metricRequestCount().toMetricConfig().mathExpression!;
  expect(expression).toBe('FILL(here, 0) + FILL(there, 0)');
  expect(Object.keys(usingMetrics)).toEqual(['here', 'there']);
});

test('alarms are made on request, for tasks that are missing and for a size that runs out', () => {
  const { stack, task } = shop();
  const api = new WebService(stack, 'Api', { ...task, listener: WebListener.http() });
  const topic = new sns.Topic(stack, 'OnCall');
  api.addAlarms({ memoryPercent: 80, evaluationPeriods: 5, alarmActions: [new cloudwatchActions.SnsAction(topic)] });
  const template = templateOf(stack);
  const told = { AlarmActions: [{ Ref: only(template, 'AWS::SNS::Topic').id }], EvaluationPeriods: 5 };
  template.hasResourceProperties(ALARM, { ...told, MetricName: 'CPUUtilization', Threshold: 90 });
  template.hasResourceProperties(ALARM, { ...told, MetricName: 'MemoryUtilization', Threshold: 80 });
  template.hasResourceProperties(ALARM, { ...told, Threshold: 1, Metrics: Match.arrayWith([Match.objectLike({ Expression: 'desired - FILL(running, 0)' })]) });
  template.resourceCountIs(ALARM, 3);
  expect(() => api.addAlarms()).toThrow('alarms of Shop/Api are already there: call `addAlarms` once');
});

test('a worker has an alarm on messages that no task could deal with', () => {
  const { stack, task } = shop();
  const worker = new QueueWorker(stack, 'Resize', { ...task, minCapacity: 1, maxCapacity: 2 });
  worker.addAlarms();
  const template = templateOf(stack);
  template.resourceCountIs(ALARM, 4);
  template.hasResourceProperties(ALARM, {
    MetricName: 'ApproximateNumberOfMessagesVisible',
    Threshold: 1,
    Dimensions: [{ Name: 'QueueName', Value: { 'Fn::GetAtt': [only(template, 'AWS::SQS::Queue', 'ResizeDeadLetterQueue').id, 'QueueName'] } }],
  });
  expect(worker.metricApproximateAgeOfOldestMessage().metricName).toBe('ApproximateAgeOfOldestMessage');
  expect(worker.metricApproximateNumberOfMessagesVisible().metricName).toBe('ApproximateNumberOfMessagesVisible');
});
