import { at, isAbsent, listOf, number, pattern, propertiesOf, required, text, type Property } from './property';
import { ofType, type Reading } from './reading';
import { assumed, known, unknown, type Known, type RulePeer, type SecurityGroup, type SecurityGroupRule } from '../../model';

/** Security groups with their inline rules and those of separate resources. */
export function readSecurityGroups(reading: Reading): readonly SecurityGroup[] {
  const ingress = separateRules(reading, 'AWS::EC2::SecurityGroupIngress');
  const egress = separateRules(reading, 'AWS::EC2::SecurityGroupEgress');
  return ofType(reading, 'AWS::EC2::SecurityGroup').map((resource) => {
    const properties = propertiesOf(resource, reading.evaluation);
    return {
      id: resource.id,
      subject: resource.subject,
      vpc: pattern(at(properties, 'VpcId')) ?? unknown('the group names no VPC, so it belongs to the default one', 'Properties.VpcId'),
      ingress: inlineRules(at(properties, 'SecurityGroupIngress'), ingress.get(resource.id) ?? [], []),
      egress: inlineRules(at(properties, 'SecurityGroupEgress'), egress.get(resource.id) ?? [], [ALLOW_ALL]),
    };
  });
}

const ALLOW_ALL: SecurityGroupRule = {
  protocol: assumed('-1', 'a group lets everything out unless it says otherwise'),
  peer: assumed({ kind: 'cidr', cidr: '0.0.0.0/0' }, 'a group lets everything out unless it says otherwise'),
};

/** Rules of their own resource, by the id of the group they belong to. */
function separateRules(reading: Reading, type: string): ReadonlyMap<string, readonly SecurityGroupRule[]> {
  const rules = new Map<string, SecurityGroupRule[]>();
  for (const resource of ofType(reading, type)) {
    const properties = propertiesOf(resource, reading.evaluation);
    const group = pattern(at(properties, 'GroupId')) ?? pattern(at(properties, 'GroupName'));
    if (group?.known) {
      rules.set(group.value, [...(rules.get(group.value) ?? []), readRule(properties)]);
    } else if (group) {
      reading.notes.push({
        subject: resource.subject,
        text: `the rule ${resource.logicalId} belongs to a security group that is not known: ${group.because}`,
      });
    }
  }
  return rules;
}

function inlineRules(
  property: Property,
  separate: readonly SecurityGroupRule[],
  otherwise: readonly SecurityGroupRule[],
): Known<readonly SecurityGroupRule[]> {
  const inline = listOf(property, readRule);
  if (inline && !inline.known) {
    return inline;
  }
  return known([...(inline?.known ? inline.value : otherwise), ...separate], property.path);
}

function readRule(property: Property): SecurityGroupRule {
  const protocol = required(text(at(property, 'IpProtocol')), at(property, 'IpProtocol'));
  return {
    protocol: protocol.known ? { ...protocol, value: PROTOCOLS[protocol.value] ?? protocol.value.toLowerCase() } : protocol,
    fromPort: number(at(property, 'FromPort')),
    toPort: number(at(property, 'ToPort')),
    peer: peerOf(property),
  };
}

const PROTOCOLS: Readonly<Record<string, string>> = { 6: 'tcp', 17: 'udp', 1: 'icmp', 58: 'icmpv6', all: '-1' };

function peerOf(property: Property): Known<RulePeer> {
  const candidates: readonly (readonly [string, (value: string) => RulePeer])[] = [
    ['CidrIp', (cidr) => ({ kind: 'cidr', cidr })],
    ['CidrIpv6', (cidr) => ({ kind: 'cidr', cidr })],
    ['SourceSecurityGroupId', (group) => ({ kind: 'group', group })],
    ['DestinationSecurityGroupId', (group) => ({ kind: 'group', group })],
    ['SourceSecurityGroupName', (group) => ({ kind: 'group', group })],
    ['SourcePrefixListId', (prefixList) => ({ kind: 'prefix-list', prefixList })],
    ['DestinationPrefixListId', (prefixList) => ({ kind: 'prefix-list', prefixList })],
  ];
  const found = candidates.find(([name]) => !isAbsent(at(property, name)));
  if (!found) {
    return unknown('the rule names neither a range nor a group', property.path);
  }
  const value = cidrOrId(at(property, found[0]));
  return value.known ? { ...value, value: found[1](value.value) } : value;
}

/** A range is a number to compare, so it must be known in full; `CidrBlock` of a declared VPC is looked up. */
function cidrOrId(property: Property): Known<string> {
  const { value } = property;
  if (value.kind === 'reference' && value.resource.type === 'AWS::EC2::VPC' && value.attribute === 'CidrBlock') {
    return required(text(at(propertiesOf(value.resource, property.evaluation), 'CidrBlock')), property);
  }
  return required(property.path.includes('Cidr') ? text(property) : pattern(property), property);
}
