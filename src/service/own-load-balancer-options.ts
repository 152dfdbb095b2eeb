import { Duration } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as elbv2 from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import * as route53 from 'aws-cdk-lib/aws-route53';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { Exposure } from './exposure';

/** A load balancer made for a listener. */
export interface OwnLoadBalancerOptions {
  /**
   * Who can reach the load balancer.
   *
   * @default Exposure.internal()
   */
  readonly exposure?: Exposure;

  /**
   * The port callers connect to.
   *
   * @default - 443 for HTTPS, 80 for HTTP
   */
  readonly port?: number;

  /**
   * The bucket for the access logs of the load balancer. Elastic Load Balancing writes only to buckets without a KMS key.
   *
   * @default - no access logs
   */
  readonly accessLogsBucket?: s3.IBucket;

  /**
   * Whether deleting the load balancer is refused. `cdk destroy` works after a deployment with `false`.
   *
   * @default true
   */
  readonly deletionProtection?: boolean;

  /**
   * A load balancer that exists, to which the listener is added. Its own settings stay as they are.
   *
   * @default - one is made
   */
  readonly loadBalancer?: elbv2.IApplicationLoadBalancer;

  /**
   * Names in DNS that lead to the load balancer, in `hostedZone`.
   *
   * @default - none
   */
  readonly domainNames?: string[];

  /**
   * The hosted zone of the domain names.
   *
   * @default - no records are made
   */
  readonly hostedZone?: route53.IHostedZone;

  /**
   * Whether plain HTTP on port 80 is answered with a redirect to HTTPS. For HTTPS only.
   *
   * @default false
   */
  readonly redirectHttp?: boolean;

  /**
   * The ARN of an AWS WAF web ACL that sees requests first.
   *
   * @default - none
   */
  readonly webAclArn?: string;

  /**
   * The subnets of the load balancer.
   *
   * @default - the public subnets when exposed to the internet, else the private ones
   */
  readonly vpcSubnets?: ec2.SubnetSelection;

  /**
   * How long a connection may be idle.
   *
   * @default Duration.seconds(60)
   */
  readonly idleTimeout?: Duration;

  /**
   * Whether the load balancer has IPv6 addresses as well.
   *
   * @default - IPv4 only
   */
  readonly ipAddressType?: elbv2.IpAddressType;

  /**
   * Whether callers must show a certificate, and which. For HTTPS only.
   *
   * @default - they need none
   */
  readonly mutualAuthentication?: elbv2.MutualAuthentication;
}
