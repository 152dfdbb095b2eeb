import * as acm from 'aws-cdk-lib/aws-certificatemanager';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as elbv2 from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { Construct } from 'constructs';
import { checkListenerPort } from './check-listener-port';
import { NetworkListenerOptions, TlsListenerOptions } from './network-listener-options';
import { newOwnNetworkLoadBalancer } from './own-network-load-balancer';

/** Where connections for a service come in: a listener of a Network Load Balancer. */
export abstract class NetworkListener {
  /**
   * TCP connections go to the tasks as they are, for example gRPC or a database protocol.
   *
   * @param port the port callers connect to
   * @param options who can reach it
   */
  public static tcp(port: number, options: NetworkListenerOptions = {}): NetworkListener {
    return new OwnNetworkListener(elbv2.Protocol.TCP, port, options);
  }

  /**
   * UDP datagrams go to the tasks as they are. The health check still speaks TCP or HTTP.
   *
   * @param port the port callers send to
   * @param options who can reach it
   */
  public static udp(port: number, options: NetworkListenerOptions = {}): NetworkListener {
    if (options.tcpIdleTimeout) throw new Error('`tcpIdleTimeout` is for TCP connections: leave it out of NetworkListener.udp');
    return new OwnNetworkListener(elbv2.Protocol.UDP, port, options);
  }

  /**
   * The load balancer ends TLS, and speaks plain TCP with the tasks.
   *
   * @param certificate the certificate callers see
   * @param options who can reach it
   */
  public static tls(certificate: acm.ICertificate, options: TlsListenerOptions = {}): NetworkListener {
    if (!certificate) throw new Error('`certificate` of a TLS listener must be given, got none');
    return new OwnNetworkListener(elbv2.Protocol.TLS, options.port ?? 443, options, certificate);
  }

  /** What the listener speaks with callers. */
  public abstract readonly protocol: elbv2.Protocol;

  /**
   * Sends the connections to a target group.
   *
   * @param scope the service
   * @param target where the connections go
   */
  public abstract bind(scope: Construct, target: NetworkListenerTarget): NetworkListenerConfig;
}

/** Where the connections of a listener go. */
export interface NetworkListenerTarget {
  /** The VPC of the service. */
  readonly vpc: ec2.IVpc;

  /** The target group of the service. */
  readonly targetGroup: elbv2.NetworkTargetGroup;

  /**
   * The second target group, between which and the first a deployment moves traffic.
   *
   * @default - deployments do not move traffic
   */
  readonly alternateTargetGroup?: elbv2.NetworkTargetGroup;

  /**
   * The port of the load balancer at which a new revision can be tried before callers see it.
   *
   * @default - none
   */
  readonly testPort?: number;
}

/** What a service learns about where its connections come in. */
export interface NetworkListenerConfig {
  /** The listener. */
  readonly listener: elbv2.NetworkListener;

  /**
   * The listener at `testPort`.
   *
   * @default - there is none
   */
  readonly testListener?: elbv2.NetworkListener;

  /** The load balancer of the listener. */
  readonly loadBalancer: elbv2.INetworkLoadBalancer;

  /** The host name and port that callers use. */
  readonly address: string;
}

class OwnNetworkListener extends NetworkListener {
  constructor(
    public readonly protocol: elbv2.Protocol, private readonly port: number, private readonly options: TlsListenerOptions,
    private readonly certificate?: acm.ICertificate,
  ) {
    super();
    checkListenerPort('port', port);
  }

  public bind(scope: Construct, { vpc, ...target }: NetworkListenerTarget): NetworkListenerConfig {
    const { protocol, port, certificate } = this;
    return newOwnNetworkLoadBalancer(scope, vpc, { ...this.options, ...target, protocol, port, certificate });
  }
}
