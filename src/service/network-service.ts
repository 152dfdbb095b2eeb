import { Tags } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as elbv2 from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { Construct } from 'constructs';
import { healthCheckPort } from './health-check-port';
import { gracePeriod } from './health-timing';
import { NetworkListener } from './network-listener';
import { newReplicaService } from './new-ecs-service';
import { reachedPort } from './reached-port';
import { checkInsideAws } from './run-on';
import { newRunnable, portOf, Runnable } from './runnable';
import { Service } from './service';
import { BalancedServiceOptions } from './service-options';
import { newShiftTarget } from './shift-target';
import { stopTiming } from './stop-timing';
import { ServiceScaling } from '../scaling/service-scaling';

/** Properties of `NetworkService`. */
export interface NetworkServiceProps extends BalancedServiceOptions {
  /** Where connections come in: `NetworkListener.tcp(50051)`. */
  readonly listener: NetworkListener;

  /**
   * How the load balancer tells whether a task is well: by a TCP connection, or by HTTP with a path. For UDP the container has to
   * answer TCP or HTTP as well, on its own port or on `port`.
   *
   * @default - a TCP connection to the port of the container, every 30 seconds, unhealthy after 2 failures, healthy after 5 successes
   */
  readonly healthCheck?: elbv2.HealthCheck;

  /**
   * The port of the load balancer at which a new revision can be tried before callers see it, for example 8443. It admits who the
   * listener admits, and speaks what it speaks. Needs a `deployment` that moves traffic.
   *
   * @default - none
   */
  readonly testPort?: number;

  /**
   * Whether the tasks see the addresses of the callers.
   *
   * @default - as Elastic Load Balancing does: no for TCP and TLS to tasks in awsvpc mode, otherwise yes
   */
  readonly preserveClientIp?: boolean;

  /**
   * Whether every connection begins with a header of the PROXY protocol, version 2, which the container has to understand.
   *
   * @default false
   */
  readonly proxyProtocolV2?: boolean;
}

/**
 * A service that takes TCP, UDP or TLS connections behind a Network Load Balancer.
 *
 * Grants on it go to the role of the tasks; its connections are those of the tasks.
 */
export class NetworkService extends Service {
  /** The service of the CDK that this construct holds. */
  public readonly ecsService: ecs.BaseService;

  /** The listener connections come in at. */
  public readonly listener: elbv2.NetworkListener;

  /** The load balancer. */
  public readonly loadBalancer: elbv2.INetworkLoadBalancer;

  /** The host name and port that callers use. */
  public readonly address: string;

  /** The tasks, as the load balancer sees them. */
  public readonly targetGroup: elbv2.NetworkTargetGroup;

  /** The group between which and the first a deployment moves traffic, when it does. */
  public readonly alternateTargetGroup?: elbv2.NetworkTargetGroup;

  /** The listener at `testPort`. */
  public readonly testListener?: elbv2.NetworkListener;

  /** How the number of tasks follows the load. */
  public readonly scaling: ServiceScaling;

  /** @internal */
  protected readonly _runnable: Runnable;

  constructor(scope: Construct, id: string, props: NetworkServiceProps) {
    super(scope, id);
    checkNetworkService(props);
    const udp = props.listener.protocol === elbv2.Protocol.UDP;
    const protocol = udp ? ecs.Protocol.UDP : ecs.Protocol.TCP;
    this._runnable = newRunnable(
      this,
      { ...props, stopTimeout: stopTiming(props).stopTimeout },
      {
        containerPort: props.containerPort ?? 80,
        hostPort: props.hostPort,
        protocol,
      },
    );
    checkInsideAws(this._runnable.capacity, 'a service behind a load balancer', 'Elastic Load Balancing does not reach machines outside');
    if (udp) checkUdp(props, this._runnable);
    const containerPort = portOf(this._runnable, props.containerPort, 80);
    this.ecsService = newReplicaService(this, props, this._runnable, {
      scaled: () => this.scaling.ownsDesiredCount,
      more: {
        healthCheckGracePeriod: props.healthCheckGracePeriod ?? gracePeriod(props.healthCheck, props.containerHealthCheck?.startPeriod),
      },
    });
    this.scaling = new ServiceScaling(this, 'Scaling', {
      ecsService: this.ecsService,
      minCapacity: props.desiredCount ?? 2,
      count: props.count,
    });
    this.targetGroup = this.newTargetGroup('TargetGroup', props, containerPort);
    this.alternateTargetGroup = props.deployment?.bind().shiftsTraffic ? this.newTargetGroup('AlternateTargetGroup', props, containerPort) : undefined;
    const { targetGroup, alternateTargetGroup } = this;
    const bound = props.listener.bind(this, { vpc: props.cluster.vpc, targetGroup, alternateTargetGroup, testPort: props.testPort });
    this.listener = bound.listener;
    this.testListener = bound.testListener;
    this.loadBalancer = bound.loadBalancer;
    this.address = bound.address;
    this.attach(containerPort, protocol);
    // ECS refuses a target group that no listener sends to.
    this.ecsService.node.addDependency(this.listener, ...(this.testListener ? [this.testListener] : []));
    this.admitLoadBalancer(props, containerPort, protocol);
    Tags.of(this).add('stowage:service', id, { includeResourceTypes: TAGGED });
  }

