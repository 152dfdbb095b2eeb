import { Token } from 'aws-cdk-lib';
import * as acm from 'aws-cdk-lib/aws-certificatemanager';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as elbv2 from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import * as route53 from 'aws-cdk-lib/aws-route53';
import { LoadBalancerTarget } from 'aws-cdk-lib/aws-route53-targets';
import * as wafv2 from 'aws-cdk-lib/aws-wafv2';
import { Construct, IConstruct } from 'constructs';
import { Exposure } from './exposure';
import { OwnLoadBalancerOptions } from './own-load-balancer-options';
import { securityGroupsSeenFrom } from './security-groups-seen-from';
import { acknowledge } from '../validation/acknowledge';

export interface OwnLoadBalancerProps extends OwnLoadBalancerOptions {
  readonly certificate?: acm.ICertificate;
  readonly defaultAction: elbv2.ListenerAction;
}

export interface OwnLoadBalancer {
  readonly loadBalancer: elbv2.IApplicationLoadBalancer;
  readonly listener: elbv2.ApplicationListener;
  readonly url: string;
}

/** A load balancer with a listener, as children `LoadBalancer` and its `Listener` of the scope. */
export function newOwnLoadBalancer(scope: Construct, vpc: ec2.IVpc, props: OwnLoadBalancerProps): OwnLoadBalancer {
  checkRecords(props);
  checkExisting(scope, props);
  const exposure = props.exposure ?? Exposure.internal();
  const made = props.loadBalancer ? undefined : newLoadBalancer(scope, vpc, exposure, props);
  const loadBalancer = props.loadBalancer ?? made!;
  const { certificate } = props;
  const port = props.port ?? (certificate ? 443 : 80);
  // On a load balancer that exists the listener belongs to the service: it refers to the service, and not the other way round.
  const listener = new elbv2.ApplicationListener(made ?? scope, 'Listener', {
    loadBalancer,
    port,
    protocol: certificate ? elbv2.ApplicationProtocol.HTTPS : elbv2.ApplicationProtocol.HTTP,
    certificates: certificate && [certificate],
    sslPolicy: certificate && elbv2.SslPolicy.TLS13_12_RES_PQ,
    mutualAuthentication: props.mutualAuthentication,
    open: false,
    defaultAction: props.defaultAction,
  });
  admit(scope, loadBalancer, exposure, vpc, port);
  if (props.redirectHttp) {
    redirect(scope, loadBalancer, port);
    admit(scope, loadBalancer, exposure, vpc, 80);
  }
  if (props.webAclArn) {
    new wafv2.CfnWebACLAssociation(scope, 'WebAcl', { resourceArn: loadBalancer.loadBalancerArn, webAclArn: props.webAclArn });
  }
  addRecords(scope, loadBalancer, props);
  return { loadBalancer, listener, url: urlOf(loadBalancer, props, port) };
}

function newLoadBalancer(scope: Construct, vpc: ec2.IVpc, exposure: Exposure, props: OwnLoadBalancerProps): elbv2.ApplicationLoadBalancer {
  const loadBalancer = new elbv2.ApplicationLoadBalancer(scope, 'LoadBalancer', {
    vpc,
    vpcSubnets: props.vpcSubnets,
    internetFacing: exposure.internetFacing,
    deletionProtection: props.deletionProtection ?? true,
    dropInvalidHeaderFields: true,
    idleTimeout: props.idleTimeout,
    ipAddressType: props.ipAddressType,
    securityGroup: newSecurityGroup(scope, vpc, exposure),
  });
  if (props.accessLogsBucket) loadBalancer.logAccessLogs(props.accessLogsBucket);
  return loadBalancer;
}

function newSecurityGroup(scope: Construct, vpc: ec2.IVpc, exposure: Exposure): ec2.SecurityGroup {
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

function admit(scope: Construct, loadBalancer: elbv2.IApplicationLoadBalancer, exposure: Exposure, vpc: ec2.IVpc, port: number): void {
  const groups = new ec2.Connections({ securityGroups: securityGroupsSeenFrom(scope, loadBalancer, 'LoadBalancerSecurityGroup') });
  exposure.peers(vpc).forEach((peer) => groups.allowFrom(peer, ec2.Port.tcp(port), 'Callers of the load balancer'));
}

/** A load balancer has one port 80, so services that share it share the listener that redirects, whichever of them is first. */
function redirect(scope: Construct, loadBalancer: elbv2.IApplicationLoadBalancer, port: number): void {
  const before = REDIRECTS.get(loadBalancer);
  if (before) {
    if (before.port === port) return;
    throw new Error(`\`redirectHttp\` of ${scope.node.path} must lead where that of ${before.path} leads on the same load balancer, ` +
      `port ${before.port}, got port ${port}: a load balancer has one listener on port 80`);
  }
  REDIRECTS.set(loadBalancer, { port, path: scope.node.path });
  loadBalancer.addListener('RedirectListener', {
    port: 80,
    protocol: elbv2.ApplicationProtocol.HTTP,
    open: false,
    defaultAction: elbv2.ListenerAction.redirect({ protocol: 'HTTPS', port: String(port), permanent: true }),
  });
}

const REDIRECTS = new WeakMap<IConstruct, { readonly port: number; readonly path: string }>();

/** What a load balancer that exists is like is said where it is made. */
function checkExisting(scope: Construct, props: OwnLoadBalancerProps): void {
  if (!props.loadBalancer) return;
  const given = (['accessLogsBucket', 'deletionProtection', 'vpcSubnets', 'idleTimeout', 'ipAddressType'] as const).find((name) => props[name] !== undefined);
  if (given) throw new Error(`\`${given}\` must be left out when \`loadBalancer\` is given, whose settings stay as they are, got it for ${scope.node.path}`);
}

function checkRecords({ domainNames = [], hostedZone }: OwnLoadBalancerOptions): void {
  if (domainNames.length > 0 && !hostedZone) throw new Error(`\`hostedZone\` must be given with \`domainNames\`, got ${domainNames.join(', ')} without`);
  if (hostedZone && domainNames.length === 0) throw new Error('`domainNames` must hold a name when `hostedZone` is given, got none');
}

function addRecords(scope: Construct, loadBalancer: elbv2.IApplicationLoadBalancer, options: OwnLoadBalancerOptions): void {
  const { domainNames = [], hostedZone } = options;
  domainNames.forEach((recordName) => {
    const record = { zone: hostedZone!, recordName: `${recordName}.`, target: route53.RecordTarget.fromAlias(new LoadBalancerTarget(loadBalancer)) };
    new route53.ARecord(scope, `Record-${recordName}`, record);
    if (loadBalancer.ipAddressType === elbv2.IpAddressType.DUAL_STACK) new route53.AaaaRecord(scope, `RecordIpv6-${recordName}`, record);
  });
}

function urlOf(loadBalancer: elbv2.IApplicationLoadBalancer, { certificate, domainNames = [] }: OwnLoadBalancerProps, port: number): string {
  const usual = certificate ? 443 : 80;
  return `${certificate ? 'https' : 'http'}://${domainNames[0] ?? loadBalancer.loadBalancerDnsName}${port === usual ? '' : `:${port}`}`;
}
