import { Duration } from 'aws-cdk-lib';
import * as elbv2 from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { Authentication } from './authentication';
import { LoadBalancerOptions } from './load-balancer-options';

/** An Application Load Balancer made for a listener. */
export interface OwnLoadBalancerOptions extends LoadBalancerOptions {
  /**
   * The port callers connect to.
   *
   * @default - 443 for HTTPS, 80 for HTTP
   */
  readonly port?: number;

  /**
   * A load balancer that exists, to which the listener is added. Its own settings stay as they are.
   *
   * @default - one is made
   */
  readonly loadBalancer?: elbv2.IApplicationLoadBalancer;

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
   * How long a connection may be idle.
   *
   * @default Duration.seconds(60)
   */
  readonly idleTimeout?: Duration;

  /**
   * Who gets through to the service: people who have logged in, or programs with a token. For HTTPS only.
   *
   * @default - everyone who reaches the load balancer
   */
  readonly authentication?: Authentication;

  /**
   * Whether callers must show a certificate, and which. For HTTPS only.
   *
   * @default - they need none
   */
  readonly mutualAuthentication?: elbv2.MutualAuthentication;
}
