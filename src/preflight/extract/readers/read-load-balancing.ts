import { at, flag, isAbsent, items, listOf, number, or, pattern, plainList, propertiesOf, required, text, word, type Property } from './property';
import { readActions, readConditions } from './read-actions';
import { readSubnets } from './read-subnets';
import { readAttributes, readTargetGroup } from './read-target-group';
import { ofType, type Reading } from './reading';
import {
  assumed, known, unknown, type ClassicBalancer, type Known, type Listener, type ListenerRule, type LoadBalancer, type LoadBalancing,
} from '../../model';
import type { Resource } from '../template/stack';

const V2 = 'AWS::ElasticLoadBalancingV2::';

export function readLoadBalancing(reading: Reading): LoadBalancing {
  const read = <T>(type: string, one: (resource: Resource, properties: Property) => T): readonly T[] =>
    ofType(reading, type).map((resource) => one(resource, propertiesOf(resource, reading.evaluation)));
  const certificatesOf = addedCertificates(reading);
  return {
    loadBalancers: [...read(`${V2}LoadBalancer`, readBalancer), ...read('AWS::ElasticLoadBalancing::LoadBalancer', readClassic)],
    listeners: read(`${V2}Listener`, (resource, properties) => readListener(resource, properties, certificatesOf(resource))),
    rules: read(`${V2}ListenerRule`, readRule),
    targetGroups: read(`${V2}TargetGroup`, readTargetGroup),
  };
}

function readBalancer(resource: Resource, properties: Property): LoadBalancer {
  const mappings = items(at(properties, 'SubnetMappings'));
  const subnets = at(properties, 'Subnets');
  const choice = readSubnets(mappings?.known && isAbsent(subnets)
    ? { ...subnets, value: { kind: 'list', items: mappings.value.map((mapping) => at(mapping, 'SubnetId').value) } } : subnets);
  const scheme = text(at(properties, 'Scheme'));
  return {
    id: resource.id,
    subject: resource.subject,
    type: or(word(at(properties, 'Type'), ['application', 'network', 'gateway'] as const), 'application', 'a load balancer is an application one by default'),
    internetFacing: scheme?.known === false ? scheme : scheme ? { ...scheme, value: scheme.value === 'internet-facing' }
      : assumed(true, 'a load balancer faces the internet by default'),
    subnets: choice.subnets,
    zones: choice.zones,
    securityGroups: or(listOf(at(properties, 'SecurityGroups'), (item) => pattern(item) ?? unknown('an item is empty')), [], 'no security group is named'),
    ipAddressType: or(text(at(properties, 'IpAddressType')), 'ipv4', 'a load balancer has IPv4 addresses by default'),
    attributes: readAttributes(at(properties, 'LoadBalancerAttributes')),
    name: pattern(at(properties, 'Name')),
  };
}

function readClassic(resource: Resource, properties: Property): LoadBalancer {
  const choice = readSubnets(at(properties, 'Subnets'));
  const scheme = text(at(properties, 'Scheme'));
  const zones = plainList(at(properties, 'AvailabilityZones'), text);
  return {
    id: resource.id,
    subject: resource.subject,
    type: known('classic'),
    internetFacing: scheme?.known === false ? scheme : scheme ? { ...scheme, value: scheme.value !== 'internal' }
      : assumed(true, 'a load balancer faces the internet by default'),
    subnets: choice.subnets,
    zones: isAbsent(at(properties, 'Subnets')) && zones ? zones : choice.zones,
    securityGroups: or(listOf(at(properties, 'SecurityGroups'), (item) => pattern(item) ?? unknown('an item is empty')), [], 'no security group is named'),
    ipAddressType: known('ipv4'),
    attributes: {},
    name: pattern(at(properties, 'LoadBalancerName')),
    classic: readClassicParts(properties),
  };
}

function readClassicParts(properties: Property): ClassicBalancer {
  const draining = at(properties, 'ConnectionDrainingPolicy');
  return {
    listeners: or(listOf(at(properties, 'Listeners'), (item) => ({
      port: required(number(at(item, 'LoadBalancerPort')), at(item, 'LoadBalancerPort')),
      protocol: required(text(at(item, 'Protocol')), at(item, 'Protocol')),
      instancePort: required(number(at(item, 'InstancePort')), at(item, 'InstancePort')),
      hasCertificate: !isAbsent(at(item, 'SSLCertificateId')),
    })), [], 'no listener is set'),
    healthCheckTarget: text(at(properties, 'HealthCheck', 'Target')),
    drains: or(flag(at(draining, 'Enabled')), false, 'connections are not drained by default'),
    drainSeconds: number(at(draining, 'Timeout')),
    crossZone: or(flag(at(properties, 'CrossZone')), false, 'a classic load balancer stays in its zone by default'),
  };
}

