import type { Site } from './site';
import type { StartNeed } from './start-needs';
import type { Subnet, VpcEndpoint } from '../model';

/** How what lies in a subnet gets to an AWS service or to the internet. */
export type Way = 'internet' | 'needs-public-ip' | 'endpoint' | 'none' | 'unknown';

/** Whether everything that leads out of the subnet is part of the input, so that "nothing leads out" is certain. */
export function isWhole(subnet: Subnet, site: Site): boolean {
  const declared = subnet.vpc.known && site.vpcs.has(subnet.vpc.value) && (site.model.unread ?? 0) === 0;
  // Without a route table of its own a subnet follows the main one, which may have got routes by other hands.
  // A private NAT gateway may lead to endpoints in another network, through a transit gateway.
  return declared && subnet.wayOut.known && subnet.wayOut.assumed === undefined && subnet.wayOut.value !== 'nat-without-internet';
}

export function wayTo(need: StartNeed, subnet: Subnet, site: Site): Way {
  const { wayOut, ipv6Only, ipv6WayOut } = subnet;
  if (!wayOut.known || wayOut.value === 'other' || !ipv6Only.known || ipv6Only.value) return 'unknown';
  if (wayOut.value === 'nat-gateway') return 'internet';
  const ways = need.endpoints.map((service) => byEndpoint(service, subnet, site));
  if (ways.length > 0 && ways.every((way) => way === 'yes')) return 'endpoint';
  if (ways.length > 0 && !ways.includes('no')) return 'unknown';
  if (wayOut.value === 'internet-gateway') return 'needs-public-ip';
  // A route to a part of the world may lead to endpoints that several networks share.
  if (hasPartialRoutes(subnet, site)) return 'unknown';
  // Some services answer on IPv6, and which ones changes.
  return ipv6WayOut && !(ipv6WayOut.known && ipv6WayOut.value === 'none') ? 'unknown' : 'none';
}

function hasPartialRoutes({ routeTable }: Subnet, { network }: Site): boolean {
  const table = routeTable?.known ? network.routeTables?.find(({ id }) => id === routeTable.value) : undefined;
  return table?.routes.some(({ targetKind }) => !targetKind.known || !['gateway', 'nat-gateway'].includes(targetKind.value)) ?? false;
}

/** Endpoints of the need that the VPC of the subnet does not have, or that its route table does not use. */
export function missingEndpoints(need: StartNeed, subnet: Subnet, site: Site): readonly string[] {
  return need.endpoints.filter((service) => byEndpoint(service, subnet, site) === 'no');
}

function byEndpoint(service: string, subnet: Subnet, site: Site): 'yes' | 'no' | 'unknown' {
  const answers = site.network.endpoints.map((endpoint) => serves(endpoint, service, subnet));
  return answers.includes('yes') ? 'yes' : answers.includes('unknown') ? 'unknown' : 'no';
}

function serves(endpoint: VpcEndpoint, service: string, subnet: Subnet): 'yes' | 'no' | 'unknown' {
  if (endpoint.service.known && endpoint.service.value !== service) return 'no';
  if (endpoint.vpc.known && subnet.vpc.known && endpoint.vpc.value !== subnet.vpc.value) return 'no';
  if (!endpoint.service.known || !endpoint.vpc.known || !endpoint.type.known) return 'unknown';
  if (endpoint.type.value !== 'Gateway') {
    return endpoint.privateDns.known && endpoint.privateDns.value ? 'yes' : 'unknown';
  }
  const { routeTables } = endpoint;
  if (!routeTables.known || routeTables.value.some((table) => !table.known)) return 'unknown';
  if (!subnet.routeTable) return 'no';
  if (!subnet.routeTable.known) return 'unknown';
  const table = subnet.routeTable.value;
  return routeTables.value.some((one) => one.known && one.value === table) ? 'yes' : 'no';
}
