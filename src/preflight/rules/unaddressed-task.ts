import { declaredSubnets } from './blocked-start';
import { withNat } from './no-way-out';
import { siteCure, siteViews, type SiteView } from './site';
import { templateRule } from './template-rule';
import { placesOf } from './views';
import { isWhole } from './way-to';
import type { Subnet } from '../model';

export const unaddressedTask = templateRule({
  id: 'unaddressed-task',
  title: 'tasks on instances have interfaces of their own in public subnets, where only public addresses lead out',
  viewsOf: siteViews,
  judge(view) {
    const { service, definition, site, subject } = view;
    const places = placesOf(view);
    const onInstances =
      places.known && places.value.length > 0 && places.value.every((place) => place === 'instances' || place === 'managed-instances');
    // A task without a role calls nothing of AWS by itself.
    if (!onInstances || !definition?.networkMode.known || definition.networkMode.value !== 'awsvpc' || !definition.taskRole?.known) {return [];}
    const subnets = service.network ? declaredSubnets(service.network.subnets, site) : undefined;
    if (!subnets?.every((subnet) => isPublic(subnet) && isWhole(subnet, site)) || hasEndpoints(view, subnets)) return [];
    return [
      {
        severity: 'warning',
        summary: `tasks of ${subject.constructPath} are in public subnets without public addresses, so they reach neither the internet nor AWS services`,
        evidence: [{ kind: 'text' as const, lines: subnets.map((subnet) => `${subnet.subject.constructPath}: internet gateway`) }],
        notes: [
          'ECS gives no public address to the interface of a task on an instance; images are pulled by the instance and still arrive',
          'a default route to an internet gateway carries only what has a public address',
        ],
        cures: [
          siteCure('run the tasks in subnets with a NAT gateway (SubnetType.PRIVATE_WITH_EGRESS)', (model) => withNat(model, subnets)),
        ],
      },
    ];
  },
});

function isPublic({ wayOut, ipv6WayOut }: Subnet): boolean {
  const byIpv6 = ipv6WayOut !== undefined && !(ipv6WayOut.known && ipv6WayOut.value === 'none');
  return wayOut.known && wayOut.value === 'internet-gateway' && !byIpv6;
}

/** What the tasks call may be behind them. */
function hasEndpoints({ site }: SiteView, subnets: readonly Subnet[]): boolean {
  const vpcs = subnets.flatMap(({ vpc }) => (vpc.known ? [vpc.value] : []));
  return site.network.endpoints.some(({ vpc }) => !vpc.known || vpcs.includes(vpc.value));
}
