import { Duration, Token } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as cloudmap from 'aws-cdk-lib/aws-servicediscovery';
import { Construct } from 'constructs';
import { CloudMapDiscoveryOptions, ProxyAccessLogs, ServiceConnectOptions } from './discovery-options';
import { newInfrastructureRole, newLatticeService } from './lattice';
import { LatticeOptions } from './lattice-options';

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
   * Through DNS records in Cloud Map: callers resolve the name to addresses of tasks.
   *
   * @param options name and time to live
   */
  public static cloudMap(options: CloudMapDiscoveryOptions = {}): Discovery {
    return new CloudMapDiscovery(options);
  }

  /**
   * Through Amazon VPC Lattice: callers in every VPC and account of a service network, without routes between them. For tasks in
   * awsvpc mode.
   *
   * @param options the service network, and who may call
   */
  public static vpcLattice(options: LatticeOptions): Discovery {
    return new LatticeDiscovery(options);
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

  /** The service, under which discovery makes what it needs. */
  readonly scope: Construct;
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

  /**
   * What the proxies of Service Connect log of every request.
   *
   * @default - nothing
   */
  readonly accessLogs?: ProxyAccessLogs;

  /**
   * The target group of VPC Lattice the tasks are in.
   *
   * @default - none
   */
  readonly lattice?: LatticeTarget;
}

/** A target group of VPC Lattice that ECS puts tasks into. */
export interface LatticeTarget {
  /** The ARN of the target group. */
  readonly targetGroupArn: string;

  /** The name of the port in the task definition. */
  readonly portName: string;

  /** The role with which ECS does it. */
  readonly roleArn: string;

  /** Where requests come from. */
  readonly callers: ec2.IPeer;
}

class ServiceConnectDiscovery extends Discovery {
  constructor(private readonly options: ServiceConnectOptions) {
    super();
  }

  public bind(target: DiscoveryTarget): DiscoveryConfig {
    const { name = target.name, port = target.containerPort, namespace, logDriver, ...more } = this.options;
    if (namespace === undefined && !target.cluster.defaultCloudMapNamespace) throw missingNamespace(target);
    const portMappingName = portNameOf(target, this.options.appProtocol ?? ecs.AppProtocol.http);
    const { perRequestTimeout, idleTimeout, accessLogs } = more;
    if (accessLogs && !logDriver) throw new Error('`accessLogs` of Service Connect need a `logDriver` to go to, got none');
    const tls = this.options.tls && withRole(target.scope, this.options.tls);
    return {
      host: name,
      port,
      accessLogs,
      serviceConnect: {
        namespace: namespace ?? target.cluster.defaultCloudMapNamespace!.namespaceName,
        logDriver,
        services: [{ portMappingName, discoveryName: name, dnsName: name, port: portForCdk(port), perRequestTimeout, idleTimeout, tls }],
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
    const ownAddress = target.container.taskDefinition.networkMode === ecs.NetworkMode.AWS_VPC;
    const recordType = this.options.recordType ?? (ownAddress ? cloudmap.DnsRecordType.A : cloudmap.DnsRecordType.SRV);
    if (!ownAddress && recordType !== cloudmap.DnsRecordType.SRV) {
      throw new Error(`\`recordType\` must be SRV for tasks that share the address of their instance, got ${recordType}`);
    }
    return {
      host: `${name}.${cloudMapNamespace.namespaceName}`,
      port: target.containerPort,
      cloudMap: {
        name,
        cloudMapNamespace,
        dnsRecordType: recordType as ecs.CloudMapOptions['dnsRecordType'],
        dnsTtl: this.options.ttl ?? Duration.seconds(10),
        container: target.container,
        containerPort: recordType === cloudmap.DnsRecordType.SRV ? target.containerPort : undefined,
      },
    };
  }
}

class LatticeDiscovery extends Discovery {
  constructor(private readonly options: LatticeOptions) {
    super();
  }

  public bind(target: DiscoveryTarget): DiscoveryConfig {
    const { networkMode } = target.container.taskDefinition;
    if (networkMode !== ecs.NetworkMode.AWS_VPC) {
      throw new Error(`\`networkMode\` must be awsvpc for VPC Lattice, which sends requests to addresses of tasks, got ${networkMode}`);
    }
    const portName = portNameOf(target, ecs.AppProtocol.http);
    const { host, port, targetGroupArn, roleArn } = newLatticeService(target.scope, target.cluster.vpc, target.containerPort, this.options);
    return { host, port, lattice: { targetGroupArn, portName, roleArn, callers: ec2.Peer.prefixList(this.options.prefixListId) } };
  }
}

/** The construct of the CDK takes a token for a wrong number. The service writes the token over this one. */
function portForCdk(port: number): number {
  return Token.isUnresolved(port) ? 1 : port;
}

/** With certificates of one's own authority, ECS needs a role to ask for them, and the use of the key. */
function withRole(scope: Construct, tls: ecs.ServiceConnectTlsConfiguration): ecs.ServiceConnectTlsConfiguration {
  if (tls.role) return tls;
  const policyName = 'service-role/AmazonECSInfrastructureRolePolicyForServiceConnectTransportLayerSecurity';
  const role = newInfrastructureRole(scope, 'ServiceConnectTlsRole', policyName);
  return { ...tls, role };
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
