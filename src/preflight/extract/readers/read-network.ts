import { at, flag, isAbsent, listOf, number, or, pattern, plainList, propertiesOf, required, text, type Property } from './property';
import { ipv6WayOut, readGateways, readRouteTables } from './read-gateways';
import { readRoutes, type Routes } from './read-routes';
import { readSecurityGroups } from './read-security-groups';
import { policyOf } from './read-statements';
import { ofType, type Reading } from './reading';
import {
  assumed, unknown, type Gateway, type Known, type Network, type NetworkAcl, type RouteTable, type Subnet, type Vpc, type VpcEndpoint,
} from '../../model';
import type { Resource } from '../template/stack';

export function readNetwork(reading: Reading): Network {
  const acls = readAcls(reading);
  const around = { routes: readRoutes(reading), routeTables: readRouteTables(reading), gateways: readGateways(reading), acls };
  const properties = (resource: Resource): Property => propertiesOf(resource, reading.evaluation);
  return {
    vpcs: ofType(reading, 'AWS::EC2::VPC').map((resource) => readVpc(resource, properties(resource), reading)),
    subnets: ofType(reading, 'AWS::EC2::Subnet').map((resource) => readSubnet(resource, properties(resource), around)),
    securityGroups: readSecurityGroups(reading),
    endpoints: ofType(reading, 'AWS::EC2::VPCEndpoint').map((resource) => readEndpoint(resource, properties(resource))),
    networkAcls: acls,
    routeTables: around.routeTables,
    gateways: around.gateways,
  };
}

interface Around {
  readonly routes: Routes;
  readonly routeTables: readonly RouteTable[];
  readonly gateways: readonly Gateway[];
  readonly acls: readonly NetworkAcl[];
}

function readVpc(resource: Resource, properties: Property, reading: Reading): Vpc {
  const added = ofType(reading, 'AWS::EC2::VPCCidrBlock').map((block) => propertiesOf(block, reading.evaluation))
    .filter((block) => {
      const vpc = pattern(at(block, 'VpcId'));
      return vpc?.known === true && vpc.value === resource.id;
    })
    .flatMap((block) => text(at(block, 'CidrBlock')) ?? []);
  return {
    id: resource.id,
    subject: resource.subject,
    cidr: text(at(properties, 'CidrBlock')) ?? unknown('an address manager chooses the range', 'Properties.CidrBlock'),
    dnsSupport: or(flag(at(properties, 'EnableDnsSupport')), true, 'DNS is on in a VPC unless it is switched off'),
    dnsHostnames: or(flag(at(properties, 'EnableDnsHostnames')), false, 'DNS host names are off in a VPC unless they are switched on'),
    ...(added.length > 0 ? { moreCidrs: added } : {}),
    ...nameServers(resource, reading),
  };
}

/** Of the DHCP options that are associated with the VPC, unless they are those of AWS. */
function nameServers(vpc: Resource, reading: Reading): Pick<Vpc, 'nameServers'> {
  for (const association of ofType(reading, 'AWS::EC2::VPCDHCPOptionsAssociation').map((resource) => propertiesOf(resource, reading.evaluation))) {
    const [of, options] = [pattern(at(association, 'VpcId')), at(association, 'DhcpOptionsId').value];
    if (of?.known === true && of.value === vpc.id && options.kind === 'reference') {
      const servers = plainList(at(propertiesOf(options.resource, reading.evaluation), 'DomainNameServers'), text);
      return servers === undefined || (servers.known && servers.value.join() === 'AmazonProvidedDNS') ? {} : { nameServers: servers };
    }
  }
  return {};
}

function readSubnet(resource: Resource, properties: Property, { routes, routeTables, gateways, acls }: Around): Subnet {
  const cidr = text(at(properties, 'CidrBlock'));
  const ipv6Only = or(flag(at(properties, 'Ipv6Native')), false, 'a subnet has IPv4 addresses');
  const routeTable = routes.routeTableOf(resource.id);
  const hasIpv6 = !isAbsent(at(properties, 'Ipv6CidrBlock')) || (ipv6Only.known && ipv6Only.value);
  const acl = acls.find((one) => one.subnets.includes(resource.id));
  return {
    id: resource.id,
    subject: resource.subject,
    vpc: required(pattern(at(properties, 'VpcId')), at(properties, 'VpcId')),
    zone: text(at(properties, 'AvailabilityZone')) ?? text(at(properties, 'AvailabilityZoneId')) ?? unknown('the subnet names no zone, so EC2 chooses one'),
    cidr,
    usableAddresses: usableAddresses(cidr ?? lengthOnly(number(at(properties, 'Ipv4NetmaskLength')))),
    ipv6Only,
    mapsPublicIp: or(flag(at(properties, 'MapPublicIpOnLaunch')), false, 'a subnet gives no public addresses by default'),
    ...(routeTable ? { routeTable } : {}),
    wayOut: routes.wayOutOf(resource.id),
    ...(hasIpv6 ? { ipv6WayOut: ipv6WayOut(routeTable, routeTables, gateways) } : {}),
    ...(acl ? { networkAcl: acl.id } : {}),
  };
}

