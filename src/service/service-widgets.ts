import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as elbv2 from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import type { Service } from './service';

/** What is worth a look of any service: how much of its size it uses, and how many tasks run. */
export function serviceWidgets(service: Service): cloudwatch.IWidget[] {
  return [
    graph(`${service.node.id}: use of the size, %`, [service.metricCpuUtilization(), service.metricMemoryUtilization()]),
    graph(`${service.node.id}: tasks`, [service.metricRunningTaskCount()]),
  ];
}

/** What callers of a service behind a load balancer notice. A deployment that moves traffic uses two target groups by turns. */
export function targetGroupWidgets(service: Service, targetGroups: readonly elbv2.ApplicationTargetGroup[]): cloudwatch.IWidget[] {
  const of = (metricsOf: (metrics: elbv2.IApplicationTargetGroupMetrics) => cloudwatch.IMetric[]): cloudwatch.IMetric[] =>
    targetGroups.flatMap(({ metrics }) => metricsOf(metrics));
  return [
    graph(`${service.node.id}: requests`, of((metrics) => [
      metrics.requestCount({ statistic: 'Sum' }), metrics.httpCodeTarget(elbv2.HttpCodeTarget.TARGET_5XX_COUNT, { statistic: 'Sum' }),
    ])),
    graph(`${service.node.id}: response time, s`, of((metrics) => [
      metrics.targetResponseTime({ statistic: 'p50' }), metrics.targetResponseTime({ statistic: 'p99' }),
    ])),
  ];
}

/** How far a worker is behind. */
export function queueWidgets(service: Service, queue: sqs.IQueue): cloudwatch.IWidget[] {
  return [
    graph(`${service.node.id}: messages`, [
      queue.metricApproximateNumberOfMessagesVisible(),
      queue.metricApproximateNumberOfMessagesNotVisible(),
    ]),
  ];
}

/** Four of them fill the width of a dashboard. */
function graph(title: string, left: cloudwatch.IMetric[]): cloudwatch.IWidget {
  return new cloudwatch.GraphWidget({ title, left, width: 6 });
}
