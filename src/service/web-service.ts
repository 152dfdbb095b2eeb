import { Duration, Tags, Tokenization } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as codedeploy from 'aws-cdk-lib/aws-codedeploy';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as elbv2 from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { Construct } from 'constructs';
import { AdditionalListenerOptions } from './additional-listener';
import { checkFurtherTargetGroup } from './check-target-groups';
import { CodeDeployRevision, codeDeployRevision, newDeploymentGroup } from './code-deploy';
import { Deployment, DeploymentConfig } from './deployment';
import { healthCheckPort } from './health-check-port';
import { gracePeriod } from './health-timing';
import { newReplicaService } from './new-ecs-service';
import { checkInsideAws } from './run-on';
import { newRunnable, portOf, Runnable } from './runnable';
import { Service } from './service';
import { BothGroups, inBothGroups, LARGER_OF_BOTH, SUM_OF_BOTH } from './service-metrics';
import { BalancedServiceOptions } from './service-options';
import { targetGroupWidgets } from './service-widgets';
import { newShiftTarget, newTestRule } from './shift-target';
import { stopTiming } from './stop-timing';
import { WebAlarms } from './web-alarms';
import { WebListener, WebListenerConfig } from './web-listener';
import { ServiceScaling } from '../scaling/service-scaling';

/** Properties of `WebService`. */
export interface WebServiceProps extends BalancedServiceOptions {
  /** Where requests come in: `WebListener.https(certificate)`, or the listener of another service. */
  readonly listener: WebListener;

  /**
   * The path that must answer with status 200 for a task to get requests. With gRPC, the method that must answer.
   *
   * @default - `/`, or `/AWS.ALB/healthcheck` with gRPC
   */
  readonly healthCheckPath?: string;

  /**
   * The health check, beyond its path.
   *
   * @default - every 30 seconds, unhealthy after 2 failures, healthy after 5 successes, as Elastic Load Balancing does
   */
  readonly healthCheck?: elbv2.HealthCheck;

  /**
   * What the load balancer speaks with the tasks: HTTP/1.1, HTTP/2 or gRPC.
   *
   * @default ApplicationProtocolVersion.HTTP1
   */
  readonly protocolVersion?: elbv2.ApplicationProtocolVersion;

  /**
   * How long a caller stays with the task that answered first.
   *
   * @default - every request may go to another task
   */
  readonly stickiness?: Duration;
}

/**
 * A service that answers HTTP requests behind an Application Load Balancer.
 *
 * Grants on it go to the role of the tasks; its connections are those of the tasks.
 */
export class WebService extends Service {
  /** The service of the CDK that this construct holds. */
  public readonly ecsService: ecs.BaseService;

  /** The listener requests come in at. Other services can share it. */
  public readonly listener: elbv2.IApplicationListener;

  /** The load balancer, when the service has one of its own. */
  public readonly loadBalancer?: elbv2.IApplicationLoadBalancer;

  /** Where a browser finds the service, when it has a load balancer of its own. */
  public readonly url?: string;

  /** The tasks, as the load balancer sees them. */
  public readonly targetGroup: elbv2.ApplicationTargetGroup;

  /** The group between which and the first a deployment moves traffic, when it does. */
  public readonly alternateTargetGroup?: elbv2.ApplicationTargetGroup;

  /** Where AWS CodeDeploy deploys the service, when it does. */
  public readonly deploymentGroup?: codedeploy.EcsDeploymentGroup;

  /** How the number of tasks follows the load. */
  public readonly scaling: ServiceScaling;

  /** Alarms on answers and on the health of the tasks. */
  public readonly alarms: WebAlarms;

  /** @internal */
  protected readonly _runnable: Runnable;

  constructor(scope: Construct, id: string, private readonly props: WebServiceProps) {
    super(scope, id);
    this._runnable = newRunnable(this, { ...props, stopTimeout: stopTiming(props).stopTimeout }, {
      containerPort: props.containerPort ?? 80, hostPort: props.hostPort,
    });
    checkInsideAws(this._runnable.capacity, 'a web service', 'Elastic Load Balancing does not reach machines outside');
    const containerPort = portOf(this._runnable, props.containerPort, 80);
    this.ecsService = newReplicaService(this, props, this._runnable, {
      scaled: () => this.scaling.ownsDesiredCount,
      more: { healthCheckGracePeriod: props.healthCheckGracePeriod ?? gracePeriod(props.healthCheck, props.containerHealthCheck?.startPeriod) },
    });
    this.scaling = new ServiceScaling(this, 'Scaling', { ecsService: this.ecsService, minCapacity: props.desiredCount ?? 2, count: props.count });
    const deployment = (props.deployment ?? Deployment.rolling()).bind();
    this.targetGroup = this.newTargetGroup(this, 'TargetGroup', props, containerPort);
    const moves = deployment.shiftsTraffic || deployment.codeDeploy !== undefined;
    this.alternateTargetGroup = moves ? this.newTargetGroup(this, 'AlternateTargetGroup', props, containerPort) : undefined;
    const listener = this.attach(props, containerPort, deployment);
    this.admitHealthChecks(listener.listener, props.healthCheck);
    checkGrpc(props, listener.listener);
    this.listener = listener.listener;
    this.loadBalancer = listener.loadBalancer;
    this.url = listener.url;
    this.deploymentGroup = this.newDeploymentGroup(deployment);
    this.scaling.answerFor(this.targetGroup, this.alternateTargetGroup);
    const { ecsService, targetGroup, alternateTargetGroup, deploymentGroup } = this;
    this.alarms = new WebAlarms(this, { ecsService, targetGroup, alternateTargetGroup, deploymentGroup });
    Tags.of(this).add('stowage:service', id, { includeResourceTypes: TAGGED });
  }

