import type { GroupAttachments } from './group-attachments';
import { invisibleSettings, readLaunchSettings, settingsOfTemplate, type LaunchSettings } from './launch-settings';
import { at, flag, isAbsent, items, number, or, pattern, plainList, propertiesOf, required, text, type Property } from './property';
import { readGroupSettings, weightsOf } from './read-group-settings';
import { readSubnets, type SubnetChoice } from './read-subnets';
import { assumed, known, unknown, type InstanceGroup, type Known, type LaunchHardware, type Purchase } from '../../model';
import type { Evaluation } from '../intrinsics/evaluation';
import type { Resource } from '../template/stack';

/** A group as its own resource tells it; which cluster it serves and which provider manages it is added by whoever knows. */
export interface GroupReading {
  readonly group: Omit<InstanceGroup, 'cluster' | 'provider'>;
  readonly settings: LaunchSettings;
}

export function readAutoScalingGroup(resource: Resource, evaluation: Evaluation, attachments: GroupAttachments): GroupReading {
  const properties = propertiesOf(resource, evaluation);
  const mixed = at(properties, 'MixedInstancesPolicy');
  const settings = launchSettings(properties, evaluation);
  const instances = (units: Known<number>): Known<number> => instancesFor(units, weightsOf(properties), text(at(properties, 'DesiredCapacityType')));
  const minSize = required(number(at(properties, 'MinSize')), at(properties, 'MinSize'));
  const desired = number(at(properties, 'DesiredCapacity'));
  const ownScaling = attachments.scalingPolicies.length + attachments.scheduledActions.length > 0;
  return {
    settings,
    group: {
      kind: 'instance-group',
      id: resource.id,
      subject: resource.subject,
      instanceTypes: instanceTypes(mixed, settings),
      minSize: instances(minSize),
      maxSize: instances(required(number(at(properties, 'MaxSize')), at(properties, 'MaxSize'))),
      desiredCapacity: instances(desired ?? (minSize.known ? assumed(minSize.value, 'Auto Scaling starts with the minimum') : minSize)),
      ...places(properties),
      ...machines(settings, evaluation),
      purchase: purchase(mixed, settings),
      protectedFromScaleIn: or(flag(at(properties, 'NewInstancesProtectedFromScaleIn')), false, 'instances are not protected by default'),
      ...(ownScaling ? { hasOwnScaling: true } : {}),
      ...readGroupSettings(resource, evaluation, attachments, settings.requirements),
    },
  };
}

/** Sizes count instances, unless overrides weigh them or the group counts vCPUs or memory. */
function instancesFor(units: Known<number>, weights: Known<Readonly<Record<string, number>>> | undefined,
  unit: Known<string> | undefined): Known<number> {
  if (!units.known || (weights === undefined && (unit === undefined || (unit.known && unit.value === 'units')))) {
    return units;
  }
  const distinct = weights?.known ? [...new Set(Object.values(weights.value))] : [];
  if (weights?.known && distinct.length === 1 && distinct[0] > 0) {
    return distinct[0] === 1 ? units
      : assumed(Math.ceil(units.value / distinct[0]), `${units.value} units of capacity, ${distinct[0]} for each instance`, units.from);
  }
  return unknown(weights && !weights.known ? weights.because
    : 'the group counts units of capacity, and how many instances they are depends on the types that are launched', units.from);
}

/** One `AWS::EC2::Instance` is a group of exactly one. */
export function readSingleInstance(resource: Resource, evaluation: Evaluation): GroupReading {
  const properties = propertiesOf(resource, evaluation);
  const template = at(properties, 'LaunchTemplate');
  const own = readLaunchSettings(properties, resource, false);
  const settings = isAbsent(template) ? own : { ...settingsOfTemplate(template), ...(own.instanceType ? { instanceType: own.instanceType } : {}) };
  const subnet = at(properties, 'SubnetId');
  const choice = readSubnets({ ...subnet, value: isAbsent(subnet) ? subnet.value : { kind: 'list', items: [subnet.value] } });
  const zone = text(at(properties, 'AvailabilityZone'));
  const one = known(1);
  return {
    settings,
    group: {
      kind: 'instance-group',
      id: resource.id,
      subject: resource.subject,
      isSingleInstance: true,
      instanceTypes: instanceTypes(at(properties, 'MixedInstancesPolicy'), settings),
      minSize: one,
      maxSize: one,
      desiredCapacity: one,
      zones: zone ? listOfOne(zone) : choice.zones,
      subnets: plainSubnets(choice),
      vpc: choice.vpc,
      ...machines(settings, evaluation),
      purchase: purchase(at(properties, 'MixedInstancesPolicy'), settings),
      protectedFromScaleIn: known(true),
    },
  };
}

/** A capacity provider over a group that the input does not hold. */
export function invisibleGroup(provider: Resource): GroupReading['group'] {
  const because = 'the Auto Scaling group is not declared in the input';
  const open = unknown(because);
  const settings = invisibleSettings(because);
  return {
    kind: 'instance-group',
    id: provider.id,
    subject: provider.subject,
    instanceTypes: open,
    minSize: open,
    maxSize: open,
    desiredCapacity: open,
    zones: open,
    subnets: open,
    vpc: open,
    ami: settings.ami,
    agent: settings.agent.config,
    purchase: open,
    rootVolumeGiB: open,
    protectedFromScaleIn: open,
    securityGroups: open,
    instanceRole: open,
  };
}

