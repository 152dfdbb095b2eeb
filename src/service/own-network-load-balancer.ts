import { Token } from 'aws-cdk-lib';
import * as acm from 'aws-cdk-lib/aws-certificatemanager';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as elbv2 from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { Construct } from 'constructs';
import { admitCallers, newBalancerSecurityGroup } from './balancer-callers';
import { addRecords, checkRecords } from './balancer-records';
import { checkExisting } from './check-existing-balancer';
import { Exposure } from './exposure';
import type { NetworkListenerConfig } from './network-listener';
import { TlsListenerOptions } from './network-listener-options';

export interface OwnNetworkLoadBalancerProps extends TlsListenerOptions {
  readonly protocol: elbv2.Protocol;
  readonly port: number;
  readonly certificate?: acm.ICertificate;
  readonly targetGroup: elbv2.NetworkTargetGroup;
}

/** A Network Load Balancer with a listener, as children `LoadBalancer` and its `Listener` of the scope. */
export function newOwnNetworkLoadBalancer(scope: Construct, vpc: ec2.IVpc, props: OwnNetworkLoadBalancerProps): NetworkListenerConfig {
  checkRecords(props);
  const { port, protocol, certificate, exposure = Exposure.internal() } = props;
  if (props.loadBalancer) checkGiven(scope, props, props.loadBalancer);
  const made = props.loadBalancer ? undefined : newLoadBalancer(scope, vpc, exposure, props);
  const loadBalancer = props.loadBalancer ?? made!;
  const listener = new elbv2.NetworkListener(made ?? scope, 'Listener', {
    loadBalancer,
    port,
    protocol,
    certificates: certificate && [certificate],
    sslPolicy: certificate && elbv2.SslPolicy.TLS13_12_RES_PQ,
    alpnPolicy: props.alpnPolicy,
    tcpIdleTimeout: props.tcpIdleTimeout,
    defaultTargetGroups: [props.targetGroup],
  });
  const { ipAddressType } = loadBalancer;
  admitCallers(scope, loadBalancer, {
    exposure,
    vpc,
    ipAddressType,
    port: protocol === elbv2.Protocol.UDP ? ec2.Port.udp(port) : ec2.Port.tcp(port),
  });
  addRecords(scope, loadBalancer, { ...props, ipAddressType });
  const host = props.domainNames?.[0] ?? loadBalancer.loadBalancerDnsName;
  return { listener, loadBalancer, address: `${host}:${Token.isUnresolved(port) ? Token.asString(port) : port}` };
}

function newLoadBalancer(
  scope: Construct,
  vpc: ec2.IVpc,
  exposure: Exposure,
  props: OwnNetworkLoadBalancerProps,
): elbv2.NetworkLoadBalancer {
  const loadBalancer = new elbv2.NetworkLoadBalancer(scope, 'LoadBalancer', {
    vpc,
    vpcSubnets: props.vpcSubnets,
    internetFacing: exposure.internetFacing,
    deletionProtection: props.deletionProtection ?? true,
    crossZoneEnabled: props.crossZone,
    ipAddressType: props.ipAddressType,
    securityGroups: [newBalancerSecurityGroup(scope, vpc, exposure)],
  });
  if (props.accessLogsBucket) loadBalancer.logAccessLogs(props.accessLogsBucket);
  return loadBalancer;
}

/** A load balancer without a security group cannot be named in the rules of the tasks, and never gets one later. */
function checkGiven(scope: Construct, props: OwnNetworkLoadBalancerProps, loadBalancer: elbv2.INetworkLoadBalancer): void {
  checkExisting(scope, props, ['accessLogsBucket', 'deletionProtection', 'vpcSubnets', 'crossZone', 'ipAddressType']);
  if (loadBalancer.connections.securityGroups.length > 0) return;
  throw new Error(
    `\`loadBalancer\` of ${scope.node.path} must have a security group, by which the tasks admit it, got ${loadBalancer.node.path} without: ` +
      'give `securityGroups` where it is made, or `loadBalancerSecurityGroups` where it is imported',
  );
}
