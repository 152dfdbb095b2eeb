import { declaredSubnets } from './blocked-start';
import { changeNetwork } from './change-model';
import { isForFargateService } from './fargate-service';
import { anyRuleLets, declaredGroups, type Answer } from './firewall';
import { siteCure, siteViews, type SiteView } from './site';
import { startNeeds } from './start-needs';
import { templateRule } from './template-rule';
import { sureness } from './unseen-additions';
import { known, mapKnown, type RulePeer } from '../model';

const DNS = { protocol: 'udp', from: 53, to: 53 } as const;

export const closedResolver = templateRule({
  id: 'closed-resolver',
  title: 'the security groups of a Fargate task keep it from the name servers of its VPC',
  viewsOf: siteViews,
  judge(view) {
    const { service, definition, site, subject } = view;
    if (!definition || !isForFargateService(view) || startNeeds(definition, site).length === 0) return [];
    const groups = declaredGroups(service.network?.securityGroups, site);
    const servers = serversOf(view);
    if (!groups || servers.length === 0 || anyRuleLets(groups, 'egress', DNS, (peer) => among(peer, servers)) !== 'no') return [];
    const [first] = groups;
    return [
      {
        severity: 'warning' as const,
        summary: `the security groups of ${subject.constructPath} let nothing out to the name servers ${servers.join(', ')} on UDP port 53`,
        evidence: [{ kind: 'text' as const, lines: groups.map((group) => group.subject.constructPath) }],
        notes: [
          'the DHCP options of the VPC name these servers; security groups let calls to the resolver of AWS through, and filter calls to others',
          'ECS will say "CannotPullContainerError" or "ResourceInitializationError", with a lookup that timed out',
          ...sureness(site).notes,
        ],
        cures: [
          siteCure(`let ${first.subject.constructPath} out to ${servers.join(', ')} on UDP and TCP port 53 (addEgressRule)`, (model) =>
            changeNetwork(model, 'securityGroups', first.id, {
              egress: mapKnown(first.egress, (rules) => [...rules, ...servers.map((server) => ({
                protocol: known('udp'), fromPort: known(53), toPort: known(53), peer: known({ kind: 'cidr' as const, cidr: `${server}/32` }),
              }))]),
            })),
        ],
      },
    ];
  },
});

/** Empty where the resolver of AWS answers as well, or where a server is not known. */
function serversOf({ service, site }: SiteView): readonly string[] {
  const subnets = service.network ? declaredSubnets(service.network.subnets, site) ?? [] : [];
  const [id, ...others] = [...new Set(subnets.map(({ vpc }) => (vpc.known ? vpc.value : '')))];
  const vpc = others.length === 0 ? site.vpcs.get(id) : undefined;
  const named = vpc?.nameServers?.known ? vpc.nameServers.value : [];
  const base = vpc?.cidr.known ? numberOf(vpc.cidr.value.split('/')[0]) : undefined;
  const foreign = named.every((server) => {
    const address = numberOf(server);
    return address !== undefined && base !== undefined && address !== base + 2 && server !== '169.254.169.253';
  });
  return foreign ? named : [];
}

function among(peer: RulePeer, servers: readonly string[]): Answer {
  if (peer.kind !== 'cidr') return 'unknown';
  const [start, length] = peer.cidr.split('/');
  const from = numberOf(start);
  // A range of IPv6 holds no server with an IPv4 address.
  if (from === undefined) return start.includes(':') ? 'no' : 'unknown';
  const size = 2 ** (32 - Number(length ?? 32));
  return servers.some((server) => Math.floor((numberOf(server) ?? -1) / size) === Math.floor(from / size)) ? 'yes' : 'no';
}

function numberOf(address: string): number | undefined {
  const parts = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(address)?.slice(1).map(Number);
  return parts?.every((part) => part <= 255) ? parts.reduce((sum, part) => sum * 256 + part, 0) : undefined;
}
