import { blockedNeeds, declaredSubnets } from './blocked-start';
import { changeCapacity } from './change-model';
import { needsText, table, withEndpoints, withNat } from './no-way-out';
import { pieces, type PieceView } from './site';
import { startNeeds, type StartNeed } from './start-needs';
import { templateRule } from './template-rule';
import { groupViews, type GroupView } from './views';
import { isWhole, missingEndpoints } from './way-to';
import { known, type InstanceGroup, type Subnet } from '../model';

const AGENT: StartNeed = { endpoints: ['ecs', 'ecs-agent', 'ecs-telemetry'], what: 'the ECS service' };

const groups = pieces((model): readonly InstanceGroup[] => model.capacities.filter((capacity) => capacity.kind === 'instance-group'));

export const isolatedInstances = templateRule<PieceView<InstanceGroup>>({
  id: 'isolated-instances',
  title: 'container instances start in subnets from which ECS or their images cannot be reached',
  viewsOf: groups.viewsOf,
  judge({ piece: group, site }) {
    const subnets = declaredSubnets(group.subnets, site);
    if (!subnets) return [];
    const services = groupViews(site.model).find(({ group: one }) => one.id === group.id)?.services ?? [];
    const needs = [AGENT, ...imageNeeds(services, site)];
    const blocked = subnets.flatMap((subnet) => blockedNeeds(needs, [subnet], site, hasAddress(group, subnet)));
    if (blocked.length === 0) return [];
    const shut = [...new Set(blocked.map(({ subnet }) => subnet))];
    const bare = blocked.some(({ way }) => way === 'needs-public-ip');
    // User data may give an instance the address that its launch template does not.
    const certain = !bare && blocked.some(({ need }) => need === AGENT)
      && shut.length === subnets.length && subnets.every((subnet) => isWhole(subnet, site));
    const endpoints = [...new Set(blocked.flatMap(({ need, subnet }) => missingEndpoints(need, subnet, site)))].sort();
    const reachable = blocked.every(({ need }) => need.endpoints.length > 0);
    return [
      {
        severity: certain ? 'error' as const : 'warning' as const,
        summary: `instances of ${group.subject.constructPath} cannot reach ${needsText(blocked)} from ${shut.length} of ${subnets.length} subnets`,
        evidence: [table(blocked, site)],
        notes: [
          'an instance that does not reach ECS never registers, and takes no task',
          ...(bare ? ['an internet gateway carries only what has a public address, and the launch template and the subnet give none'] : []),
        ],
        cures: [
          ...(bare ? [groups.cure(`set AssociatePublicIpAddress (associatePublicIpAddress) of ${group.subject.constructPath} to true`, (model) =>
            changeCapacity(model, group.id, { assignsPublicIp: known(true) }))] : []),
          ...(reachable ? [groups.cure(`add VPC endpoints (addInterfaceEndpoint, addGatewayEndpoint) for ${endpoints.join(', ')}`,
            (model) => withEndpoints(model, shut, endpoints))] : []),
          groups.cure('run the instances in subnets with a NAT gateway (SubnetType.PRIVATE_WITH_EGRESS)', (model) => withNat(model, shut)),
        ],
      },
    ];
  },
});

/** The launch template decides, and where it is silent the subnet. */
function hasAddress({ assignsPublicIp }: InstanceGroup, { mapsPublicIp }: Subnet): boolean {
  const given = assignsPublicIp ?? mapsPublicIp;
  return !given.known || given.value;
}

/** The instance pulls images and sends logs for its tasks, through its own interface. */
function imageNeeds(services: GroupView['services'], site: PieceView<InstanceGroup>['site']): readonly StartNeed[] {
  const byText = new Map<string, StartNeed>();
  for (const { definition } of services) {
    for (const need of definition ? startNeeds(definition, site) : []) byText.set(need.what, need);
  }
  return [...byText.values()];
}
