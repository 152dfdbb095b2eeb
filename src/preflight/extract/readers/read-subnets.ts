import { allKnown, at, fact, items, pattern, propertiesOf, text, type Property } from './property';
import { unknown, type Known } from '../../model';
import type { Value } from '../intrinsics/value';

/** A list of subnets, and what the subnets of the input among them tell. */
export interface SubnetChoice {
  readonly subnets: Known<readonly Known<string>[]>;
  readonly zones: Known<readonly string[]>;
  readonly vpc: Known<string>;
}

export function readSubnets(property: Property): SubnetChoice {
  const found = items(property);
  if (!found?.known) {
    const because = found?.because ?? 'no subnet is named';
    const open = unknown(because, property.path);
    return { subnets: open, zones: open, vpc: open };
  }
  const subnets = found.value.map((item) => pattern(item) ?? unknown('an item is empty', item.path));
  return {
    subnets: fact(subnets, property.path, found.assumed),
    zones: zonesOf(found.value, property.path),
    vpc: sameVpc(found.value, property.path),
  };
}

function zonesOf(subnets: readonly Property[], path: string): Known<readonly string[]> {
  const outside = subnets.filter((subnet) => subnet.value.kind !== 'reference').length;
  if (outside > 0) {
    return unknown(`${outside} of ${subnets.length} ${subnets.length === 1 ? 'subnet is' : 'subnets are'} not declared in the input, so ${outside === 1 ? 'its zone is' : 'their zones are'} not visible`, path);
  }
  const zones = allKnown(subnets.map((subnet) => zoneOf(subnet)), path);
  return zones.known ? { ...zones, value: [...new Set(zones.value)] } : zones;
}

function zoneOf(subnet: Property): Known<string> {
  const properties = declared(subnet);
  if (!properties) {
    return unknown('the subnet is not declared in the input', subnet.path);
  }
  return text(at(properties, 'AvailabilityZone')) ?? text(at(properties, 'AvailabilityZoneId'))
    ?? unknown('the subnet names no zone, so EC2 chooses one', subnet.path);
}

function sameVpc(subnets: readonly Property[], path: string): Known<string> {
  const vpcs = allKnown(subnets.map((subnet) => vpcOf(subnet)), path);
  if (!vpcs.known) {
    return vpcs;
  }
  const [first, ...others] = new Set(vpcs.value);
  return first === undefined || others.length > 0 ? unknown('the subnets lie in different VPCs', path) : { ...vpcs, value: first };
}

function vpcOf(subnet: Property): Known<string> {
  const properties = declared(subnet);
  return (properties && pattern(at(properties, 'VpcId'))) ?? unknown('the VPC of a subnet is not visible', subnet.path);
}

/** The properties of a subnet that the input declares. */
function declared(subnet: Property): Property | undefined {
  const value: Value = subnet.value;
  return value.kind === 'reference' && value.resource.type === 'AWS::EC2::Subnet'
    ? propertiesOf(value.resource, subnet.evaluation) : undefined;
}

