import type { GroupAttachments } from './group-attachments';
import { readLifecycleHook } from './group-attachments';
import { at, flag, isAbsent, items, number, pattern, patternList, plainList, propertiesOf, text, type Property } from './property';
import { readInstanceRequirements } from './read-instance-requirements';
import { ENI_TRUNKING_METADATA } from '../../../facts';
import { assumed, known, unknown, type GroupSettings, type GroupUpdatePolicy, type Known } from '../../model';
import type { Evaluation } from '../intrinsics/evaluation';
import { isRawObject, member } from '../load/loaded-template';
import type { Resource } from '../template/stack';

/** What a group does besides its size and its machines. */
export function readGroupSettings(resource: Resource, evaluation: Evaluation, attachments: GroupAttachments,
  inTemplate: Property | undefined): GroupSettings {
  const properties = propertiesOf(resource, evaluation);
  const p = (...names: readonly string[]): Property => at(properties, ...names);
  const distribution = p('MixedInstancesPolicy', 'InstancesDistribution');
  const inline = items(p('LifecycleHookSpecificationList'));
  const hooks = [...(inline?.known ? inline.value.map((hook) => readLifecycleHook(resource, hook)) : []), ...attachments.lifecycleHooks];
  return {
    name: pattern(p('AutoScalingGroupName')),
    ...trunkingOf(resource),
    ...templateOf(properties),
    ...requirementsOf(properties, inTemplate),
    weights: weightsOf(properties),
    onDemandAllocationStrategy: text(at(distribution, 'OnDemandAllocationStrategy')),
    spotAllocationStrategy: text(at(distribution, 'SpotAllocationStrategy')),
    spotMaxPrice: text(at(distribution, 'SpotMaxPrice')),
    capacityRebalance: flag(p('CapacityRebalance')),
    desiredCapacityType: text(p('DesiredCapacityType')),
    healthCheckType: text(p('HealthCheckType')),
    healthCheckGracePeriodSeconds: number(p('HealthCheckGracePeriod')),
    defaultInstanceWarmupSeconds: number(p('DefaultInstanceWarmup')),
    maxInstanceLifetimeSeconds: number(p('MaxInstanceLifetime')),
    terminationPolicies: plainList(p('TerminationPolicies'), pattern),
    targetGroups: patternList(p('TargetGroupARNs')),
    classicLoadBalancers: patternList(p('LoadBalancerNames')),
    serviceLinkedRole: pattern(p('ServiceLinkedRoleARN')),
    placementGroup: pattern(p('PlacementGroup')),
    zoneDistribution: text(p('AvailabilityZoneDistribution', 'CapacityDistributionStrategy')),
    hasManagedTag: managedTag(p('Tags')),
    ...(hooks.length > 0 ? { lifecycleHooks: hooks } : {}),
    ...(attachments.scheduledActions.length > 0 ? { scheduledActions: attachments.scheduledActions } : {}),
    ...(attachments.scalingPolicies.length > 0 ? { scalingPolicies: attachments.scalingPolicies } : {}),
    ...(attachments.warmPool ? { warmPool: attachments.warmPool } : {}),
    ...policies(resource, evaluation),
  };
}

/** Written by our constructs, and by everyone else who turned the account setting on and wants it counted. */
function trunkingOf(resource: Resource): Pick<GroupSettings, 'eniTrunking'> {
  const metadata = member(resource.raw, 'Metadata');
  return isRawObject(metadata) && member(metadata, ENI_TRUNKING_METADATA) === true ? { eniTrunking: true } : {};
}

function templateOf(properties: Property): Pick<GroupSettings, 'launchTemplate' | 'launchTemplateVersion'> {
  const mixed = at(properties, 'MixedInstancesPolicy', 'LaunchTemplate', 'LaunchTemplateSpecification');
  const template = isAbsent(mixed) ? at(properties, 'LaunchTemplate') : mixed;
  const named = pattern(at(template, 'LaunchTemplateId')) ?? pattern(at(template, 'LaunchTemplateName')) ?? pattern(at(properties, 'LaunchConfigurationName'));
  const version = pattern(at(template, 'Version'));
  return { ...(named ? { launchTemplate: named } : {}), ...(version ? { launchTemplateVersion: version } : {}) };
}

