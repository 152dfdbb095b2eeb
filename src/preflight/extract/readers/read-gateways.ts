import { at, isAbsent, pattern, propertiesOf, required, text, type Property } from './property';
import { ofType, type Reading } from './reading';
import { assumed, known, unknown, type Gateway, type Ipv6WayOut, type Known, type Route, type RouteTable } from '../../model';
import type { Resource } from '../template/stack';

/** Gateways of the input, with what they are attached to. */
export function readGateways(reading: Reading): readonly Gateway[] {
  const attachments = ofType(reading, 'AWS::EC2::VPCGatewayAttachment').map((resource) => propertiesOf(resource, reading.evaluation));
  const vpcsOf = (gateway: Resource): readonly Known<string>[] => attachments.flatMap((properties) => {
    const named = pattern(at(properties, 'InternetGatewayId'));
    const vpc = pattern(at(properties, 'VpcId'));
    return named?.known && named.value === gateway.id && vpc ? [vpc] : [];
  });
  const nat = (resource: Resource): Gateway => {
    const properties = propertiesOf(resource, reading.evaluation);
    const connectivity = at(properties, 'ConnectivityType');
    return {
      id: resource.id,
      subject: resource.subject,
      kind: 'nat',
      vpcs: [],
      subnet: pattern(at(properties, 'SubnetId')),
      hasAddress: !isAbsent(at(properties, 'AllocationId')) || !isAbsent(at(properties, 'AvailabilityMode')),
      connectivity: text(connectivity) ?? assumed('public', 'a NAT gateway is public by default', connectivity.path),
    };
  };
  return [
    ...ofType(reading, 'AWS::EC2::InternetGateway').map((resource): Gateway => ({ id: resource.id, subject: resource.subject, kind: 'internet', vpcs: vpcsOf(resource) })),
    ...ofType(reading, 'AWS::EC2::NatGateway').map(nat),
    ...ofType(reading, 'AWS::EC2::EgressOnlyInternetGateway').map((resource): Gateway => {
      const vpc = pattern(at(propertiesOf(resource, reading.evaluation), 'VpcId'));
      return { id: resource.id, subject: resource.subject, kind: 'egress-only', vpcs: vpc ? [vpc] : [] };
    }),
  ];
}

/** Route tables with every route of theirs that is a resource. */
export function readRouteTables(reading: Reading): readonly RouteTable[] {
  const routes = ofType(reading, 'AWS::EC2::Route').map((resource) => propertiesOf(resource, reading.evaluation));
  const byTable = new Map<string, Route[]>();
  for (const properties of routes) {
    const table = pattern(at(properties, 'RouteTableId'));
    if (table?.known) {
      byTable.set(table.value, [...byTable.get(table.value) ?? [], readRoute(properties)]);
    }
  }
  return ofType(reading, 'AWS::EC2::RouteTable').map((resource) => {
    const properties = propertiesOf(resource, reading.evaluation);
    return { id: resource.id, subject: resource.subject, vpc: required(pattern(at(properties, 'VpcId')), at(properties, 'VpcId')), routes: byTable.get(resource.id) ?? [] };
  });
}

const TARGETS: readonly (readonly [string, Extract<Route['targetKind'], { known: true }>['value']])[] = [
  ['GatewayId', 'gateway'], ['NatGatewayId', 'nat-gateway'], ['TransitGatewayId', 'transit-gateway'], ['VpcPeeringConnectionId', 'peering'],
  ['NetworkInterfaceId', 'interface'], ['InstanceId', 'instance'], ['VpcEndpointId', 'endpoint'], ['EgressOnlyInternetGatewayId', 'gateway'],
  ['LocalGatewayId', 'other'], ['CarrierGatewayId', 'other'], ['CoreNetworkArn', 'other'],
];

function readRoute(properties: Property): Route {
  const destination = ['DestinationCidrBlock', 'DestinationIpv6CidrBlock', 'DestinationPrefixListId'].map((name) => pattern(at(properties, name)))
    .find((value) => value !== undefined);
  const found = TARGETS.find(([name]) => !isAbsent(at(properties, name)));
  const target = found && pattern(at(properties, found[0]));
  return {
    destination: destination ?? unknown('the route names no destination', properties.path),
    targetKind: found ? known(found[1], `Properties.${found[0]}`) : unknown('the route names no target', properties.path),
    target: target ?? unknown('the route names no target', properties.path),
  };
}

/** Where the default IPv6 route of a table leads. */
export function ipv6WayOut(table: Known<string> | undefined, tables: readonly RouteTable[], gateways: readonly Gateway[]): Known<Ipv6WayOut> {
  if (!table) {
    return assumed('none', 'the subnet is associated with no route table, and the main one of a VPC leads nowhere');
  }
  const declared = table.known ? tables.find((one) => one.id === table.value) : undefined;
  if (!table.known || !declared) {
    return table.known ? unknown(`the route table ${table.value} is not declared in the input`, table.from) : table;
  }
  const route = declared.routes.find(({ destination }) => !destination.known || destination.value === '::/0');
  if (!route) {
    return known('none');
  }
  const { target } = route;
  if (!route.destination.known || !target.known) {
    return unknown(!route.destination.known ? route.destination.because : target.known ? '' : target.because, target.from);
  }
  const gateway = gateways.find((one) => one.id === target.value);
  return known(gateway === undefined ? 'other' : gateway.kind === 'egress-only' ? 'egress-only' : gateway.kind === 'internet' ? 'internet-gateway' : 'other', target.from);
}
