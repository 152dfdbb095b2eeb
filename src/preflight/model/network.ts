import type { Statement } from './access';
import type { Known } from './known';
import type { Subject } from './subject';

/** The network that the input declares. What it only names is not here: an id that is not found belongs to somebody else. */
export interface Network {
  readonly vpcs: readonly Vpc[];
  readonly subnets: readonly Subnet[];
  readonly securityGroups: readonly SecurityGroup[];
  readonly endpoints: readonly VpcEndpoint[];
  readonly networkAcls: readonly NetworkAcl[];
  readonly routeTables?: readonly RouteTable[];
  readonly gateways?: readonly Gateway[];
}

export interface Vpc {
  readonly id: string;
  readonly subject: Subject;
  readonly cidr: Known<string>;
  readonly dnsSupport: Known<boolean>;
  readonly dnsHostnames: Known<boolean>;
  /** Ranges that were added to the first one. */
  readonly moreCidrs?: readonly Known<string>[];
  /** Name servers of its DHCP options; undefined when those of AWS answer. */
  readonly nameServers?: Known<readonly string[]>;
}

/** An internet gateway, a NAT gateway, or an egress-only gateway. */
export interface Gateway {
  readonly id: string;
  readonly subject: Subject;
  readonly kind: 'internet' | 'nat' | 'egress-only';
  /** VPCs that it is attached to, by id. */
  readonly vpcs: readonly Known<string>[];
  readonly subnet?: Known<string>;
  /** Whether a NAT gateway has an address to the internet; undefined for the others. */
  readonly hasAddress?: boolean;
  /** `public` or `private`; only for a NAT gateway. */
  readonly connectivity?: Known<string>;
}

export interface RouteTable {
  readonly id: string;
  readonly subject: Subject;
  readonly vpc: Known<string>;
  readonly routes: readonly Route[];
}

export interface Route {
  /** A range, or the id of a prefix list. */
  readonly destination: Known<string>;
  readonly targetKind: Known<'gateway' | 'nat-gateway' | 'transit-gateway' | 'peering' | 'interface' | 'instance' | 'endpoint' | 'other'>;
  readonly target: Known<string>;
}

export interface Subnet {
  readonly id: string;
  readonly subject: Subject;
  readonly vpc: Known<string>;
  readonly zone: Known<string>;
  readonly cidr?: Known<string>;
  /** IPv4 addresses that interfaces can take: those of the range less the five that AWS keeps. */
  readonly usableAddresses: Known<number>;
  readonly ipv6Only: Known<boolean>;
  readonly mapsPublicIp: Known<boolean>;
  /** Id of the route table; undefined when the main table of the VPC is used. */
  readonly routeTable?: Known<string>;
  /** Where the default IPv4 route leads. */
  readonly wayOut: Known<WayOut>;
  /** Where the default IPv6 route leads; undefined when the subnet has no IPv6 range. */
  readonly ipv6WayOut?: Known<Ipv6WayOut>;
  /** Id of the network ACL that is associated with it. */
  readonly networkAcl?: string;
}

/**
 * `nat-without-internet`: the NAT gateway is private, or lies in a subnet without a route to an internet gateway.
 * `other`: a transit gateway, an appliance, a peering; it may lead out or not.
 */
export type WayOut = 'internet-gateway' | 'nat-gateway' | 'nat-without-internet' | 'other' | 'none';

export type Ipv6WayOut = 'internet-gateway' | 'egress-only' | 'other' | 'none';

export interface SecurityGroup {
  readonly id: string;
  readonly subject: Subject;
  readonly vpc: Known<string>;
  /** Inline rules and those of separate resources. */
  readonly ingress: Known<readonly SecurityGroupRule[]>;
  readonly egress: Known<readonly SecurityGroupRule[]>;
}

export interface SecurityGroupRule {
  /** `tcp`, `udp`, `icmp`, `icmpv6`, or `-1` for all. */
  readonly protocol: Known<string>;
  /** Undefined when the rule has no ports, which means all of them. */
  readonly fromPort?: Known<number>;
  readonly toPort?: Known<number>;
  readonly peer: Known<RulePeer>;
}

export type RulePeer =
  | { readonly kind: 'cidr'; readonly cidr: string }
  /** Id of a group of the model, or the id text of another. */
  | { readonly kind: 'group'; readonly group: string }
  | { readonly kind: 'prefix-list'; readonly prefixList: string };

export interface VpcEndpoint {
  readonly id: string;
  readonly subject: Subject;
  readonly vpc: Known<string>;
  readonly type: Known<string>;
  /** Short name such as `ecr.dkr`, `s3`, `logs`. */
  readonly service: Known<string>;
  /** Region of the service; undefined when it is that of the endpoint, `${AWS::Region}` when the deployment decides. */
  readonly serviceRegion?: Known<string>;
  readonly privateDns: Known<boolean>;
  readonly subnets: Known<readonly Known<string>[]>;
  readonly securityGroups: Known<readonly Known<string>[]>;
  readonly routeTables: Known<readonly Known<string>[]>;
  /** True when the endpoint has a policy of its own, and with it may refuse. */
  readonly hasPolicy: boolean;
  readonly policyStatements?: Known<readonly Statement[]>;
}

export interface NetworkAcl {
  readonly id: string;
  readonly subject: Subject;
  readonly vpc: Known<string>;
  /** Ids of the subnets that are associated with it. */
  readonly subnets: readonly string[];
  readonly entries: readonly NetworkAclEntry[];
}

export interface NetworkAclEntry {
  readonly ruleNumber: Known<number>;
  readonly egress: Known<boolean>;
  readonly allow: Known<boolean>;
  /** Number of the protocol; -1 for all. */
  readonly protocol: Known<number>;
  readonly cidr: Known<string>;
  readonly fromPort?: Known<number>;
  readonly toPort?: Known<number>;
}