  private attach(containerPort: number, protocol: ecs.Protocol): void {
    const { containerName } = this._runnable.container;
    const { alternateTargetGroup, testListener, ecsService } = this;
    this.targetGroup.addTarget(ecsService.loadBalancerTarget({
      containerName,
      containerPort,
      protocol,
      alternateTarget: alternateTargetGroup && newShiftTarget(this, {
        alternateTargetGroup,
        production: ecs.ListenerRuleConfiguration.networkListener(this.listener),
        test: testListener && ecs.ListenerRuleConfiguration.networkListener(testListener),
        ecsService,
      }),
    }));
    this._loadBalanced.push({ containerName, containerPort, targetGroupArn: this.targetGroup.targetGroupArn });
  }

  private newTargetGroup(id: string, props: NetworkServiceProps, containerPort: number): elbv2.NetworkTargetGroup {
    return new elbv2.NetworkTargetGroup(this, id, {
      vpc: props.cluster.vpc,
      protocol: props.listener.protocol === elbv2.Protocol.UDP ? elbv2.Protocol.UDP : elbv2.Protocol.TCP,
      port: containerPort,
      targetType: this._runnable.sharesInstanceNetwork ? elbv2.TargetType.INSTANCE : elbv2.TargetType.IP,
      deregistrationDelay: stopTiming(props).deregistrationDelay,
      preserveClientIp: props.preserveClientIp,
      proxyProtocolV2: props.proxyProtocolV2,
      healthCheck: {
        port: 'traffic-port',
        protocol: props.healthCheck?.path ? elbv2.Protocol.HTTP : elbv2.Protocol.TCP,
        ...props.healthCheck,
      },
    });
  }

  /** The construct of the CDK makes no rules for Network Load Balancers. */
  private admitLoadBalancer(props: NetworkServiceProps, containerPort: number, protocol: ecs.Protocol): void {
    const balancer = this.loadBalancer;
    this.connections.allowFrom(balancer, reachedPort(this._runnable, containerPort, protocol), 'Load balancer to target');
    const checked = healthCheckPort(props.healthCheck);
    if (checked) {
      this.connections.allowFrom(balancer, checked, 'Health checks of the load balancer');
    } else if (props.listener.protocol === elbv2.Protocol.UDP) {
      this.connections.allowFrom(balancer, ec2.Port.tcp(containerPort), 'Health checks of the load balancer');
    }
  }
}

const TAGGED = ['AWS::ECS::Service', 'AWS::ECS::TaskDefinition', 'AWS::ElasticLoadBalancingV2::LoadBalancer', 'AWS::Logs::LogGroup'];

function checkNetworkService(props: NetworkServiceProps): void {
  const { codeDeploy, shiftsTraffic, testListener } = props.deployment?.bind() ?? {};
  if (codeDeploy) {
    throw new Error('`deployment` of a service behind a Network Load Balancer must leave the traffic to ECS: use Deployment.blueGreen(), ' +
      'got Deployment.codeDeploy()');
  }
  if (testListener) throw new Error('`testListener` of a service behind a Network Load Balancer must be left out: `testPort` of the service makes one, got a listener');
  if (props.testPort !== undefined && !shiftsTraffic) {
    throw new Error('`testPort` needs a `deployment` that moves traffic, for example Deployment.blueGreen(), got one that does not');
  }
  healthCheckPort(props.healthCheck);
}

/** In bridge mode Docker picks one port of the instance for UDP and another, or none, for TCP. */
function checkUdp(props: NetworkServiceProps, runnable: Runnable): void {
  if (runnable.ecsTaskDefinition.networkMode !== ecs.NetworkMode.BRIDGE) return;
  if (props.healthCheck?.port !== undefined && props.healthCheck.port !== 'traffic-port') return;
  throw new Error(
    '`healthCheck.port` must be given for UDP in bridge mode: the health check speaks TCP, and the port of the instance is mapped for UDP only',
  );
}
