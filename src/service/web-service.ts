import { Duration, Lazy, Tags, Token } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as elbv2 from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { Capacity, CapacityConfig } from './capacity';
import { instanceSecurityGroups } from './instance-security-groups';
import { WebListener } from './web-listener';
import { Cluster } from '../cluster/cluster';
import { ServiceScaling } from '../scaling/service-scaling';
import { TaskDefinition, TaskOptions } from '../task/task-definition';

/** Properties of `WebService`. */
export interface WebServiceProps extends TaskOptions {
  /** The cluster the service runs in. */
  readonly cluster: ecs.ICluster;

  /** Where requests come in: `WebListener.https(certificate)`, or the listener of another service. */
  readonly listener: WebListener;

  /**
   * Where the tasks run.
   *
   * @default Capacity.fargate()
   */
  readonly capacity?: Capacity;

  /**
   * How many tasks there should be. When the service scales, the least number of tasks.
   *
   * @default 2
   */
  readonly desiredCount?: number;

  /**
   * The port the container listens on.
   *
   * @default 80
   */
  readonly containerPort?: number;

  /**
   * The port of the container instance, in bridge mode. A fixed port means one task per instance.
   *
   * @default - in bridge mode the instance picks a free port from 32768 to 65535; otherwise the same as `containerPort`
   */
  readonly hostPort?: number;

  /**
   * The path that must answer with status 200 for a task to get requests.
   *
   * @default '/'
   */
  readonly healthCheckPath?: string;

  /**
   * How long a new task may take before failed health checks count.
   *
   * @default Duration.minutes(2)
   */
  readonly healthCheckGracePeriod?: Duration;

  /**
   * Least number of running tasks during a deployment, in percent of the desired count, rounded up.
   *
   * @default 100
   */
  readonly minHealthyPercent?: number;

  /**
   * Largest number of running tasks during a deployment, in percent of the desired count, rounded down.
   *
   * @default 200
   */
  readonly maxHealthyPercent?: number;

  /**
   * How ECS chooses among container instances, in order. On EC2 only.
   *
   * @default - as ECS does without strategies: spread over Availability Zones
   */
  readonly placementStrategies?: ecs.PlacementStrategy[];

  /**
   * What container instances must satisfy. On EC2 only.
   *
   * @default - every container instance will do
   */
  readonly placementConstraints?: ecs.PlacementConstraint[];

  /**
   * The subnets of the tasks in awsvpc mode.
   *
   * @default - the private subnets of the cluster's VPC
   */
  readonly vpcSubnets?: ec2.SubnetSelection;
}

/**
 * A service that answers HTTP requests behind an Application Load Balancer.
 *
 * Grants on it go to the role of the tasks; its connections are those of the tasks.
 */
export class WebService extends Construct implements iam.IGrantable, ec2.IConnectable {
  /** The service of the CDK that this construct holds. */
  public readonly ecsService: ecs.BaseService;

  /** What one task is. */
  public readonly taskDefinition: TaskDefinition;

  /** The listener requests come in at. Other services can share it. */
  public readonly listener: elbv2.IApplicationListener;

  /** The tasks, as the load balancer sees them. */
  public readonly targetGroup: elbv2.ApplicationTargetGroup;

  /** How the number of tasks follows the load. */
  public readonly scaling: ServiceScaling;

  /** The principal that grants go to: the task role. */
  public readonly grantPrincipal: iam.IPrincipal;

  /** The network connections of the tasks. */
  public readonly connections: ec2.Connections;

  constructor(scope: Construct, id: string, props: WebServiceProps) {
    super(scope, id);
    const capacity = (props.capacity ?? Capacity.fargate()).bind();
    checkWebService(props, capacity);
    const containerPort = props.containerPort ?? 80;
    this.taskDefinition = new TaskDefinition(this, 'TaskDefinition', {
      ...props, containerPort, compatibility: capacity.compatibility, logStreamPrefix: id,
    });
    this.grantPrincipal = this.taskDefinition.grantPrincipal;
    this.ecsService = this.newService(props, capacity);
    this.connections = this.ecsService.connections;
    this.scaling = new ServiceScaling(this, 'Scaling', { ecsService: this.ecsService, minCapacity: props.desiredCount ?? 2 });
    this.targetGroup = this.newTargetGroup(props, containerPort);
    this.listener = props.listener.bind(this, { vpc: props.cluster.vpc, targetGroup: this.targetGroup });
    this.targetGroup.addTarget(this.ecsService.loadBalancerTarget({ containerName: 'app', containerPort }));
    Tags.of(this).add('stowage:service', id, { includeResourceTypes: TAGGED });
  }

