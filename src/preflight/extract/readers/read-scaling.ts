import { at, flag, isAbsent, listOf, number, pattern, propertiesOf, required, text, type Property } from './property';
import { ofType, type Reading } from './reading';
import { known, unknown, type Known, type ScalableTarget, type ScaledResource, type ScalingPolicy, type ScheduledScaling } from '../../model';
import { partsOf, renderParts } from '../intrinsics/text';
import type { Resource } from '../template/stack';

/** Scalable targets of services: by the id of the service resource, or by `service/<cluster>/<service>`. */
export function readScaling(reading: Reading): ReadonlyMap<string, ScalableTarget> {
  const policies = ofType(reading, 'AWS::ApplicationAutoScaling::ScalingPolicy').map((resource) => readPolicy(resource, reading));
  const targets = new Map<string, ScalableTarget>();
  for (const resource of ofType(reading, 'AWS::ApplicationAutoScaling::ScalableTarget')) {
    const properties = propertiesOf(resource, reading.evaluation);
    const key = scaledThing(at(properties, 'ResourceId'));
    if (key === undefined) {
      continue;
    }
    targets.set(key, {
      subject: resource.subject,
      minCapacity: required(number(at(properties, 'MinCapacity')), at(properties, 'MinCapacity')),
      maxCapacity: required(number(at(properties, 'MaxCapacity')), at(properties, 'MaxCapacity')),
      policies: policies.filter((policy) => policy.of === resource.id || policy.of === key).map((policy) => policy.policy),
      role: pattern(at(properties, 'RoleARN')),
      dimension: text(at(properties, 'ScalableDimension')),
      scheduledActions: listOf(at(properties, 'ScheduledActions'), readScheduled),
      suspended: suspended(at(properties, 'SuspendedState')),
    });
  }
  return targets;
}

/** What each scalable target of ECS says it scales, whether that is part of the input or not. */
export function readScaledResources(reading: Reading): readonly ScaledResource[] {
  return ofType(reading, 'AWS::ApplicationAutoScaling::ScalableTarget').flatMap((resource) => {
    const properties = propertiesOf(resource, reading.evaluation);
    const namespace = text(at(properties, 'ServiceNamespace'));
    const written = at(properties, 'ResourceId');
    return namespace?.known && namespace.value !== 'ecs' ? [] : [{ id: resource.id, subject: resource.subject, resourceId: required(pattern(written), written) }];
  });
}

function readScheduled(action: Property): ScheduledScaling {
  return {
    name: required(text(at(action, 'ScheduledActionName')), at(action, 'ScheduledActionName')),
    schedule: required(text(at(action, 'Schedule')), at(action, 'Schedule')),
    timezone: text(at(action, 'Timezone')),
    startTime: text(at(action, 'StartTime')),
    endTime: text(at(action, 'EndTime')),
    minCapacity: number(at(action, 'ScalableTargetAction', 'MinCapacity')),
    maxCapacity: number(at(action, 'ScalableTargetAction', 'MaxCapacity')),
  };
}

function suspended(state: Property): Known<readonly string[]> | undefined {
  const names = { DynamicScalingInSuspended: 'in', DynamicScalingOutSuspended: 'out', ScheduledScalingSuspended: 'scheduled' };
  const flags = Object.entries(names).map(([property, name]) => ({ name, value: flag(at(state, property)) }));
  const open = flags.find(({ value }) => value?.known === false)?.value;
  return isAbsent(state) ? undefined : open && !open.known ? open
    : known(flags.flatMap(({ name, value }) => value?.known && value.value ? [name] : []), state.path);
}

/** The service behind `service/<cluster>/<name>`, by reference where there is one. */
function scaledThing(property: Property): string | undefined {
  const parts = partsOf(property.value);
  for (const part of parts) {
    if (typeof part !== 'string' && part.kind === 'reference' && part.resource.type === 'AWS::ECS::Service') {
      return part.resource.id;
    }
  }
  const rendered = renderParts(parts);
  return 'text' in rendered && rendered.text.startsWith('service/') ? rendered.text : undefined;
}

function readPolicy(resource: Resource, reading: Reading): { of: string | undefined; policy: ScalingPolicy } {
  const properties = propertiesOf(resource, reading.evaluation);
  const target = at(properties, 'ScalingTargetId');
  const tracking = at(properties, 'TargetTrackingScalingPolicyConfiguration');
  return {
    of: target.value.kind === 'reference' ? target.value.resource.id : scaledThing(at(properties, 'ResourceId')),
    policy: {
      subject: resource.subject,
      type: required(text(at(properties, 'PolicyType')), at(properties, 'PolicyType')),
      metric: metricOf(tracking),
      targetValue: number(at(tracking, 'TargetValue')) ?? unknown('the policy tracks no target value'),
      disableScaleIn: flag(at(tracking, 'DisableScaleIn')),
      scaleInCooldownSeconds: number(at(tracking, 'ScaleInCooldown')),
      scaleOutCooldownSeconds: number(at(tracking, 'ScaleOutCooldown')),
      resourceLabel: pattern(at(tracking, 'PredefinedMetricSpecification', 'ResourceLabel')),
      metricNamespace: text(at(tracking, 'CustomizedMetricSpecification', 'Namespace')),
      ...readSteps(at(properties, 'StepScalingPolicyConfiguration')),
      predictiveMode: text(at(properties, 'PredictiveScalingPolicyConfiguration', 'Mode')),
    },
  };
}

function readSteps(steps: Property): Pick<ScalingPolicy, 'steps' | 'adjustmentType' | 'cooldownSeconds'> {
  return isAbsent(steps) ? {} : {
    adjustmentType: text(at(steps, 'AdjustmentType')),
    cooldownSeconds: number(at(steps, 'Cooldown')),
    steps: listOf(at(steps, 'StepAdjustments'), (step) => ({
      lowerBound: number(at(step, 'MetricIntervalLowerBound')),
      upperBound: number(at(step, 'MetricIntervalUpperBound')),
      adjustment: required(number(at(step, 'ScalingAdjustment')), at(step, 'ScalingAdjustment')),
    })),
  };
}

function metricOf(tracking: Property): Known<string> {
  if (isAbsent(tracking)) {
    return unknown('the metric of a step policy is that of its alarm');
  }
  return text(at(tracking, 'PredefinedMetricSpecification', 'PredefinedMetricType'))
    ?? pattern(at(tracking, 'CustomizedMetricSpecification', 'MetricName'))
    ?? unknown('the policy names no single metric', tracking.path);
}
