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
   * Encryption between the proxies, with certificates of a private certificate authority.
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
}

/** How other services find a service that has no load balancer. */
export abstract class Discovery {
  /**
   * Through ECS Service Connect: a proxy beside each task spreads requests, retries them and measures them.
   *
   * @param options name, port and timeouts
   */
  public static serviceConnect(options: ServiceConnectOptions = {}): Discovery {
    return new ServiceConnectDiscovery(options);
  }

  /**
   * Through DNS records in Cloud Map: callers resolve the name to addresses of tasks. For tasks in awsvpc mode.
   *
   * @param options name and time to live
   */
  public static cloudMap(options: CloudMapDiscoveryOptions = {}): Discovery {
    return new CloudMapDiscovery(options);
  }

  /**
   * What a service renders.
   *
   * @param target what is to be found
   */
  public abstract bind(target: DiscoveryTarget): DiscoveryConfig;
}

/** What is to be found. */
export interface DiscoveryTarget {
  /** The cluster of the service. */
  readonly cluster: ecs.ICluster;

  /** The container that is called. */
  readonly container: ecs.ContainerDefinition;

  /** The port it listens on. */
  readonly containerPort: number;

  /** The name when none is given. */
  readonly name: string;
}

/** What a service renders to be found. */
export interface DiscoveryConfig {
  /** The host name that callers use. */
  readonly host: string;

  /** The port that callers use. */
  readonly port: number;

  /**
   * Service Connect of the service.
   *
   * @default - none
   */
  readonly serviceConnect?: ecs.ServiceConnectProps;

  /**
   * Cloud Map of the service.
   *
   * @default - none
   */
  readonly cloudMap?: ecs.CloudMapOptions;
}

class ServiceConnectDiscovery extends Discovery {
  constructor(private readonly options: ServiceConnectOptions) {
    super();
  }

  public bind(target: DiscoveryTarget): DiscoveryConfig {
    const { name = target.name, port = target.containerPort, namespace, logDriver, ...more } = this.options;
    if (namespace === undefined && !target.cluster.defaultCloudMapNamespace) throw missingNamespace(target);
    const portMappingName = portNameOf(target, this.options.appProtocol ?? ecs.AppProtocol.http);
    const { perRequestTimeout, idleTimeout, tls } = more;
    return {
      host: name,
      port,
      serviceConnect: {
        namespace: namespace ?? target.cluster.defaultCloudMapNamespace!.namespaceName,
        logDriver,
        services: [{ portMappingName, discoveryName: name, dnsName: name, port, perRequestTimeout, idleTimeout, tls }],
      },
    };
  }
}

class CloudMapDiscovery extends Discovery {
  constructor(private readonly options: CloudMapDiscoveryOptions) {
    super();
  }

  public bind(target: DiscoveryTarget): DiscoveryConfig {
    const cloudMapNamespace = this.options.namespace ?? target.cluster.defaultCloudMapNamespace;
    if (!cloudMapNamespace) throw missingNamespace(target);
    const name = this.options.name ?? target.name;
    if (target.container.portMappings.length === 0) target.container.addPortMappings({ containerPort: target.containerPort });
    return {
      host: `${name}.${cloudMapNamespace.namespaceName}`,
      port: target.containerPort,
      cloudMap: { name, cloudMapNamespace, dnsRecordType: cloudmap.DnsRecordType.A, dnsTtl: this.options.ttl ?? Duration.seconds(10) },
    };
  }
}

/** Service Connect refers to a port by name. */
function portNameOf({ container, containerPort, name }: DiscoveryTarget, appProtocol?: ecs.AppProtocol): string {
  const mapping = container.portMappings.find((each) => each.containerPort === containerPort);
  if (mapping?.name !== undefined) return mapping.name;
  if (mapping) {
    throw new Error(`port ${containerPort} of container ${container.containerName} must have a \`name\` for Service Connect, got none`);
  }
  container.addPortMappings({ containerPort, name, appProtocol });
  return name;
}

function missingNamespace({ cluster }: DiscoveryTarget): Error {
  return new Error(`\`namespace\` must be given: cluster ${cluster.node.path} has no default Cloud Map namespace (\`defaultCloudMapNamespace\`)`);
}
