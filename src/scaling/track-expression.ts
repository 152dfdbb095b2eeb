import { Names } from 'aws-cdk-lib';
import * as appscaling from 'aws-cdk-lib/aws-applicationautoscaling';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import { TrackingOptions } from './scaling-options';

type Query = appscaling.CfnScalingPolicy.TargetTrackingMetricDataQueryProperty;

/** Whether a measure is computed from others: the construct of the CDK tracks no expressions. */
export function isExpression(metric: cloudwatch.IMetric): boolean {
  return metric.toMetricConfig().mathExpression !== undefined;
}

/** Keeps the result of an expression near a target. The policy is the resource itself. */
export function trackExpression(
  target: ecs.ScalableTaskCount, id: string, metric: cloudwatch.IMetric, targetValue: number, options: TrackingOptions,
): void {
  const { scalableTargetId } = target.node.findChild('Target') as appscaling.ScalableTarget;
  new appscaling.CfnScalingPolicy(target, id, {
    policyName: `${Names.uniqueResourceName(target, { maxLength: 200 })}${id}`,
    policyType: 'TargetTrackingScaling',
    scalingTargetId: scalableTargetId,
    targetTrackingScalingPolicyConfiguration: {
      targetValue,
      disableScaleIn: options.disableScaleIn,
      scaleInCooldown: options.scaleInCooldown?.toSeconds(),
      scaleOutCooldown: options.scaleOutCooldown?.toSeconds(),
      customizedMetricSpecification: { metrics: [...queriesOf('tracked', metric, new Map()).values()] },
    },
  });
}

/** One query for each measure and expression; the scaler follows the first, which alone returns data. */
function queriesOf(id: string, metric: cloudwatch.IMetric, queries: Map<string, Query>): Map<string, Query> {
  const { metricStat, mathExpression, renderingProperties } = metric.toMetricConfig();
  const returnData = queries.size === 0;
  if (metricStat) {
    const dimensions = metricStat.dimensions?.map(({ name, value }) => ({ name, value: String(value) }));
    const { namespace, metricName, statistic: stat } = metricStat;
    return queries.set(id, { id, returnData, metricStat: { stat, metric: { namespace, metricName, dimensions } } });
  }
  const label = renderingProperties?.label as string | undefined;
  queries.set(id, { id, returnData, label, expression: mathExpression!.expression });
  Object.entries(mathExpression!.usingMetrics).forEach(([name, used]) => queriesOf(name, used, queries));
  return queries;
}
