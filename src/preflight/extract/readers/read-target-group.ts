import { at, flag, items, number, or, pattern, required, text, word, type Property } from './property';
import { assumed, unknown, type Known, type TargetGroup, type TargetHealthCheck } from '../../model';
import type { Resource } from '../template/stack';

export function readTargetGroup(resource: Resource, properties: Property): TargetGroup {
  const attributes = readAttributes(at(properties, 'TargetGroupAttributes'));
  const protocol = text(at(properties, 'Protocol')) ?? unknown('the target group sets no protocol', 'Properties.Protocol');
  const delay: Known<string> | undefined = attributes['deregistration_delay.timeout_seconds'];
  return {
    id: resource.id,
    subject: resource.subject,
    name: pattern(at(properties, 'Name')) ?? unknown('CloudFormation makes up the name at deployment', 'Properties.Name'),
    targetType: or(word(at(properties, 'TargetType'), ['instance', 'ip', 'lambda', 'alb'] as const), 'instance', 'targets are instances by default'),
    protocol,
    protocolVersion: or(text(at(properties, 'ProtocolVersion')), 'HTTP1', 'the protocol version is HTTP1 by default'),
    port: number(at(properties, 'Port')) ?? unknown('the target group sets no port', 'Properties.Port'),
    vpc: pattern(at(properties, 'VpcId')) ?? unknown('the target group names no VPC', 'Properties.VpcId'),
    healthCheck: healthCheck(properties, protocol),
    deregistrationDelaySeconds: delay === undefined ? assumed(300, 'targets drain for 300 seconds by default')
      : delay.known ? { ...delay, value: Number(delay.value) } : delay,
    attributes,
    ipAddressType: text(at(properties, 'IpAddressType')),
    fixedTargets: fixedTargets(at(properties, 'Targets')),
  };
}

function fixedTargets(property: Property): Known<number> | undefined {
  const targets = items(property);
  return targets?.known ? { ...targets, value: targets.value.length } : targets;
}

/** Defaults differ between application and network load balancers, which the protocol of the group tells apart. */
function healthCheck(properties: Property, protocol: Known<string>): TargetHealthCheck {
  const p = (name: string): Property => at(properties, name);
  const application = protocol.known ? /^HTTPS?$/i.test(protocol.value) : undefined;
  const byKind = (name: string, http: number, other: number): Known<number> => number(p(name))
    ?? (application === undefined ? unknown('the default depends on the protocol, which is not known', p(name).path)
      : assumed(application ? http : other, `the default of ${application ? 'an application' : 'a network'} load balancer`, p(name).path));
  return {
    enabled: or(flag(p('HealthCheckEnabled')), true, 'targets are checked by default'),
    protocol: text(p('HealthCheckProtocol')) ?? (application === undefined ? unknown('the default depends on the protocol, which is not known')
      : assumed(application ? 'HTTP' : 'TCP', `the default of ${application ? 'an application' : 'a network'} load balancer`)),
    port: or(text(p('HealthCheckPort')), 'traffic-port', 'targets are checked on the port that takes the traffic'),
    path: text(p('HealthCheckPath')),
    matcher: text(at(p('Matcher'), 'HttpCode')) ?? text(at(p('Matcher'), 'GrpcCode')),
    intervalSeconds: or(number(p('HealthCheckIntervalSeconds')), 30, 'targets are checked every 30 seconds by default'),
    timeoutSeconds: byKind('HealthCheckTimeoutSeconds', 5, 10),
    healthyThreshold: or(number(p('HealthyThresholdCount')), 5, 'five good checks make a target healthy by default'),
    unhealthyThreshold: or(number(p('UnhealthyThresholdCount')), 2, 'two bad checks make a target unhealthy by default'),
  };
}

/** A list of `Key` and `Value`. */
export function readAttributes(property: Property): Readonly<Record<string, Known<string>>> {
  const found = items(property);
  const entries: [string, Known<string>][] = [];
  for (const item of found?.known ? found.value : []) {
    const key = text(at(item, 'Key'));
    if (key?.known) {
      entries.push([key.value, required(text(at(item, 'Value')), at(item, 'Value'))]);
    }
  }
  return Object.fromEntries(entries);
}