/** Requirements of the overrides, else those of the launch template. */
function requirementsOf(properties: Property, inTemplate: Property | undefined): Pick<GroupSettings, 'instanceRequirements' | 'otherLaunches'> {
  const overrides = items(at(properties, 'MixedInstancesPolicy', 'LaunchTemplate', 'Overrides'));
  if (!overrides || (overrides.known && overrides.value.length === 0)) {
    return inTemplate ? { instanceRequirements: [readInstanceRequirements(inTemplate)] } : {};
  }
  const all = overrides.known ? overrides.value : [];
  const told = all.filter((override) => !isAbsent(at(override, 'InstanceRequirements')));
  const other = all.filter((override) => !told.includes(override) || !isAbsent(at(override, 'LaunchTemplateSpecification')));
  if (told.length === 0) {
    return {};
  }
  const instanceRequirements = told.map((override) => readInstanceRequirements(at(override, 'InstanceRequirements')));
  return { instanceRequirements, ...(other.length > 0 ? { otherLaunches: true } : {}) };
}

/** Units by instance type; undefined in a group that counts instances. */
export function weightsOf(properties: Property): Known<Readonly<Record<string, number>>> | undefined {
  const overrides = items(at(properties, 'MixedInstancesPolicy', 'LaunchTemplate', 'Overrides'));
  if (!overrides?.known || overrides.value.every((override) => isAbsent(at(override, 'WeightedCapacity')))) {
    return undefined;
  }
  const weights: Record<string, number> = {};
  for (const override of overrides.value) {
    const [type, weight] = [text(at(override, 'InstanceType')), number(at(override, 'WeightedCapacity'))];
    const open = [type ?? unknown('an override with a weight names no instance type'), weight].find((value) => value?.known === false);
    if (!type?.known || weight?.known === false) {
      return unknown(open?.known === false ? open.because : 'a weight is not known', override.path);
    }
    weights[type.value] = weight?.value ?? 1;
  }
  return known(weights, overrides.from);
}

function managedTag(tags: Property): Known<boolean> | undefined {
  const found = items(tags);
  if (!found?.known) {
    return found;
  }
  const keys = found.value.map((tag) => text(at(tag, 'Key')));
  return keys.some((key) => key?.known && key.value === 'AmazonECSManaged') ? known(true, tags.path) : known(false, tags.path);
}

/** Policies of CloudFormation that stand beside the properties. */
function policies(resource: Resource, evaluation: Evaluation): Pick<GroupSettings, 'awaitedSignals' | 'updatePolicy'> {
  const beside = (name: string): Property => {
    const raw = member(resource.raw, name);
    return { value: evaluation.raw(isRawObject(raw) ? raw : undefined, resource.stack), path: name, evaluation };
  };
  const signal = at(beside('CreationPolicy'), 'ResourceSignal');
  const update = beside('UpdatePolicy');
  return {
    ...(isAbsent(signal) ? {} : { awaitedSignals: number(at(signal, 'Count')) ?? assumed(1, 'one signal is awaited by default', signal.path) }),
    ...(isAbsent(update) ? {} : { updatePolicy: readUpdatePolicy(update) }),
  };
}

function readUpdatePolicy(update: Property): GroupUpdatePolicy {
  const rolling = at(update, 'AutoScalingRollingUpdate');
  const replacing = flag(at(update, 'AutoScalingReplacingUpdate', 'WillReplace'));
  return {
    kind: replacing && !replacing.known ? replacing
      : known(replacing?.value === true ? 'replacing' : isAbsent(rolling) ? 'none' : 'rolling', update.path),
    minInstancesInService: number(at(rolling, 'MinInstancesInService')),
    maxBatchSize: number(at(rolling, 'MaxBatchSize')),
    waitsForSignals: flag(at(rolling, 'WaitOnResourceSignals')),
    suspendedProcesses: plainList(at(rolling, 'SuspendProcesses'), text),
  };
}