  public override widgets(): cloudwatch.IWidget[] {
    return [...super.widgets(), ...targetGroupWidgets(this, [this.targetGroup, ...(this.alternateTargetGroup ? [this.alternateTargetGroup] : [])])];
  }

  private measured(label: string, expression: string, metricOf: BothGroups['metricOf'], options?: cloudwatch.MetricOptions): cloudwatch.IMetric {
    const targetGroups = this.alternateTargetGroup ? [this.targetGroup, this.alternateTargetGroup] : [this.targetGroup];
    return inBothGroups({ label, expression, targetGroups, metricOf, period: options?.period });
  }

  /**
   * Lets requests come in at one more place, for example at a private load balancer beside a public one, or for another port of
   * the container. A service may have 5 target groups.
   *
   * @param id tells several listeners of one service apart
   * @param options where requests come in and where they go
   * @config
   */
  public addListener(id: string, options: AdditionalListenerOptions): elbv2.ApplicationTargetGroup {
    checkFurtherTargetGroup(`${this.node.path}/${id}`, this._loadBalanced.length, this.alternateTargetGroup !== undefined);
    const { container } = this._runnable;
    const containerPort = options.containerPort ?? this._loadBalanced[0].containerPort!;
    if (!container.findPortMapping(containerPort, ecs.Protocol.TCP)) container.addPortMappings({ containerPort });
    const scope = new Construct(this, id);
    const targetGroup = this.newTargetGroup(scope, 'TargetGroup', { ...this.props, ...options }, containerPort);
    const { listener } = options.listener.bind(scope, { vpc: this.props.cluster.vpc, targetGroup });
    this.admitHealthChecks(listener, options.healthCheck ?? this.props.healthCheck);
    checkGrpc({ ...this.props, ...options }, listener);
    targetGroup.addTarget(this.ecsService.loadBalancerTarget({ containerName: container.containerName, containerPort }));
    this._loadBalanced.push({ containerName: container.containerName, containerPort, targetGroupArn: targetGroup.targetGroupArn });
    return targetGroup;
  }

  private attach(props: WebServiceProps, containerPort: number, deployment: DeploymentConfig): WebListenerConfig {
    const { targetGroup } = this;
    const { containerName } = this._runnable.container;
    const alternateTargetGroup = deployment.shiftsTraffic ? this.alternateTargetGroup : undefined;
    const listener = props.listener.bind(this, { vpc: props.cluster.vpc, targetGroup, alternateTargetGroup });
    targetGroup.addTarget(this.ecsService.loadBalancerTarget({
      containerName,
      containerPort,
      alternateTarget: alternateTargetGroup && newShiftTarget(this, {
        alternateTargetGroup,
        production: ecs.ListenerRuleConfiguration.applicationListenerRule(listener.rule!),
        test: deployment.testListener && newTestRule(this, deployment.testListener, { targetGroup, alternateTargetGroup }),
        ecsService: this.ecsService,
      }),
    }));
    this._loadBalanced.push({ containerName, containerPort, targetGroupArn: targetGroup.targetGroupArn });
    return listener;
  }

  /** The construct of the CDK lets the load balancer reach the port of the requests only. */
  private admitHealthChecks(listener: elbv2.IApplicationListener, check: elbv2.HealthCheck | undefined): void {
    const port = healthCheckPort(check);
    if (port) this.connections.allowFrom(listener, port, 'Health checks of the load balancer');
  }

  /** How many requests the tasks got. */
  public metricRequestCount(options?: cloudwatch.MetricOptions): cloudwatch.IMetric {
    return this.measured('Requests', SUM_OF_BOTH, (metrics) => metrics.requestCount({ statistic: 'Sum', ...options }), options);
  }