function lengthOnly(length: Known<number> | undefined): Known<string> | undefined {
  return length?.known ? { ...length, value: `0.0.0.0/${length.value}` } : length;
}

/** AWS keeps the first four addresses of a subnet and the last one. */
function usableAddresses(cidr: Known<string> | undefined): Known<number> {
  if (!cidr?.known) {
    return cidr ?? unknown('the subnet has no IPv4 range');
  }
  const match = /\/(\d{1,2})$/.exec(cidr.value);
  const length = match ? Number(match[1]) : 33;
  return length <= 28 ? { ...cidr, value: 2 ** (32 - length) - 5 } : unknown(`"${cidr.value}" is not the range of a subnet`, cidr.from);
}

function readEndpoint(resource: Resource, properties: Property): VpcEndpoint {
  const type = or(text(at(properties, 'VpcEndpointType')), 'Gateway', 'an endpoint is a gateway endpoint by default');
  const patterns = (name: string): Known<readonly Known<string>[]> =>
    or(listOf(at(properties, name), (item) => pattern(item) ?? unknown('an item is empty', item.path)), [], `no ${name} are named`);
  const privateDns = at(properties, 'PrivateDnsEnabled');
  return {
    id: resource.id,
    subject: resource.subject,
    vpc: required(pattern(at(properties, 'VpcId')), at(properties, 'VpcId')),
    type,
    service: serviceName(at(properties, 'ServiceName')),
    ...serviceRegion(properties),
    privateDns: flag(privateDns) ?? assumed(false, 'private DNS is off unless it is switched on', privateDns.path),
    subnets: patterns('SubnetIds'),
    securityGroups: patterns('SecurityGroupIds'),
    routeTables: patterns('RouteTableIds'),
    hasPolicy: !isAbsent(at(properties, 'PolicyDocument')),
    policyStatements: policyOf(at(properties, 'PolicyDocument')),
  };
}

/** `com.amazonaws.<region>.ecr.dkr` is `ecr.dkr`. */
function serviceName(property: Property): Known<string> {
  const name = required(pattern(property), property);
  const match = name.known ? /^(?:com|cn\.com|aws)\.(?:amazonaws|sagemaker)\.(?:\$\{[^}]*\}|[a-z0-9-]+)\.(.+)$/.exec(name.value) : null;
  return name.known && match ? { ...name, value: match[1] } : name;
}

function serviceRegion(properties: Property): Pick<VpcEndpoint, 'serviceRegion'> {
  const written = text(at(properties, 'ServiceRegion'));
  const name = pattern(at(properties, 'ServiceName'));
  const inName = name?.known ? /^(?:com|cn\.com)\.amazonaws\.(\$\{[^}]*\}|[a-z]{2}(?:-[a-z]+)+-\d)\./.exec(name.value)?.[1] : undefined;
  return written ? { serviceRegion: written } : inName === undefined || !name?.known ? {} : { serviceRegion: { ...name, value: inName } };
}

function readAcls(reading: Reading): readonly NetworkAcl[] {
  const propertiesOfType = (type: string): readonly Property[] => ofType(reading, type).map((resource) => propertiesOf(resource, reading.evaluation));
  const belongsTo = (acl: Resource) => (properties: Property): boolean => {
    const named = pattern(at(properties, 'NetworkAclId'));
    return named?.known === true && named.value === acl.id;
  };
  const associations = propertiesOfType('AWS::EC2::SubnetNetworkAclAssociation');
  const entries = propertiesOfType('AWS::EC2::NetworkAclEntry');
  return ofType(reading, 'AWS::EC2::NetworkAcl').map((acl) => ({
    id: acl.id,
    subject: acl.subject,
    vpc: required(pattern(at(propertiesOf(acl, reading.evaluation), 'VpcId')), at(propertiesOf(acl, reading.evaluation), 'VpcId')),
    subnets: associations.filter(belongsTo(acl)).flatMap((properties) => {
      const subnet = pattern(at(properties, 'SubnetId'));
      return subnet?.known ? [subnet.value] : [];
    }).sort(),
    entries: entries.filter(belongsTo(acl)).map((entry) => ({
      ruleNumber: required(number(at(entry, 'RuleNumber')), at(entry, 'RuleNumber')),
      egress: or(flag(at(entry, 'Egress')), false, 'an entry is for incoming traffic by default'),
      allow: required(flag(at(entry, 'RuleAction'), 'allow', 'deny'), at(entry, 'RuleAction')),
      protocol: required(number(at(entry, 'Protocol')), at(entry, 'Protocol')),
      cidr: text(at(entry, 'CidrBlock')) ?? text(at(entry, 'Ipv6CidrBlock')) ?? unknown('the entry names no range'),
      fromPort: number(at(entry, 'PortRange', 'From')),
      toPort: number(at(entry, 'PortRange', 'To')),
    })),
  }));
}
