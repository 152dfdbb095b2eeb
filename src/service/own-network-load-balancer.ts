import { Tokenization } from 'aws-cdk-lib';
import * as acm from 'aws-cdk-lib/aws-certificatemanager';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as elbv2 from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { Construct } from 'constructs';
import { admitCallers, newBalancerSecurityGroup } from './balancer-callers';
import { addRecords, checkRecords } from './balancer-records';
import { checkExisting } from './check-existing-balancer';
import { checkListenerPort } from './check-listener-port';
import { Exposure } from './exposure';
import { namedPort } from './health-check-port';
import type { NetworkListenerConfig } from './network-listener';
import { TlsListenerOptions } from './network-listener-options';

export interface OwnNetworkLoadBalancerProps extends TlsListenerOptions {
  readonly protocol: elbv2.Protocol;
  readonly port: number;
  readonly certificate?: acm.ICertificate;
  readonly targetGroup: elbv2.NetworkTargetGroup;
  readonly alternateTargetGroup?: elbv2.NetworkTargetGroup;
  readonly testPort?: number;
}

/** A Network Load Balancer with a listener, as children `LoadBalancer` and its `Listener` of the scope. */
export function newOwnNetworkLoadBalancer(scope: Construct, vpc: ec2.IVpc, props: OwnNetworkLoadBalancerProps): NetworkListenerConfig {
  checkRecords(props);
  const { port, testPort, protocol, exposure = Exposure.internal() } = props;
  if (testPort !== undefined) checkTestPort(testPort, port);
  if (props.loadBalancer) checkGiven(scope, props, props.loadBalancer);
  const made = props.loadBalancer ? undefined : newLoadBalancer(scope, vpc, exposure, props);
  const loadBalancer = props.loadBalancer ?? made!;
  const newAt = (id: string, at: number) => newListener(made ?? scope, id, { ...props, port: at, loadBalancer });
  const listener = newAt('Listener', port);
  const testListener = testPort === undefined ? undefined : newAt('TestListener', testPort);
  const { ipAddressType } = loadBalancer;
  const udp = protocol === elbv2.Protocol.UDP;
  const admit = (ports: ec2.Port) => admitCallers(scope, loadBalancer, { exposure, vpc, ipAddressType, port: ports });
  admit(udp ? ec2.Port.udp(port) : ec2.Port.tcp(port));
  if (testPort !== undefined) admit(namedPort(udp ? ec2.Protocol.UDP : ec2.Protocol.TCP, testPort, 'test listener'));
  addRecords(scope, loadBalancer, { ...props, ipAddressType });
  const host = props.domainNames?.[0] ?? loadBalancer.loadBalancerDnsName;
  return { listener, testListener, loadBalancer, address: `${host}:${Tokenization.stringifyNumber(port)}` };
}

/** ECS changes the weights during a deployment; both groups belong to the listener from the start. */
function newListener(
  scope: Construct, id: string, { certificate, targetGroup, alternateTargetGroup, ...props }: OwnNetworkLoadBalancerProps & Existing,
): elbv2.NetworkListener {
  const later = props.tcpIdleTimeout?.isUnresolved();
  const listener = new elbv2.NetworkListener(scope, id, {
    loadBalancer: props.loadBalancer,
    port: props.port,
    protocol: props.protocol,
    certificates: certificate && [certificate],
    sslPolicy: certificate && elbv2.SslPolicy.TLS13_12_RES_PQ,
    alpnPolicy: props.alpnPolicy,
    tcpIdleTimeout: later ? undefined : props.tcpIdleTimeout,
    defaultAction: alternateTargetGroup
      && elbv2.NetworkListenerAction.weightedForward([{ targetGroup, weight: 100 }, { targetGroup: alternateTargetGroup, weight: 0 }]),
    defaultTargetGroups: alternateTargetGroup ? undefined : [targetGroup],
  });
  // The construct of the CDK compares the number, which is known at deployment only.
  if (later) listener.setAttribute('tcp.idle_timeout.seconds', Tokenization.stringifyNumber(props.tcpIdleTimeout!.toSeconds()));
  return listener;
}

interface Existing {
  readonly loadBalancer: elbv2.INetworkLoadBalancer;
}

function checkTestPort(testPort: number, port: number): void {
  checkListenerPort('testPort', testPort);
  if (testPort === port) throw new Error(`\`testPort\` must be another than that of \`listener\`, got ${Tokenization.stringifyNumber(port)} for both`);
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
