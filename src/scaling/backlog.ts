import { Duration } from 'aws-cdk-lib';
import * as appscaling from 'aws-cdk-lib/aws-applicationautoscaling';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import { TrackBacklogOptions } from './scaling-options';
import { trackExpression } from './track-expression';

const MINUTE = Duration.minutes(1);

/** Keeps the messages that wait per running task near a target. Without a running task all of them wait for one. */
export function trackBacklogPerTask(target: ecs.ScalableTaskCount, service: ecs.BaseService, options: TrackBacklogOptions): void {
  const backlog = new cloudwatch.MathExpression({
    label: 'Messages that wait per task',
    expression: 'waiting / IF(FILL(tasks, 0) > 0, FILL(tasks, 0), 1)',
    usingMetrics: waitingAndRunning(options.queue, service),
  });
  trackExpression(target, 'Backlog', backlog, options.messagesPerTask, options);
}

/**
 * Starts the first task when a message waits and nothing runs.
 *
 * Target tracking multiplies the number of tasks, and nothing times a factor stays nothing.
 */
export function addQueueWakeUp(target: ecs.ScalableTaskCount, queue: sqs.IQueue, service: ecs.BaseService): void {
  target.scaleOnMetric('WakeUp', {
    metric: new cloudwatch.MathExpression({
      label: 'Messages that wait while no task runs',
      expression: 'IF(FILL(tasks, 0) > 0, 0, waiting)',
      period: MINUTE,
      usingMetrics: waitingAndRunning(queue, service),
    }),
    adjustmentType: appscaling.AdjustmentType.CHANGE_IN_CAPACITY,
    evaluationPeriods: 1,
    cooldown: MINUTE,
    scalingSteps: [{ lower: 1, upper: 2, change: 1 }, { lower: 2, change: 1 }],
  });
}

function waitingAndRunning(queue: sqs.IQueue, service: ecs.BaseService): Record<string, cloudwatch.IMetric> {
  return {
    waiting: queue.metricApproximateNumberOfMessagesVisible({ period: MINUTE, statistic: 'Maximum' }),
    tasks: new cloudwatch.Metric({
      namespace: 'ECS/ContainerInsights',
      metricName: 'RunningTaskCount',
      dimensionsMap: { ClusterName: service.cluster.clusterName, ServiceName: service.serviceName },
      period: MINUTE,
      statistic: 'Average',
    }),
  };
}
