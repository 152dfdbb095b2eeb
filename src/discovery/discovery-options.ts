import { Duration } from 'aws-cdk-lib';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as cloudmap from 'aws-cdk-lib/aws-servicediscovery';

/** How a service is reached through ECS Service Connect. */
export interface ServiceConnectOptions {
  /**
   * The namespace the name is in.
   *
   * @default - the default Cloud Map namespace of the cluster
   */
  readonly namespace?: string;

  /**
   * The name that callers use.
   *
   * @default - the construct id in lower case
   */
  readonly name?: string;

  /**
   * The port that callers use.
   *
   * @default - the port of the container
   */
  readonly port?: number;

  /**
   * What the proxies understand: they retry and measure requests of HTTP, HTTP/2 and gRPC.
   *
   * @default AppProtocol.http
   */
  readonly appProtocol?: ecs.AppProtocol;

  /**
   * How long one request may take.
   *
   * @default - 15 seconds
   */
  readonly perRequestTimeout?: Duration;

  /**
   * How long a connection may be idle.
   *
   * @default - 5 minutes for HTTP
   */
  readonly idleTimeout?: Duration;

  /**
   * Encryption between the proxies, with certificates of a private certificate authority. Without a `role` in it, one is made with
   * which ECS asks for them.
   *
   * @default - none
   */
  readonly tls?: ecs.ServiceConnectTlsConfiguration;

  /**
   * Where the proxy logs.
   *
   * @default - nowhere
   */
  readonly logDriver?: ecs.LogDriver;

  /**
   * One line for every request, in the log of the proxy. Needs `logDriver`.
   *
   * @default - none
   */
  readonly accessLogs?: ProxyAccessLogs;
}

/** What a proxy of Service Connect logs of every request. */
export interface ProxyAccessLogs {
  /**
   * Whether a line is JSON.
   *
   * @default true
   */
  readonly json?: boolean;

  /**
   * Whether the query of the request is in it, which may hold what should not be in a log.
   *
   * @default false
   */
  readonly includeQueryParameters?: boolean;
}

/** How a service is reached through Cloud Map. */
export interface CloudMapDiscoveryOptions {
  /**
   * The namespace the name is in.
   *
   * @default - the default Cloud Map namespace of the cluster
   */
  readonly namespace?: cloudmap.INamespace;

  /**
   * The name that callers use, in front of that of the namespace.
   *
   * @default - the construct id in lower case
   */
  readonly name?: string;

  /**
   * How long callers may keep an address.
   *
   * @default Duration.seconds(10)
   */
  readonly ttl?: Duration;

  /**
   * The kind of record: A has addresses, SRV has addresses and ports.
   *
   * @default - A for tasks in awsvpc mode, which have addresses of their own; SRV for others, which have ports of their instance
   */
  readonly recordType?: cloudmap.DnsRecordType;
}
