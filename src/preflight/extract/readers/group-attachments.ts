import { at, flag, isAbsent, number, or, pattern, propertiesOf, required, text, type Property } from './property';
import { ofType, type Reading } from './reading';
import { unknown, type GroupLifecycleHook, type GroupScalingPolicy, type GroupScheduledAction, type Known, type WarmPool } from '../../model';
import { partsOf, renderParts } from '../intrinsics/text';
import type { Resource } from '../template/stack';

/** What resources of their own add to an Auto Scaling group. */
export interface GroupAttachments {
  readonly lifecycleHooks: readonly GroupLifecycleHook[];
  readonly scheduledActions: readonly GroupScheduledAction[];
  readonly scalingPolicies: readonly GroupScalingPolicy[];
  readonly warmPool?: WarmPool;
}

/** Attachments by the id of the group, or by its name where a resource names it so. */
export function indexAttachments(reading: Reading): (group: Resource) => GroupAttachments {
  const read = <T>(type: string, one: (resource: Resource, properties: Property) => T): ReadonlyMap<string, readonly T[]> => {
    const found = new Map<string, T[]>();
    for (const resource of ofType(reading, `AWS::AutoScaling::${type}`)) {
      const properties = propertiesOf(resource, reading.evaluation);
      const group = groupOf(at(properties, 'AutoScalingGroupName'));
      if (group !== undefined) {
        found.set(group, [...found.get(group) ?? [], one(resource, properties)]);
      }
    }
    return found;
  };
  const hooks = read('LifecycleHook', (resource, properties) => readLifecycleHook(resource, properties));
  const actions = read('ScheduledAction', readScheduledAction);
  const policies = read('ScalingPolicy', readPolicy);
  const pools = read('WarmPool', readWarmPool);
  return (group) => {
    const name = pattern(at(propertiesOf(group, reading.evaluation), 'AutoScalingGroupName'));
    const of = <T>(found: ReadonlyMap<string, readonly T[]>): readonly T[] =>
      [...found.get(group.id) ?? [], ...(name?.known ? found.get(name.value) ?? [] : [])];
    const [warmPool] = of(pools);
    return { lifecycleHooks: of(hooks), scheduledActions: of(actions), scalingPolicies: of(policies), ...(warmPool ? { warmPool } : {}) };
  };
}

function groupOf(property: Property): string | undefined {
  const parts = partsOf(property.value);
  const reference = parts.find((part) => typeof part !== 'string' && part.kind === 'reference' && part.resource.type === 'AWS::AutoScaling::AutoScalingGroup');
  if (reference !== undefined && typeof reference !== 'string' && reference.kind === 'reference') {
    return reference.resource.id;
  }
  const rendered = renderParts(parts);
  return 'text' in rendered && rendered.text !== '' ? rendered.text : undefined;
}

export function readLifecycleHook(resource: Resource, hook: Property): GroupLifecycleHook {
  return {
    subject: resource.subject,
    transition: required(text(at(hook, 'LifecycleTransition')), at(hook, 'LifecycleTransition')),
    heartbeatTimeoutSeconds: or(number(at(hook, 'HeartbeatTimeout')), 3600, 'a lifecycle hook waits for an hour by default'),
    defaultResult: or(text(at(hook, 'DefaultResult')), 'ABANDON', 'a lifecycle hook abandons by default'),
  };
}

function readScheduledAction(resource: Resource, properties: Property): GroupScheduledAction {
  return {
    subject: resource.subject,
    minSize: number(at(properties, 'MinSize')),
    maxSize: number(at(properties, 'MaxSize')),
    desiredCapacity: number(at(properties, 'DesiredCapacity')),
    recurrence: text(at(properties, 'Recurrence')) ?? text(at(properties, 'StartTime')),
  };
}

function readPolicy(resource: Resource, properties: Property): GroupScalingPolicy {
  const tracking = at(properties, 'TargetTrackingConfiguration');
  return {
    subject: resource.subject,
    type: or(text(at(properties, 'PolicyType')), 'SimpleScaling', 'a policy is a simple one by default'),
    metric: policyMetric(properties, tracking),
    targetValue: number(at(tracking, 'TargetValue')),
  };
}

function policyMetric(properties: Property, tracking: Property): Known<string> {
  if (isAbsent(tracking)) {
    return unknown(isAbsent(at(properties, 'PredictiveScalingConfiguration'))
      ? 'the metric of a step or simple policy is that of its alarm' : 'a predictive policy looks at several metrics');
  }
  return text(at(tracking, 'PredefinedMetricSpecification', 'PredefinedMetricType'))
    ?? pattern(at(tracking, 'CustomizedMetricSpecification', 'MetricName'))
    ?? unknown('the policy names no single metric', tracking.path);
}

function readWarmPool(resource: Resource, properties: Property): WarmPool {
  return {
    subject: resource.subject,
    minSize: or(number(at(properties, 'MinSize')), 0, 'a warm pool keeps no minimum by default'),
    maxPreparedCapacity: number(at(properties, 'MaxGroupPreparedCapacity')),
    state: or(text(at(properties, 'PoolState')), 'Stopped', 'instances of a warm pool are stopped by default'),
    reuseOnScaleIn: or(flag(at(properties, 'InstanceReusePolicy', 'ReuseOnScaleIn')), false, 'instances do not go back to the warm pool by default'),
  };
}
