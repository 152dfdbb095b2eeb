import { Duration, Names, Token } from 'aws-cdk-lib';
import * as appscaling from 'aws-cdk-lib/aws-applicationautoscaling';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as elbv2 from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { PredictedMeasure, PredictiveScalingOptions } from './scaling-options';

/** Starts tasks ahead of the load of past days and weeks. The construct of the CDK knows no forecasts, so the policy is the resource itself. */
export function followForecast(target: ecs.ScalableTaskCount, options: PredictiveScalingOptions, targetGroup?: elbv2.ApplicationTargetGroup): void {
  const measure = options.measure ?? PredictedMeasure.CPU_UTILIZATION;
  checkForecast(options, measure);
  const { scalableTargetId } = target.node.findChild('Target') as appscaling.ScalableTarget;
  new appscaling.CfnScalingPolicy(target, `Forecast${measure}`, {
    policyName: `${Names.uniqueResourceName(target, { maxLength: 200 })}Forecast${measure}`,
    policyType: 'PredictiveScaling',
    scalingTargetId: scalableTargetId,
    predictiveScalingPolicyConfiguration: {
      mode: options.forecastOnly ? 'ForecastOnly' : 'ForecastAndScale',
      schedulingBufferTime: (options.startAhead ?? Duration.minutes(5)).toSeconds(),
      maxCapacityBreachBehavior: options.maxCapacityBuffer === undefined ? 'HonorMaxCapacity' : 'IncreaseMaxCapacity',
      maxCapacityBuffer: options.maxCapacityBuffer,
      metricSpecifications: [{
        targetValue: options.target,
        predefinedMetricPairSpecification: {
          predefinedMetricType: measure,
          resourceLabel: targetGroup && `${targetGroup.firstLoadBalancerFullName}/${targetGroup.targetGroupFullName}`,
        },
      }],
    },
  });
}

function checkForecast({ target, startAhead, maxCapacityBuffer }: PredictiveScalingOptions, measure: PredictedMeasure): void {
  const most = measure === PredictedMeasure.REQUESTS ? Infinity : 100;
  if (!Token.isUnresolved(target) && !(target > 0 && target <= most)) {
    throw new Error(`\`target\` must be above 0${most === 100 ? ' and at most 100 percent' : ''}, got ${target}`);
  }
  if (startAhead && !startAhead.isUnresolved() && startAhead.toSeconds() > 3600) {
    throw new Error(`\`startAhead\` must be at most 60 minutes, got ${startAhead.toSeconds() / 60}`);
  }
  if (maxCapacityBuffer === undefined || Token.isUnresolved(maxCapacityBuffer)) return;
  if (!Number.isInteger(maxCapacityBuffer) || maxCapacityBuffer < 0 || maxCapacityBuffer > 100) {
    throw new Error(`\`maxCapacityBuffer\` must be a whole number from 0 to 100 percent, got ${maxCapacityBuffer}`);
  }
}
