import { Tokenization } from 'aws-cdk-lib';
import * as acm from 'aws-cdk-lib/aws-certificatemanager';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as elbv2 from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import * as wafv2 from 'aws-cdk-lib/aws-wafv2';
import { Construct, IConstruct } from 'constructs';
import { admitCallers, newBalancerSecurityGroup } from './balancer-callers';
import { addRecords, checkRecords } from './balancer-records';
import { checkExisting } from './check-existing-balancer';
import { Exposure } from './exposure';
import { OwnLoadBalancerOptions } from './own-load-balancer-options';

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
  if (props.loadBalancer) checkExisting(scope, props, ['accessLogsBucket', 'deletionProtection', 'vpcSubnets', 'idleTimeout', 'ipAddressType']);
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
  const { ipAddressType } = loadBalancer;
  admitCallers(scope, loadBalancer, { exposure, vpc, ipAddressType, port: ec2.Port.tcp(port) });
  if (props.redirectHttp) {
    redirect(scope, loadBalancer, port);
    admitCallers(scope, loadBalancer, { exposure, vpc, ipAddressType, port: ec2.Port.tcp(80) });
  }
  if (props.webAclArn) {
    new wafv2.CfnWebACLAssociation(scope, 'WebAcl', { resourceArn: loadBalancer.loadBalancerArn, webAclArn: props.webAclArn });
  }
  addRecords(scope, loadBalancer, { ...props, ipAddressType });
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
    securityGroup: newBalancerSecurityGroup(scope, vpc, exposure),
  });
  if (props.accessLogsBucket) loadBalancer.logAccessLogs(props.accessLogsBucket);
  return loadBalancer;
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
    defaultAction: elbv2.ListenerAction.redirect({ protocol: 'HTTPS', port: Tokenization.stringifyNumber(port), permanent: true }),
  });
}

const REDIRECTS = new WeakMap<IConstruct, { readonly port: number; readonly path: string }>();

function urlOf(loadBalancer: elbv2.IApplicationLoadBalancer, { certificate, domainNames = [] }: OwnLoadBalancerProps, port: number): string {
  const usual = certificate ? 443 : 80;
  return `${certificate ? 'https' : 'http'}://${domainNames[0] ?? loadBalancer.loadBalancerDnsName}${port === usual ? '' : `:${Tokenization.stringifyNumber(port)}`}`;
}
