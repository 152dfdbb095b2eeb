import { Tags, Token, Tokenization } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import { Construct } from 'constructs';
import { checkMovesNothing } from './check-service';
import { createAfter } from './creation-order';
import { newReplicaService } from './new-ecs-service';
import { checkInsideAws } from './run-on';
import { newRunnable, portOf, Runnable } from './runnable';
import { Service } from './service';
import { ReplicaServiceOptions } from './service-options';
import { Discovery, DiscoveryConfig, LatticeTarget } from '../discovery/discovery';
import { ServiceScaling } from '../scaling/service-scaling';

/** Properties of `InternalService`. */
export interface InternalServiceProps extends ReplicaServiceOptions {
  /**
   * How other services find this one.
   *
   * @default Discovery.serviceConnect()
   */
  readonly discovery?: Discovery;

  /**
   * The port the container listens on.
   *
   * @default 80
   */
  readonly containerPort?: number;
}

/**
 * A service that other services call by name, without a load balancer.
 *
 * Nobody may call it until `caller.connections` or `allowFrom` says so.
 */
export class InternalService extends Service {
  /** The service of the CDK that this construct holds. */
  public readonly ecsService: ecs.BaseService;

  /** The host name and port that callers use, for example `orders:80`. */
  public readonly address: string;

  /** The port that callers need to reach. */
  public readonly port: number;

  /** How the number of tasks follows the load. */
  public readonly scaling: ServiceScaling;

  private readonly namespace?: string;
  private readonly lattice?: LatticeTarget;

  /** @internal */
  protected readonly _runnable: Runnable;

  constructor(scope: Construct, id: string, props: InternalServiceProps) {
    super(scope, id);
    checkMovesNothing(props.deployment, 'a service without a load balancer');
    this._runnable = newRunnable(this, props);
    checkInsideAws(this._runnable.capacity, 'a service with callers', 'neither Service Connect nor Cloud Map reaches machines outside');
    this.port = portOf(this._runnable, props.containerPort, 80);
    const found = (props.discovery ?? Discovery.serviceConnect()).bind({
      cluster: props.cluster, container: this._runnable.container, containerPort: this.port, name: id.toLowerCase(), scope: this,
    });
    this.namespace = found.serviceConnect?.namespace;
    this.address = `${found.host}:${Tokenization.stringifyNumber(found.port)}`;
    this.ecsService = newReplicaService(this, props, this._runnable, {
      scaled: () => this.scaling.ownsDesiredCount,
      more: { serviceConnectConfiguration: found.serviceConnect, cloudMapOptions: found.cloudMap },
    });
    if (found.serviceConnect) JOINED.add(this.ecsService);
    this.lattice = found.lattice;
    renderDiscovery(this.ecsService, found);
    this.scaling = new ServiceScaling(this, 'Scaling', { ecsService: this.ecsService, minCapacity: props.desiredCount ?? 2, count: props.count });
    Tags.of(this).add('stowage:service', id, { includeResourceTypes: ['AWS::ECS::Service', 'AWS::ECS::TaskDefinition', 'AWS::Logs::LogGroup'] });
  }

  /**
   * Gives a caller the proxy of Service Connect, without which the name leads nowhere, and has it created after this service,
   * since a proxy does not learn of names that come later. `connectTo` does this.
   *
   * @param caller the service that calls
   * @config
   */
  public joinFrom(caller: ecs.BaseService): void {
    if (!this.namespace) return;
    createAfter(caller, this.ecsService);
    if (JOINED.has(caller)) return;
    JOINED.add(caller);
    caller.enableServiceConnect({ namespace: this.namespace });
  }

  /** @internal */
  public override _reachedAt(): string {
    return this.address;
  }

  /**
   * Lets a caller reach exactly the port of the service.
   *
   * @param caller another service, or anything else with a security group
   */
  public allowFrom(caller: ec2.IConnectable): void {
    this.connections.allowFrom(caller, callPort(this._runnable, this.port), `Callers of ${this.node.path}`);
  }

  /** @internal */
  public override _admit(caller: Service): string {
    // Requests through VPC Lattice come from its own addresses, which were admitted with the service.
    if (!this.lattice) this.allowFrom(caller);
    this.joinFrom(caller.ecsService);
    return this.address;
  }
}

/** What the construct of the CDK does not know of discovery. */
function renderDiscovery(service: ecs.BaseService, { accessLogs, lattice, serviceConnect, port }: DiscoveryConfig): void {
  const resource = service.node.findChild('Service') as ecs.CfnService;
  if (serviceConnect && Token.isUnresolved(port)) resource.addPropertyOverride('ServiceConnectConfiguration.Services.0.ClientAliases.0.Port', port);
  if (accessLogs) {
    resource.addPropertyOverride('ServiceConnectConfiguration.AccessLogConfiguration', {
      Format: accessLogs.json ?? true ? 'JSON' : 'TEXT', IncludeQueryParameters: accessLogs.includeQueryParameters ? 'ENABLED' : 'DISABLED',
    });
  }
  if (!lattice) return;
  const { targetGroupArn, portName, roleArn, callers } = lattice;
  resource.vpcLatticeConfigurations = [{ targetGroupArn, portName, roleArn }];
  const { containerPort } = service.taskDefinition.findPortMappingByName(portName)!;
  service.connections.allowFrom(callers, ec2.Port.tcp(containerPort), 'VPC Lattice');
}

/** The port that is called: that of the task, or of the instance whose network it shares; a free one of it where none is fixed. */
function callPort({ container, sharesInstanceNetwork, ecsTaskDefinition }: Runnable, port: number): ec2.Port {
  if (!sharesInstanceNetwork || ecsTaskDefinition.networkMode === ecs.NetworkMode.HOST) return ec2.Port.tcp(port);
  const hostPort = container.portMappings.find(({ containerPort }) => containerPort === port)?.hostPort ?? 0;
  return hostPort === 0 ? ec2.Port.tcpRange(32_768, 65_535) : ec2.Port.tcp(hostPort);
}

/** Services that have the proxy: the construct of the CDK takes it once, and does not tell whether it has. */
const JOINED = new WeakSet<ecs.BaseService>();