  /** How long the tasks took for an answer, in seconds. */
  public metricTargetResponseTime(options?: cloudwatch.MetricOptions): cloudwatch.IMetric {
    return this.measured('Time to an answer', LARGER_OF_BOTH, (metrics) => metrics.targetResponseTime(options), options);
  }

  /** How many answers of the tasks had a status of a class. */
  public metricHttpCodeTarget(code: elbv2.HttpCodeTarget, options?: cloudwatch.MetricOptions): cloudwatch.IMetric {
    return this.measured(String(code), SUM_OF_BOTH, (metrics) => metrics.httpCodeTarget(code, { statistic: 'Sum', ...options }), options);
  }

  /** How many tasks fail the health check of the load balancer. */
  public metricUnhealthyHostCount(options?: cloudwatch.MetricOptions): cloudwatch.IMetric {
    return this.measured('Unhealthy tasks', SUM_OF_BOTH, (metrics) => metrics.unhealthyHostCount({ statistic: 'Maximum', ...options }), options);
  }

  /** @internal */
  public override _admit(caller: Service): string {
    if (!this.loadBalancer || !this.url) return super._admit(caller);
    this.listener.connections.allowDefaultPortFrom(caller, `Calls of ${caller.node.path}`);
    return this.url;
  }

  /** @internal */
  public override _reachedAt(): string | undefined {
    return this.url;
  }

  /** @internal */
  public override _codeDeployRevision(): CodeDeployRevision {
    if (!this.deploymentGroup) return super._codeDeployRevision();
    return codeDeployRevision(this.deploymentGroup, this._runnable.ecsTaskDefinition, this._loadBalanced[0]);
  }

  private newDeploymentGroup({ codeDeploy }: DeploymentConfig): codedeploy.EcsDeploymentGroup | undefined {
    if (!codeDeploy) return undefined;
    const { ecsService, targetGroup, listener } = this;
    const alternateTargetGroup = this.alternateTargetGroup!;
    alternateTargetGroup.registerListener(listener);
    return newDeploymentGroup(this, { ecsService, targetGroup, alternateTargetGroup, listener, options: codeDeploy });
  }

  private newTargetGroup(scope: Construct, id: string, options: TargetOptions, containerPort: number): elbv2.ApplicationTargetGroup {
    const grpc = options.protocolVersion === elbv2.ApplicationProtocolVersion.GRPC;
    const { stickiness } = this.props;
    const group = new elbv2.ApplicationTargetGroup(scope, id, {
      vpc: this.props.cluster.vpc,
      protocol: elbv2.ApplicationProtocol.HTTP,
      protocolVersion: options.protocolVersion,
      port: containerPort,
      targetType: this._runnable.sharesInstanceNetwork ? elbv2.TargetType.INSTANCE : elbv2.TargetType.IP,
      deregistrationDelay: stopTiming(this.props).deregistrationDelay,
      stickinessCookieDuration: stickiness?.isUnresolved() ? undefined : stickiness,
      healthCheck: {
        path: options.healthCheckPath ?? (grpc ? '/AWS.ALB/healthcheck' : '/'),
        port: 'traffic-port',
        protocol: elbv2.Protocol.HTTP,
        ...options.healthCheck,
      },
    });
    if (stickiness?.isUnresolved()) stick(group, stickiness);
    return group;
  }
}

type TargetOptions = Pick<WebServiceProps, 'protocolVersion' | 'healthCheckPath' | 'healthCheck'>;

/** What a bill or an inventory lists. Elastic Load Balancing has no tags on listeners in every version of the resource schema. */
const TAGGED = ['AWS::ECS::Service', 'AWS::ECS::TaskDefinition', 'AWS::ElasticLoadBalancingV2::LoadBalancer', 'AWS::Logs::LogGroup'];

/** The construct of the CDK compares the duration, which is known at deployment only. */
function stick(group: elbv2.ApplicationTargetGroup, duration: Duration): void {
  group.setAttribute('stickiness.enabled', 'true');
  group.setAttribute('stickiness.type', 'lb_cookie');
  group.setAttribute('stickiness.lb_cookie.duration_seconds', Tokenization.stringifyNumber(duration.toSeconds()));
}

/** Elastic Load Balancing takes gRPC at HTTPS listeners only. What an imported listener speaks is not known here. */
function checkGrpc({ protocolVersion }: TargetOptions, listener: elbv2.IApplicationListener): void {
  if (protocolVersion !== elbv2.ApplicationProtocolVersion.GRPC || !(listener instanceof elbv2.ApplicationListener)) return;
  if (listener.protocol !== elbv2.ApplicationProtocol.HTTP) return;
  throw new Error('`listener` of a service with gRPC must speak HTTPS, got plain HTTP: use WebListener.https, or a NetworkService, which passes it on');
}