  private newService(props: WebServiceProps, capacity: CapacityConfig): ecs.BaseService {
    const common = {
      cluster: props.cluster,
      taskDefinition: this.taskDefinition.ecsTaskDefinition,
      desiredCount: Lazy.number({ produce: () => this.scaling.ownsDesiredCount ? undefined : props.desiredCount ?? 2 }),
      capacityProviderStrategies: capacity.strategies,
      minHealthyPercent: props.minHealthyPercent ?? 100,
      maxHealthyPercent: props.maxHealthyPercent ?? 200,
      circuitBreaker: { enable: true, rollback: true },
      healthCheckGracePeriod: props.healthCheckGracePeriod ?? Duration.minutes(2),
      enableECSManagedTags: true,
      propagateTags: ecs.PropagatedTagSource.SERVICE,
      ...this.network(props),
    };
    const service = capacity.compatibility === ecs.Compatibility.EC2
      ? new ecs.Ec2Service(this, 'Service', {
        ...common, placementStrategies: props.placementStrategies, placementConstraints: props.placementConstraints,
      })
      : new ecs.FargateService(this, 'Service', common);
    if (capacity.containerInstances && this.sharesInstanceNetwork()) {
      service.connections.addSecurityGroup(...instanceSecurityGroups(this, capacity.containerInstances));
    }
    if (props.cluster instanceof Cluster) service.node.addDependency(props.cluster.capacityProvidersAssociated);
    return service;
  }

  /** Only awsvpc tasks have subnets and a security group of their own. */
  private network(props: WebServiceProps): { readonly vpcSubnets?: ec2.SubnetSelection; readonly securityGroups?: ec2.ISecurityGroup[] } {
    if (this.sharesInstanceNetwork()) return {};
    const securityGroup = new ec2.SecurityGroup(this, 'SecurityGroup', {
      vpc: props.cluster.vpc, description: `Tasks of ${this.node.path}`,
    });
    return { vpcSubnets: props.vpcSubnets, securityGroups: [securityGroup] };
  }

  private sharesInstanceNetwork(): boolean {
    return this.taskDefinition.ecsTaskDefinition.networkMode !== ecs.NetworkMode.AWS_VPC;
  }

  private newTargetGroup(props: WebServiceProps, containerPort: number): elbv2.ApplicationTargetGroup {
    return new elbv2.ApplicationTargetGroup(this, 'TargetGroup', {
      vpc: props.cluster.vpc,
      protocol: elbv2.ApplicationProtocol.HTTP,
      port: containerPort,
      targetType: this.sharesInstanceNetwork() ? elbv2.TargetType.INSTANCE : elbv2.TargetType.IP,
      deregistrationDelay: Duration.seconds(30),
      healthCheck: { path: props.healthCheckPath ?? '/', port: 'traffic-port', protocol: elbv2.Protocol.HTTP },
    });
  }
}

/** What a bill or an inventory lists. Elastic Load Balancing has no tags on listeners in every version of the resource schema. */
const TAGGED = ['AWS::ECS::Service', 'AWS::ECS::TaskDefinition', 'AWS::ElasticLoadBalancingV2::LoadBalancer', 'AWS::Logs::LogGroup'];

function checkWebService(props: WebServiceProps, capacity: CapacityConfig): void {
  const count = props.desiredCount ?? 2;
  if (!Token.isUnresolved(count) && !(Number.isInteger(count) && count >= 0)) {
    throw new Error(`\`desiredCount\` must be a whole number from 0, got ${count}`);
  }
  if (capacity.compatibility !== ecs.Compatibility.EC2) {
    checkOnEc2('placementStrategies', props.placementStrategies);
    checkOnEc2('placementConstraints', props.placementConstraints);
  }
  checkPercents(props.minHealthyPercent ?? 100, props.maxHealthyPercent ?? 200);
}

function checkOnEc2(prop: string, given: readonly unknown[] | undefined): void {
  if (given === undefined || given.length === 0) return;
  throw new Error(`\`${prop}\` need container instances to choose from: \`capacity\` must be Capacity.ec2(), got Fargate and ${given.length} of them`);
}

function checkPercents(min: number, max: number): void {
  if (Token.isUnresolved(min) || Token.isUnresolved(max)) return;
  if (!(min >= 0 && min <= 100)) throw new Error(`\`minHealthyPercent\` must be from 0 to 100, got ${min}`);
  if (!(max >= 100)) throw new Error(`\`maxHealthyPercent\` must be at least 100, got ${max}`);
}
