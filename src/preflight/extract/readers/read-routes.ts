import { at, isAbsent, pattern, propertiesOf, text, type Property } from './property';
import { ofType, type Reading } from './reading';
import { assumed, known, unknown, type Known, type WayOut } from '../../model';
import type { Resource } from '../template/stack';

/** Where the traffic of subnets goes. */
export interface Routes {
  routeTableOf(subnetId: string): Known<string> | undefined;
  wayOutOf(subnetId: string): Known<WayOut>;
}

export function readRoutes(reading: Reading): Routes {
  const tables = new Map<string, Known<string>>();
  for (const resource of ofType(reading, 'AWS::EC2::SubnetRouteTableAssociation')) {
    const properties = propertiesOf(resource, reading.evaluation);
    const subnet = pattern(at(properties, 'SubnetId'));
    if (subnet?.known) {
      tables.set(subnet.value, pattern(at(properties, 'RouteTableId')) ?? unknown('no route table is named'));
    }
  }
  const declaredTables = new Set(ofType(reading, 'AWS::EC2::RouteTable').map((resource) => resource.id));
  const routes = defaultRoutes(reading);
  const wayOutOf = (subnetId: string, asked: readonly string[] = []): Known<WayOut> => {
    const table = tables.get(subnetId);
    if (!table) {
      return assumed('none', 'the subnet is associated with no route table, and the main one of a VPC leads nowhere');
    }
    if (!table.known) {
      return table;
    }
    if (!declaredTables.has(table.value)) {
      return unknown(`the route table ${table.value} is not declared in the input`, table.from);
    }
    const route = routes.get(table.value);
    return route ? follow(route, (subnet) => asked.includes(subnet) ? known('none') : wayOutOf(subnet, [...asked, subnetId])) : known('none');
  };
  return { routeTableOf: (subnetId) => tables.get(subnetId), wayOutOf: (subnetId) => wayOutOf(subnetId) };
}

/** The route to everywhere, by route table. */
function defaultRoutes(reading: Reading): ReadonlyMap<string, Property> {
  const routes = new Map<string, Property>();
  for (const resource of ofType(reading, 'AWS::EC2::Route')) {
    const properties = propertiesOf(resource, reading.evaluation);
    const table = pattern(at(properties, 'RouteTableId'));
    const destination = text(at(properties, 'DestinationCidrBlock'));
    if (table?.known && destination && (!destination.known || destination.value === '0.0.0.0/0')) {
      routes.set(table.value, properties);
    }
  }
  return routes;
}

function follow(route: Property, wayOutOf: (subnetId: string) => Known<WayOut>): Known<WayOut> {
  const gateway = at(route, 'GatewayId');
  if (!isAbsent(gateway)) {
    return followGateway(gateway);
  }
  const nat = at(route, 'NatGatewayId');
  if (isAbsent(nat)) {
    return known('other', route.path);
  }
  if (nat.value.kind !== 'reference') {
    return nat.value.kind === 'unresolved' ? unknown(nat.value.because, nat.path)
      : assumed('nat-gateway', 'the NAT gateway is not declared in the input and is taken to work', nat.path);
  }
  return followNat(nat.value.resource, route, wayOutOf);
}

function followGateway(gateway: Property): Known<WayOut> {
  const { value } = gateway;
  if (value.kind === 'reference') {
    return known(value.resource.type === 'AWS::EC2::InternetGateway' ? 'internet-gateway' : 'other', gateway.path);
  }
  const written = text(gateway);
  return written?.known ? { ...written, value: written.value.startsWith('igw-') ? 'internet-gateway' : 'other' }
    : unknown(written?.because ?? 'no gateway is named', gateway.path);
}

function followNat(resource: Resource, route: Property, wayOutOf: (subnetId: string) => Known<WayOut>): Known<WayOut> {
  const properties = propertiesOf(resource, route.evaluation);
  const connectivity = text(at(properties, 'ConnectivityType'));
  if (connectivity && (!connectivity.known || connectivity.value.toLowerCase() === 'private')) {
    return connectivity.known ? known('nat-without-internet', route.path) : connectivity;
  }
  const subnet = at(properties, 'SubnetId');
  if (isAbsent(subnet)) {
    return known('nat-gateway', route.path);
  }
  if (subnet.value.kind !== 'reference') {
    return assumed('nat-gateway', 'the subnet of the NAT gateway is not declared in the input and is taken to lead out', route.path);
  }
  const out = wayOutOf(subnet.value.resource.id);
  if (!out.known) {
    return out;
  }
  return known(out.value === 'internet-gateway' ? 'nat-gateway' : out.value === 'other' ? 'other' : 'nat-without-internet', route.path);
}

