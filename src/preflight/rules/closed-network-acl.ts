import { declaredSubnets } from './blocked-start';
import { isForFargateService } from './fargate-service';
import { siteCure, siteViews } from './site';
import { startNeeds } from './start-needs';
import { templateRule } from './template-rule';
import { known, type NetworkAcl, type NetworkAclEntry } from '../model';

export const closedNetworkAcl = templateRule({
  id: 'closed-network-acl',
  title: 'the network ACL of the subnets of a Fargate service lets no HTTPS out, or no answers in',
  viewsOf: siteViews,
  judge(view) {
    const { service, definition, site, subject } = view;
    const subnets = service.network && isForFargateService(view) ? declaredSubnets(service.network.subnets, site) : undefined;
    if (!subnets || !definition || startNeeds(definition, site).length === 0) return [];
    const acls = site.network.networkAcls.filter((acl) => subnets.some(({ id }) => acl.subnets.includes(id)));
    return acls.flatMap((acl) =>
      WAYS.filter(({ egress, from, to }) => !mayPass(acl, egress, from, to)).map(({ egress, from, to, text }) => ({
        severity: 'warning' as const,
        summary: `${acl.subject.constructPath} lets no ${text}, which tasks of ${subject.constructPath} need to start`,
        notes: ['a network ACL keeps no state, so the answers of a call need a rule of their own'],
        cures: [
          siteCure(
            `add an entry to ${acl.subject.constructPath} that allows TCP ${from === to ? `port ${from}` : `ports ${from} to ${to}`} ${egress ? 'out' : 'in'}`,
            (model) => ({
              ...model,
              network: model.network && {
                ...model.network,
                networkAcls: model.network.networkAcls.map((one) =>
                  one.id === acl.id ? { ...one, entries: [...one.entries, open(egress, from, to)] } : one,
                ),
              },
            }),
          ),
        ],
      })),
    );
  },
});

const WAYS = [
  { egress: true, from: 443, to: 443, text: 'HTTPS out (TCP port 443)' },
  { egress: false, from: 1024, to: 65_535, text: 'answers in (TCP ports 1024 to 65535)' },
] as const;

/** True unless no entry may let any of the traffic through; which entry comes first is not judged. */
export function mayPass({ entries }: NetworkAcl, egress: boolean, from: number, to: number): boolean {
  return entries.some((entry) => {
    if (!entry.egress.known || !entry.allow.known || !entry.protocol.known) return true;
    if (entry.egress.value !== egress || !entry.allow.value || ![-1, 6].includes(entry.protocol.value)) return false;
    if (entry.protocol.value === -1 || !entry.fromPort || !entry.toPort || !entry.fromPort.known || !entry.toPort.known) return true;
    return entry.fromPort.value <= to && entry.toPort.value >= from;
  });
}

export function open(egress: boolean, from: number, to: number): NetworkAclEntry {
  return {
    ruleNumber: known(1),
    egress: known(egress),
    allow: known(true),
    protocol: known(6),
    cidr: known('0.0.0.0/0'),
    fromPort: known(from),
    toPort: known(to),
  };
}
