import { Duration } from 'aws-cdk-lib';
import * as elbv2 from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { LoadBalancerOptions } from './load-balancer-options';

/** A Network Load Balancer made for a listener. */
export interface NetworkListenerOptions extends LoadBalancerOptions {
  /**
   * A load balancer that exists, to which the listener is added. It needs a security group, by which the tasks admit it. Its own
   * settings stay as they are.
   *
   * @default - one is made
   */
  readonly loadBalancer?: elbv2.INetworkLoadBalancer;

  /**
   * Whether the address in one zone also leads to tasks in the others. Traffic between zones has a price.
   *
   * @default false
   */
  readonly crossZone?: boolean;

  /**
   * How long a TCP connection may be idle, from 60 to 6000 seconds.
   *
   * @default - 350 seconds
   */
  readonly tcpIdleTimeout?: Duration;
}

/** A listener that ends TLS. */
export interface TlsListenerOptions extends NetworkListenerOptions {
  /**
   * The port callers connect to.
   *
   * @default 443
   */
  readonly port?: number;

  /**
   * The protocols offered in the handshake; gRPC needs HTTP/2.
   *
   * @default - none is agreed on
   */
  readonly alpnPolicy?: elbv2.AlpnPolicy;
}
