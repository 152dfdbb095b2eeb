import { balancedBy, networkModeOf, type Balanced } from './balanced-service';
import { balancersOf } from './balancers-of';
import { changeNetwork } from './change-model';
import { isForInstances } from './fargate-service';
import { addressPeer, anyRuleLets, declaredGroups, peerAmong, type Traffic } from './firewall';
import { siteCure, siteViews, type SiteView } from './site';
import { templateRule, type Problem } from './template-rule';
import { sureness } from './unseen-additions';
import { groupsOf } from './views';
import { LINUX_EPHEMERAL_PORTS } from '../../facts';
import { known, mapKnown, type InstanceGroup, type Known, type LoadBalancer, type PortMapping, type SecurityGroup } from '../model';

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
  const notes = ['ECS will say "failed ELB health checks" and stop each task that was just started', ...sureness(site).notes];
  const name = balancer.subject.constructPath;
  if (anyRuleLets(targets, 'ingress', { protocol, from, to }, without ? addressPeer : peerAmong(groups)) === 'no') {
    const [first] = targets;
    const peer = without ? { kind: 'cidr' as const, cidr: '0.0.0.0/0' } : { kind: 'group' as const, group: groups[0].id };
    const open = { protocol: known<string>(protocol), fromPort: known(from), toPort: known(to), peer: known(peer) };
    return [
      {
        severity: sureness(site).severity,
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
      severity: sureness(site).severity,
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
  const group = onlyGroup(view);
  return group && declaredGroups(group.securityGroups, view.site);
}

/** The one group that tasks may be placed on; undefined where there are more, or where others may belong to the cluster. */
function onlyGroup(view: SiteView): InstanceGroup | undefined {
  const groups = groupsOf(view);
  if (!groups.known || groups.value.length !== 1) return undefined;
  const named = view.service.strategy?.known === true && view.service.strategy.value.length > 0;
  const open = view.cluster?.imported === true || view.site.model.capacities.some(({ cluster }) => !cluster.known);
  return open && !named ? undefined : groups.value[0];
}

/** Where traffic arrives, and where health is checked when that is another port. */
function portsOf(view: SiteView, { entry, group, mapping }: Balanced): readonly Ports[] {
  if (!group.protocol.known || !/^(HTTPS?|TCP|TLS|TCP_UDP|UDP)$/i.test(group.protocol.value)) return [];
  const protocol = group.protocol.value.toUpperCase() === 'UDP' ? 'udp' : 'tcp';
  const traffic = trafficPort(view, entry.containerPort.known ? entry.containerPort.value : undefined, mapping);
  const { port } = group.healthCheck;
  const health = port.known && /^\d+$/.test(port.value) ? Number(port.value) : undefined;
  const found: Ports[] = traffic ? [{ protocol, ...traffic }] : [];
  if (health !== undefined && health !== traffic?.from) {found.push({ protocol: 'tcp', from: health, to: health, text: `the health check port ${health}` });}
  return found;
}

/** Undefined where it is not known which port of the interface a task answers on. */
function trafficPort(view: SiteView, containerPort: number | undefined, mapping: PortMapping | undefined): Omit<Ports, 'protocol'> | undefined {
  const fixed = (port: number | undefined) => (port === undefined ? undefined : { from: port, to: port, text: `port ${port}` });
  if (networkModeOf(view) !== 'bridge') return fixed(containerPort);
  if (!mapping || mapping.hostPort?.known === false) return undefined;
  if (mapping.hostPort && mapping.hostPort.value !== 0) return fixed(mapping.hostPort.value);
  const range = dynamicPorts(view);
  return range && { ...range, text: `the dynamic ports ${range.from} to ${range.to}` };
}

/** The agent may be told to take another range than that of the system, and user data may change that one. */
function dynamicPorts(view: SiteView): { readonly from: number; readonly to: number } | undefined {
  const agent = onlyGroup(view)?.agent;
  if (agent?.userData?.known === false || (agent?.userData?.known && agent.userData.value.includes('ip_local_port_range'))) return undefined;
  const range: Known<string> | undefined = agent?.settings.ECS_DYNAMIC_HOST_PORT_RANGE;
  if (!range) return LINUX_EPHEMERAL_PORTS;
  const ends = range.known ? /^(\d+)-(\d+)$/.exec(range.value) : null;
  return ends ? { from: Number(ends[1]), to: Number(ends[2]) } : undefined;
}
