import { Duration } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as elbv2 from 'aws-cdk-lib/aws-elasticloadbalancingv2';

/** A metric of a service that Container Insights measures. */
export function containerInsights(service: ecs.BaseService, metricName: string, options?: cloudwatch.MetricOptions): cloudwatch.Metric {
  return new cloudwatch.Metric({
    namespace: 'ECS/ContainerInsights',
    metricName,
    dimensionsMap: { ClusterName: service.cluster.clusterName, ServiceName: service.serviceName },
    statistic: 'Average',
    ...options,
  }).attachTo(service);
}

export interface BothGroups {
  readonly label: string;
  readonly targetGroups: readonly elbv2.ApplicationTargetGroup[];
  readonly metricOf: (metrics: elbv2.IApplicationTargetGroupMetrics) => cloudwatch.IMetric;
  /** Of `here` and `there`. */
  readonly expression: string;
  readonly period?: Duration;
}

/** Deployments that move traffic leave it in either of two groups; a measure of one of them is blind half of the time. */
export function inBothGroups({ label, targetGroups, metricOf, expression, period = Duration.minutes(1) }: BothGroups): cloudwatch.IMetric {
  const [here, there] = targetGroups.map(({ metrics }) => metricOf(metrics));
  if (!there) return here;
  return new cloudwatch.MathExpression({ label, period, expression, usingMetrics: { here, there } });
}

export const SUM_OF_BOTH = 'FILL(here, 0) + FILL(there, 0)';
export const LARGER_OF_BOTH = 'MAX([FILL(here, 0), FILL(there, 0)])';
