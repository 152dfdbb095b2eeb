import { balancedBy, networkModeOf, type Balanced } from './balanced-service';
import { balancersOf } from './balancers-of';
import { changeNetwork } from './change-model';
import { isForInstances } from './fargate-service';
import { addressPeer, anyRuleLets, declaredGroups, peerAmong, type Traffic } from './firewall';
import { siteCure, siteViews, type SiteView } from './site';
import { templateRule, type Problem } from './template-rule';
import { groupsOf } from './views';
import { LINUX_EPHEMERAL_PORTS } from '../../facts';
import { known, mapKnown, type LoadBalancer, type SecurityGroup } from '../model';

export const closedToBalancer = templateRule({
  id: 'closed-to-balancer',
  title: 'security groups keep a load balancer from its tasks, so no target turns healthy',
  viewsOf: siteViews,
  judge: (view) =>
    balancedBy(view).flatMap((balanced) => {
      const targets = targetGroupsOf(view);
      const balancers = balancersOf(balanced.group.id, view.site);
      if (!targets || !balancers) return [];
      return balancers.flatMap((balancer) => portsOf(view, balanced).flatMap((ports) => judgePath(view, balancer, targets, ports)));
    }),
});

interface Ports extends Traffic {
  readonly text: string;
}

function judgePath(
  { site, subject }: SiteView,
  balancer: LoadBalancer,
  targets: readonly SecurityGroup[],
  ports: Ports,
): readonly Problem<SiteView>[] {
  const { protocol, from, to, text } = ports;
  const { type } = balancer;
  if (!type.known || (type.value !== 'application' && type.value !== 'network') || !balancer.securityGroups.known) return [];
  const without = balancer.securityGroups.value.length === 0;
  if (without && type.value === 'application') return [];
  const groups = without ? [] : declaredGroups(balancer.securityGroups, site);
  if (!groups) return [];
  const notes = ['ECS will say "failed ELB health checks" and stop each task that was just started'];
  const name = balancer.subject.constructPath;
  if (anyRuleLets(targets, 'ingress', { protocol, from, to }, without ? addressPeer : peerAmong(groups)) === 'no') {
    const [first] = targets;
    const peer = without ? { kind: 'cidr' as const, cidr: '0.0.0.0/0' } : { kind: 'group' as const, group: groups[0].id };
    const open = { protocol: known<string>(protocol), fromPort: known(from), toPort: known(to), peer: known(peer) };
    return [
      {
        severity: 'error',
        summary: `${name} cannot reach tasks of ${subject.constructPath}: no rule of their security groups lets it in on ${text}`,
        evidence: [{ kind: 'text', lines: targets.map((group) => group.subject.constructPath) }],
        notes: [
          ...notes,
          ...(without
            ? ['a Network Load Balancer without security groups comes from addresses, so rules that name groups do not match it']
            : []),
        ],
        cures: [
          siteCure(
            `let ${without ? `the addresses of ${name}` : groups[0].subject.constructPath} into ${first.subject.constructPath} on ${text}`,
            (model) => changeNetwork(model, 'securityGroups', first.id, { ingress: mapKnown(first.ingress, (rules) => [...rules, open]) }),
          ),
        ],
      },
    ];
  }
  if (without || anyRuleLets(groups, 'egress', { protocol, from, to }, peerAmong(targets)) !== 'no') return [];
  const open = {
    protocol: known<string>(protocol),
    fromPort: known(from),
    toPort: known(to),
    peer: known({ kind: 'group' as const, group: targets[0].id }),
  };
  return [
    {
      severity: 'error',
      summary: `${name} cannot reach tasks of ${subject.constructPath}: no rule of its own security groups lets it out on ${text}`,
      evidence: [{ kind: 'text', lines: groups.map((group) => group.subject.constructPath) }],
      notes,
      cures: [
        siteCure(`let ${groups[0].subject.constructPath} out to ${targets[0].subject.constructPath} on ${text}`, (model) =>
          changeNetwork(model, 'securityGroups', groups[0].id, { egress: mapKnown(groups[0].egress, (rules) => [...rules, open]) }),
        ),
      ],
    },
  ];
}

/** Security groups of the interface that traffic arrives at: the task's own, or that of its instance. */
function targetGroupsOf(view: SiteView): readonly SecurityGroup[] | undefined {
  const mode = networkModeOf(view);
  if (mode === 'awsvpc') return declaredGroups(view.service.network?.securityGroups, view.site);
  if (mode === undefined || mode === 'none' || !isForInstances(view)) return undefined;
  const groups = groupsOf(view);
  if (!groups.known || groups.value.length !== 1) return undefined;
  return declaredGroups(groups.value[0].securityGroups, view.site);
}

/** Where traffic arrives, and where health is checked when that is another port. */
function portsOf(view: SiteView, { entry, group, mapping }: Balanced): readonly Ports[] {
  if (!group.protocol.known || !/^(HTTPS?|TCP|TLS|TCP_UDP|UDP)$/i.test(group.protocol.value)) return [];
  const protocol = group.protocol.value.toUpperCase() === 'UDP' ? 'udp' : 'tcp';
  const traffic = trafficPort(view, entry.containerPort.known ? entry.containerPort.value : undefined, mapping?.hostPort);
  const { port } = group.healthCheck;
  const health = port.known && /^\d+$/.test(port.value) ? Number(port.value) : undefined;
  const found: Ports[] = traffic ? [{ protocol, ...traffic }] : [];
  if (health !== undefined && health !== traffic?.from) {found.push({ protocol: 'tcp', from: health, to: health, text: `the health check port ${health}` });}
  return found;
}

function trafficPort(
  view: SiteView,
  containerPort: number | undefined,
  hostPort: { readonly known: boolean; readonly value?: number } | undefined,
): Omit<Ports, 'protocol'> | undefined {
  const mode = networkModeOf(view);
  const fixed = (port: number | undefined) => (port === undefined ? undefined : { from: port, to: port, text: `port ${port}` });
  if (mode !== 'bridge') return fixed(containerPort);
  if (hostPort && (!hostPort.known || hostPort.value !== 0)) return fixed(hostPort.value);
  const { from, to } = LINUX_EPHEMERAL_PORTS;
  return { from, to, text: `the dynamic ports ${from} to ${to}` };
}
