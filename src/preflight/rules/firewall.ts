import type { Site } from './site';
import type { Known, RulePeer, SecurityGroup, SecurityGroupRule } from '../model';

/** What security groups let through, as far as the input tells. */
export type Answer = 'yes' | 'no' | 'unknown';

export interface Traffic {
  readonly protocol: 'tcp' | 'udp';
  readonly from: number;
  readonly to: number;
}

/** The groups that are declared; undefined when one of them is not, or when the list or an item is not known. */
export function declaredGroups(ids: Known<readonly (Known<string> | string)[]> | undefined, site: Site): readonly SecurityGroup[] | undefined {
  if (!ids?.known || ids.value.length === 0) return undefined;
  const groups: SecurityGroup[] = [];
  for (const id of ids.value) {
    const name = typeof id === 'string' ? id : id.known ? id.value : undefined;
    const group = name === undefined ? undefined : site.securityGroups.get(name);
    if (!group) return undefined;
    groups.push(group);
  }
  return groups;
}

/** Whether any rule of the groups lets some of the traffic through to or from such a peer. One rule that may is enough for "unknown". */
export function anyRuleLets(
  groups: readonly SecurityGroup[],
  direction: 'ingress' | 'egress',
  traffic: Traffic,
  peer: (peer: RulePeer) => Answer,
): Answer {
  const answers = groups.flatMap((group): readonly Answer[] => {
    const rules = group[direction];
    return rules.known ? rules.value.map((rule) => ruleLets(rule, traffic, peer)) : ['unknown'];
  });
  return answers.includes('yes') ? 'yes' : answers.includes('unknown') ? 'unknown' : 'no';
}

/** A peer among some groups; a range may hold anybody. */
export function peerAmong(groups: readonly SecurityGroup[]): (peer: RulePeer) => Answer {
  return (peer) => {
    if (peer.kind === 'group') return groups.some(({ id }) => id === peer.group) ? 'yes' : 'no';
    return peer.kind === 'cidr' && /^(0\.0\.0\.0|::)\/0$/.test(peer.cidr) ? 'yes' : 'unknown';
  };
}

/** Anything that is no security group: ranges and prefix lists. */
export function addressPeer(peer: RulePeer): Answer {
  if (peer.kind === 'group') return 'no';
  return peer.kind === 'cidr' && /^(0\.0\.0\.0|::)\/0$/.test(peer.cidr) ? 'yes' : 'unknown';
}

function ruleLets(rule: SecurityGroupRule, traffic: Traffic, peerAnswer: (peer: RulePeer) => Answer): Answer {
  const byTraffic = trafficMatches(rule, traffic);
  if (byTraffic === 'no') return 'no';
  const byPeer = rule.peer.known ? peerAnswer(rule.peer.value) : 'unknown';
  if (byPeer === 'no') return 'no';
  return byTraffic === 'yes' && byPeer === 'yes' ? 'yes' : 'unknown';
}

function trafficMatches({ protocol, fromPort, toPort }: SecurityGroupRule, traffic: Traffic): Answer {
  if (!protocol.known) return 'unknown';
  if (protocol.value === '-1') return 'yes';
  if (protocol.value !== traffic.protocol) return 'no';
  if ((fromPort && !fromPort.known) || (toPort && !toPort.known)) return 'unknown';
  const from = fromPort?.value ?? 0;
  const to = toPort?.value ?? fromPort?.value ?? 65_535;
  return from <= traffic.to && to >= traffic.from ? 'yes' : 'no';
}
