import { blockedStart, type Blocked } from './blocked-start';
import { changeNetwork } from './change-model';
import { siteCure, siteViews } from './site';
import { templateRule } from './template-rule';
import { missingEndpoints } from './way-to';
import type { Evidence } from '../findings';
import { known, type PlacementModel, type Subnet, type VpcEndpoint } from '../model';
import type { Site } from './site';

export const noWayOut = templateRule({
  id: 'no-way-out',
  title: 'tasks start in subnets from which their image, secrets or logs cannot be reached',
  viewsOf: siteViews,
  judge(view) {
    const start = blockedStart(view);
    const blocked = start?.blocked.filter(({ way }) => way === 'none') ?? [];
    if (!start || blocked.length === 0) return [];
    const { service, site } = view;
    const subnets = [...new Set(blocked.map(({ subnet }) => subnet))];
    const endpoints = endpointsFor(blocked, site);
    const where = `${subnets.length} of ${start.subnets.length} ${start.subnets.length === 1 ? 'subnet' : 'subnets'}`;
    return [
      {
        severity: start.certain ? 'error' as const : 'warning' as const,
        summary: `tasks of ${service.subject.constructPath} cannot reach ${needsText(blocked)} from ${where}`,
        evidence: [table(blocked, site)],
        notes: [
          'the default route of a subnet that leads nowhere, or to a NAT gateway that leads nowhere itself, and no VPC endpoint in its place',
          'ECS will say "ResourceInitializationError: unable to pull secrets or registry auth" or "CannotPullContainerError"',
          ...(start.certain ? [] : ['a way out that another stack adds is not visible here']),
        ],
        cures: [
          ...(endpoints.length > 0 ? [siteCure(
            `add VPC endpoints (addInterfaceEndpoint, addGatewayEndpoint) for ${endpoints.join(', ')}`,
            (model) => withEndpoints(model, subnets, endpoints),
          )] : []),
          siteCure('run the tasks in subnets with a NAT gateway (SubnetType.PRIVATE_WITH_EGRESS)', (model) => withNat(model, subnets)),
        ],
      },
    ];
  },
});

/** Endpoints that would serve all that is blocked; empty when something is on the internet only. */
function endpointsFor(blocked: readonly Blocked[], site: Site): readonly string[] {
  if (blocked.some(({ need }) => need.endpoints.length === 0)) return [];
  return [...new Set(blocked.flatMap(({ need, subnet }) => missingEndpoints(need, subnet, site)))].sort();
}

export function needsText(blocked: readonly Blocked[]): string {
  return [...new Set(blocked.map(({ need }) => need.what))].join(', ');
}

export function table(blocked: readonly Blocked[], site: Site): Evidence {
  return {
    kind: 'table',
    columns: ['subnet', 'default route', 'not reached', 'missing endpoints'],
    rows: blocked.map(({ subnet, need }) => ({
      cells: [subnet.subject.constructPath, routeText(subnet), need.what, missingEndpoints(need, subnet, site).join(', ') || 'none would serve it'],
    })),
  };
}

function routeText({ wayOut }: Subnet): string {
  return wayOut.known ? wayOut.value.replace(/-/g, ' ') : 'not known';
}

export function withNat(model: PlacementModel, subnets: readonly Subnet[]): PlacementModel {
  return subnets.reduce((changed, { id }) => changeNetwork(changed, 'subnets', id, { wayOut: known<'nat-gateway'>('nat-gateway') }), model);
}

export function withEndpoints(model: PlacementModel, subnets: readonly Subnet[], services: readonly string[]): PlacementModel {
  const { network } = model;
  if (!network) return model;
  const added = services.flatMap((service) => [...new Set(subnets.flatMap(({ vpc }) => (vpc.known ? [vpc.value] : [])))].map((vpc): VpcEndpoint => ({
    id: `${vpc}/${service}`,
    subject: { constructPath: `${vpc}/${service}`, logicalId: service, templatePath: '' },
    vpc: known(vpc),
    type: known(service === 's3' ? 'Gateway' : 'Interface'),
    service: known(service),
    privateDns: known(true),
    subnets: known([]),
    securityGroups: known([]),
    routeTables: known(subnets.flatMap(({ routeTable }) => (routeTable ? [routeTable] : []))),
    hasPolicy: false,
  })));
  // A gateway endpoint that exists gets the route tables it lacks.
  return { ...model, network: { ...network, endpoints: [...network.endpoints, ...added] } };
}