/** Certificates of their own resource, by the id of the listener. */
function addedCertificates(reading: Reading): (listener: Resource) => readonly Known<string>[] {
  const found = ofType(reading, `${V2}ListenerCertificate`).map((resource) => {
    const properties = propertiesOf(resource, reading.evaluation);
    const list = listOf(at(properties, 'Certificates'), (item) => required(pattern(at(item, 'CertificateArn')), item));
    return { of: pattern(at(properties, 'ListenerArn')), certificates: list?.known ? list.value : [] };
  });
  return (listener) => found.flatMap(({ of, certificates }) => of?.known && of.value === listener.id ? certificates : []);
}

function readListener(resource: Resource, properties: Property, added: readonly Known<string>[]): Listener {
  const certificates = items(at(properties, 'Certificates'));
  const named = listOf(at(properties, 'Certificates'), (item) => required(pattern(at(item, 'CertificateArn')), item));
  return {
    id: resource.id,
    subject: resource.subject,
    loadBalancer: required(pattern(at(properties, 'LoadBalancerArn')), at(properties, 'LoadBalancerArn')),
    port: required(number(at(properties, 'Port')), at(properties, 'Port')),
    protocol: required(text(at(properties, 'Protocol')), at(properties, 'Protocol')),
    hasCertificate: certificates?.known === false ? certificates : known((certificates?.value.length ?? 0) > 0, 'Properties.Certificates'),
    forwardsTo: forwards(at(properties, 'DefaultActions')),
    actions: readActions(at(properties, 'DefaultActions')),
    certificates: named?.known ? { ...named, value: [...named.value, ...added] } : named ?? (added.length > 0 ? known(added) : undefined),
    sslPolicy: text(at(properties, 'SslPolicy')),
  };
}

function readRule(resource: Resource, properties: Property): ListenerRule {
  return {
    id: resource.id,
    subject: resource.subject,
    listener: required(pattern(at(properties, 'ListenerArn')), at(properties, 'ListenerArn')),
    priority: required(number(at(properties, 'Priority')), at(properties, 'Priority')),
    forwardsTo: forwards(at(properties, 'Actions')),
    conditionValues: conditionValues(at(properties, 'Conditions')),
    conditions: readConditions(at(properties, 'Conditions')),
    actions: readActions(at(properties, 'Actions')),
  };
}

/** Target groups of `forward` actions, named directly or in a weighted list. */
function forwards(actions: Property): Known<readonly Known<string>[]> {
  const found = items(actions);
  if (!found?.known) {
    return found ?? assumed([], 'no action is set', actions.path);
  }
  const groups: Known<string>[] = [];
  for (const action of found.value) {
    const direct = pattern(at(action, 'TargetGroupArn'));
    const weighted = items(at(action, 'ForwardConfig', 'TargetGroups'));
    if (weighted && !weighted.known) {
      return weighted;
    }
    groups.push(...(direct ? [direct] : []), ...(weighted?.known ? weighted.value : [])
      .map((group) => required(pattern(at(group, 'TargetGroupArn')), group)));
  }
  const seen = new Set<string>();
  return known(groups.filter((group) => !group.known || (!seen.has(group.value) && seen.add(group.value) !== undefined)), actions.path);
}

function conditionValues(conditions: Property): Known<number> {
  const found = items(conditions);
  if (!found?.known) {
    return found ?? assumed(0, 'no condition is set', conditions.path);
  }
  const counts = found.value.map((condition) => valuesOf(condition));
  const open = counts.find((count) => !count.known);
  return open && !open.known ? open : known(counts.reduce((sum, count) => sum + (count.known ? count.value : 0), 0), conditions.path);
}

function valuesOf(condition: Property): Known<number> {
  const places = [['Values'], ['HostHeaderConfig', 'Values'], ['PathPatternConfig', 'Values'], ['HttpHeaderConfig', 'Values'],
    ['HttpRequestMethodConfig', 'Values'], ['QueryStringConfig', 'Values'], ['SourceIpConfig', 'Values']];
  const lists = places.map((names) => items(at(condition, ...names))).filter((list) => list !== undefined);
  const open = lists.find((list) => !list.known);
  return open && !open.known ? open : known(lists.reduce((sum, list) => sum + (list.known ? list.value.length : 0), 0), condition.path);
}
