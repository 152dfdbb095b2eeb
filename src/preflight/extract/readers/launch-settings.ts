import { withInitMetadata } from './init-metadata';
import { allKnown, at, isAbsent, items, listOf, number, pattern, propertiesOf, text, type Property } from './property';
import { readAmi, unknownAmi } from './read-ami';
import { readLaunchHardware } from './read-launch-hardware';
import { assumed, unknown, type Ami, type Known, type LaunchHardware } from '../../model';
import { isRawObject, member } from '../load/loaded-template';
import type { Resource } from '../template/stack';
import { readAgent, type ReadAgent } from '../user-data/agent-config';
import { readUserData } from '../user-data/user-data';

/** What a launch template, a launch configuration or an instance says about the machines it makes. */
export interface LaunchSettings {
  readonly instanceType?: Known<string>;
  readonly requirements?: Property;
  readonly ami: Ami;
  readonly agent: ReadAgent;
  readonly rootVolumeGiB: Known<number>;
  readonly securityGroups: Known<readonly string[]>;
  readonly instanceProfile?: Known<string>;
  /** Set when the settings ask for Spot instances. */
  readonly spot: Known<boolean>;
  readonly hardware: LaunchHardware;
}

/** Launch settings from the properties of `AWS::EC2::Instance`, a launch configuration, or `LaunchTemplateData`. */
export function readLaunchSettings(properties: Property, resource: Resource, inLaunchTemplate: boolean): LaunchSettings {
  const ami = readAmi(at(properties, 'ImageId'));
  const written = readUserData(at(properties, 'UserData'), rawUserData(resource, inLaunchTemplate));
  const userData = withInitMetadata(written, resource, properties.evaluation);
  return {
    instanceType: text(at(properties, 'InstanceType')),
    requirements: isAbsent(at(properties, 'InstanceRequirements')) ? undefined : at(properties, 'InstanceRequirements'),
    ami,
    agent: readAgent(userData, ami, unresolvedReason(at(properties, 'UserData'))),
    rootVolumeGiB: rootVolume(at(properties, 'BlockDeviceMappings'), ami),
    securityGroups: securityGroups(properties),
    instanceProfile: instanceProfile(properties),
    spot: spotOf(properties),
    hardware: readLaunchHardware(properties),
  };
}

/** Settings of machines whose launch template the input does not hold. */
export function invisibleSettings(because: string): LaunchSettings {
  const ami = unknownAmi(because);
  return {
    ami,
    agent: readAgent(undefined, ami, because),
    rootVolumeGiB: unknown(because),
    securityGroups: unknown(because),
    spot: unknown(because),
    hardware: {},
    instanceType: unknown(because),
    instanceProfile: unknown(because),
  };
}

/** The launch settings that a `LaunchTemplateSpecification` names. */
export function settingsOfTemplate(specification: Property): LaunchSettings {
  for (const name of ['LaunchTemplateId', 'LaunchTemplateName']) {
    const { value } = at(specification, name);
    if (value.kind === 'reference' && value.resource.type === 'AWS::EC2::LaunchTemplate') {
      const properties = at(propertiesOf(value.resource, specification.evaluation), 'LaunchTemplateData');
      return readLaunchSettings(properties, value.resource, true);
    }
    if (value.kind === 'unresolved') {
      return invisibleSettings(value.because);
    }
    if (value.kind !== 'absent') {
      return byName(specification, pattern(at(specification, name))) ?? invisibleSettings('the launch template is not declared in the input');
    }
  }
  return invisibleSettings('no launch template is named');
}

function byName(specification: Property, name: Known<string> | undefined): LaunchSettings | undefined {
  const templates = specification.evaluation.input.stacks.flatMap((stack) => [...stack.resources.values()])
    .filter((resource) => resource.type === 'AWS::EC2::LaunchTemplate');
  const found = templates.find((resource) => {
    const own = pattern(at(propertiesOf(resource, specification.evaluation), 'LaunchTemplateName'));
    return name?.known && own?.known && own.value === name.value;
  });
  return found && readLaunchSettings(at(propertiesOf(found, specification.evaluation), 'LaunchTemplateData'), found, true);
}

function rawUserData(resource: Resource, inLaunchTemplate: boolean): unknown {
  const properties = member(resource.raw, 'Properties');
  const holder = inLaunchTemplate ? member(properties, 'LaunchTemplateData') : properties;
  return isRawObject(holder) ? member(holder, 'UserData') : undefined;
}

function unresolvedReason(property: Property): string | undefined {
  return property.value.kind === 'unresolved' ? `user data is not known: ${property.value.because}` : undefined;
}

function rootVolume(mappings: Property, ami: Ami): Known<number> {
  const found = items(mappings);
  if (found && !found.known) {
    return found;
  }
  for (const mapping of found?.known ? found.value : []) {
    const device = text(at(mapping, 'DeviceName'));
    const size = number(at(mapping, 'Ebs', 'VolumeSize'));
    if (device && !device.known) {
      return device;
    }
    if (size && device && (device.value === '/dev/xvda' || device.value === '/dev/sda1')) {
      return size;
    }
  }
  const linux = ami.os.known && ami.ecsOptimized.known && ami.ecsOptimized.value && ami.os.value.startsWith('amazon-linux');
  return linux ? assumed(30, 'the root volume of the ECS-optimized AMI') : unknown('the template sets no root volume and the AMI decides its size');
}

function securityGroups(properties: Property): Known<readonly string[]> {
  const interfaces = items(at(properties, 'NetworkInterfaces'));
  const first = interfaces?.known ? interfaces.value[0] : undefined;
  const places = [at(properties, 'SecurityGroupIds'), at(properties, 'SecurityGroups'), ...(first ? [at(first, 'Groups'), at(first, 'GroupSet')] : [])];
  const named = places.find((place) => !isAbsent(place));
  const groups = named && listOf(named, (item) => pattern(item) ?? unknown('an item is empty', item.path));
  if (!groups?.known) {
    return groups ?? unknown('no security group is named, so the default group of the VPC is used');
  }
  return allKnown(groups.value, groups.from);
}

function instanceProfile(properties: Property): Known<string> | undefined {
  const profile = at(properties, 'IamInstanceProfile');
  if (profile.value.kind !== 'map') {
    return pattern(profile);
  }
  return pattern(at(profile, 'Arn')) ?? pattern(at(profile, 'Name'));
}

function spotOf(properties: Property): Known<boolean> {
  const market = text(at(properties, 'InstanceMarketOptions', 'MarketType'));
  if (market) {
    return market.known ? { ...market, value: market.value === 'spot' } : market;
  }
  const price = at(properties, 'SpotPrice');
  return price.value.kind === 'unresolved' ? unknown(price.value.because, price.path)
    : assumed(!isAbsent(price), 'instances are On-Demand unless Spot is asked for');
}
