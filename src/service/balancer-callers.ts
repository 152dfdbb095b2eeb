import { Token } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as elbv2 from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { Construct } from 'constructs';
import { Exposure } from './exposure';
import { securityGroupsSeenFrom } from './security-groups-seen-from';
import { acknowledge } from '../validation/acknowledge';

export interface Callers {
  readonly exposure: Exposure;
  readonly vpc: ec2.IVpc;
  readonly port: ec2.Port;
  /** IPv4 alone, unless said otherwise. */
  readonly ipAddressType?: elbv2.IpAddressType;
}

/** The security group of a load balancer that is made for a service, as child `LoadBalancerSecurityGroup` of the scope. */
export function newBalancerSecurityGroup(scope: Construct, vpc: ec2.IVpc, exposure: Exposure): ec2.SecurityGroup {
  const group = new ec2.SecurityGroup(scope, 'LoadBalancerSecurityGroup', {
    vpc, description: `Load balancer of ${scope.node.path}`, allowAllOutbound: false,
  });
  if (!exposure.internetFacing && Token.isUnresolved(vpc.vpcCidrBlock)) {
    acknowledge(
      group, 'AwsSolutions-EC23',
      'the callers are the address range of the VPC, which is known only at deployment and which a checker cannot read',
    );
  }
  return group;
}

/** Lets callers reach a port of a load balancer, whosever it is. */
export function admitCallers(scope: Construct, loadBalancer: ec2.IConnectable, { exposure, vpc, port, ipAddressType }: Callers): void {
  const groups = new ec2.Connections({ securityGroups: securityGroupsSeenFrom(scope, loadBalancer, 'LoadBalancerSecurityGroup') });
  exposure.peers(vpc, hasIpv6(ipAddressType)).forEach((peer) => groups.allowFrom(peer, port, 'Callers of the load balancer'));
}

export function hasIpv6(type: elbv2.IpAddressType | undefined): boolean {
  return type === elbv2.IpAddressType.DUAL_STACK || type === elbv2.IpAddressType.DUAL_STACK_WITHOUT_PUBLIC_IPV4;
}
