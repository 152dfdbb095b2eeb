import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as elbv2 from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import * as route53 from 'aws-cdk-lib/aws-route53';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { Exposure } from './exposure';

/** What load balancers of every kind have that are made for a listener. */
export interface LoadBalancerOptions {
  /**
   * Who can reach the load balancer.
   *
   * @default Exposure.internal()
   */
  readonly exposure?: Exposure;

  /**
   * The subnets of the load balancer.
   *
   * @default - the public subnets when exposed to the internet, else the private ones
   */
  readonly vpcSubnets?: ec2.SubnetSelection;

  /**
   * Whether the load balancer has IPv6 addresses as well.
   *
   * @default - IPv4 only
   */
  readonly ipAddressType?: elbv2.IpAddressType;

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
}