function launchSettings(properties: Property, evaluation: Evaluation): LaunchSettings {
  const mixed = at(properties, 'MixedInstancesPolicy', 'LaunchTemplate', 'LaunchTemplateSpecification');
  const template = isAbsent(mixed) ? at(properties, 'LaunchTemplate') : mixed;
  const configuration = at(properties, 'LaunchConfigurationName');
  if (!isAbsent(template)) {
    return settingsOfTemplate(template);
  }
  const { value } = configuration;
  return value.kind === 'reference' && value.resource.type === 'AWS::AutoScaling::LaunchConfiguration'
    ? readLaunchSettings(propertiesOf(value.resource, evaluation), value.resource, false)
    : invisibleSettings(isAbsent(configuration) ? 'the group names no launch template' : 'the launch configuration is not declared in the input');
}

function instanceTypes(mixed: Property, settings: LaunchSettings): Known<readonly string[]> {
  const overrides = items(at(mixed, 'LaunchTemplate', 'Overrides'));
  if (overrides && !overrides.known) {
    return overrides;
  }
  if (overrides?.known && overrides.value.length > 0) {
    const byRequirements = overrides.value.find((override) => !isAbsent(at(override, 'InstanceRequirements')));
    if (byRequirements) {
      return unknown('instance types are chosen by requirements', byRequirements.path);
    }
    const types = plainList(at(mixed, 'LaunchTemplate', 'Overrides'), (override) => text(at(override, 'InstanceType')) ?? settings.instanceType);
    return types?.known ? { ...types, value: [...new Set(types.value)] } : types ?? unknown('no instance type is named');
  }
  if (settings.requirements) {
    return unknown('instance types are chosen by requirements', settings.requirements.path);
  }
  return settings.instanceType ? listOfOne(settings.instanceType) : unknown('no instance type is named');
}

function places(properties: Property): Pick<InstanceGroup, 'zones' | 'subnets' | 'vpc'> {
  const choice = readSubnets(at(properties, 'VPCZoneIdentifier'));
  const zones = plainList(at(properties, 'AvailabilityZones'), text);
  return { zones: isAbsent(at(properties, 'VPCZoneIdentifier')) && zones ? zones : choice.zones, subnets: plainSubnets(choice), vpc: choice.vpc };
}

function plainSubnets(choice: SubnetChoice): Known<readonly string[]> {
  if (!choice.subnets.known) {
    return choice.subnets;
  }
  const open = choice.subnets.value.find((subnet) => !subnet.known);
  return open && !open.known ? open : { ...choice.subnets, value: choice.subnets.value.flatMap((subnet) => subnet.known ? [subnet.value] : []) };
}

function machines(settings: LaunchSettings, evaluation: Evaluation): Pick<InstanceGroup, 'ami' | 'agent' | 'rootVolumeGiB' | 'securityGroups' | 'instanceRole' | keyof LaunchHardware> {
  return {
    ...settings.hardware,
    ami: settings.ami,
    agent: settings.agent.config,
    rootVolumeGiB: settings.rootVolumeGiB,
    securityGroups: settings.securityGroups,
    instanceRole: roleOfProfile(settings.instanceProfile, evaluation),
  };
}

/** The role in an instance profile of the input; the profile itself where it is only named. */
export function roleOfProfile(profile: Known<string> | undefined, evaluation: Evaluation): Known<string> {
  if (!profile?.known) {
    return profile ?? unknown('the instances have no instance profile');
  }
  for (const stack of evaluation.input.stacks) {
    const resource = profile.value.startsWith(`${stack.id}/`) ? stack.resources.get(profile.value.slice(stack.id.length + 1)) : undefined;
    if (resource?.type === 'AWS::IAM::InstanceProfile') {
      const roles = items(at(propertiesOf(resource, evaluation), 'Roles'));
      const role = roles?.known && roles.value.length > 0 ? pattern(roles.value[0]) : undefined;
      return role ?? unknown('the instance profile names no role');
    }
  }
  return unknown(`the instance profile ${profile.value} is not declared in the input`, profile.from);
}

function purchase(mixed: Property, settings: LaunchSettings): Known<Purchase> {
  const distribution = at(mixed, 'InstancesDistribution');
  if (isAbsent(mixed)) {
    return settings.spot.known ? { ...settings.spot, value: { kind: settings.spot.value ? 'spot' : 'on-demand' } } : settings.spot;
  }
  const base = or(number(at(distribution, 'OnDemandBaseCapacity')), 0, 'no On-Demand base');
  const above = or(number(at(distribution, 'OnDemandPercentageAboveBaseCapacity')), 100, 'all On-Demand above the base');
  if (!base.known) {
    return base;
  }
  if (!above.known) {
    return above;
  }
  if (above.value === 100) {
    return known({ kind: 'on-demand' }, distribution.path);
  }
  return base.value === 0 && above.value === 0 ? known({ kind: 'spot' }, distribution.path)
    : known({ kind: 'mixed', onDemandBase: base.value, onDemandPercentageAboveBase: above.value }, distribution.path);
}

function listOfOne(value: Known<string>): Known<readonly string[]> {
  return value.known ? { ...value, value: [value.value] } : value;
}
