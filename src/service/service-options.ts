import { Duration, Size } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import { Capacity } from './capacity';
import { Deployment } from './deployment';
import { ScalingCount } from '../scaling/scaling-options';
import { Cpu } from '../task/cpu';
import { TaskSettings } from '../task/task-settings';

/** What is run: an image with a size, or a task definition that exists. */
export interface RunnableOptions extends TaskSettings {
  /** The cluster the tasks run in. */
  readonly cluster: ecs.ICluster;

  /**
   * The image of the container. Give it a digest or a tag that never moves.
   *
   * @default - that of `taskDefinition`; one of the two is needed
   */
  readonly image?: ecs.ContainerImage;

  /**
   * CPU of the task, for example `Cpu.vcpu(0.5)`.
   *
   * @default - that of `taskDefinition`; one of the two is needed
   */
  readonly cpu?: Cpu;

  /**
   * Memory of the task and hard limit of its container, for example `Size.gibibytes(1)`.
   *
   * @default - that of `taskDefinition`; one of the two is needed
   */
  readonly memory?: Size;

  /**
   * A task definition that exists. Its default container is the one that is called; everything about the task is its own.
   *
   * @default - one is made from `image`, `cpu`, `memory` and what else is said about the task
   */
  readonly taskDefinition?: ecs.TaskDefinition;

  /**
   * Where the tasks run.
   *
   * @default Capacity.fargate()
   */
  readonly capacity?: Capacity;

  /**
   * The subnets of the tasks in awsvpc mode.
   *
   * @default - the private subnets of the cluster's VPC
   */
  readonly vpcSubnets?: ec2.SubnetSelection;

  /**
   * The security groups of the tasks in awsvpc mode.
   *
   * @default - one is made, which admits nobody until it is told to
   */
  readonly securityGroups?: ec2.ISecurityGroup[];

  /**
   * Whether the tasks have public addresses. On Fargate only, in public subnets.
   *
   * @default false
   */
  readonly assignPublicIp?: boolean;
}

/** What every service has. */
export interface ServiceOptions extends RunnableOptions {
  /**
   * The name of the service.
   *
   * @default - CloudFormation makes one up, so that the service can be replaced
   */
  readonly serviceName?: string;

  /**
   * What container instances must satisfy, at most 10. On EC2 only. `ClusterQuery` writes the expression of `memberOf`.
   *
   * @default - every container instance will do
   */
  readonly placementConstraints?: ecs.PlacementConstraint[];

  /**
   * Whether a shell can be opened in the containers with `aws ecs execute-command`.
   *
   * @default false
   */
  readonly enableExecuteCommand?: boolean;

  /**
   * The revision that runs, for example `ecs.TaskDefinitionRevision.LATEST` when something outside this app registers revisions.
   *
   * @default - the one this app makes
   */
  readonly taskDefinitionRevision?: ecs.TaskDefinitionRevision;

  /**
   * When a deployment that keeps failing is given up and rolled back.
   *
   * @default - on, after as many failed tasks as ECS derives from the desired count (3 to 200)
   */
  readonly circuitBreaker?: CircuitBreakerOptions;
}

/** When a deployment that keeps failing is given up. */
export interface CircuitBreakerOptions {
  /**
   * Whether failed deployments are given up. Without it a deployment that cannot succeed goes on until CloudFormation stops it.
   *
   * @default true
   */
  readonly enable?: boolean;

  /**
   * Whether the deployment before is restored.
   *
   * @default true
   */
  readonly rollback?: boolean;

  /**
   * How many tasks must fail.
   *
   * @default - half of the desired count, between 3 and 200
   */
  readonly failureThreshold?: number;

  /**
   * How many tasks must fail, in percent of the desired count.
   *
   * @default 50
   */
  readonly failurePercent?: number;

  /**
   * Whether the percentage is kept between 3 and 200 tasks.
   *
   * @default true
   */
  readonly boundedPercent?: boolean;

  /**
   * Whether a task that becomes healthy sets the count of failed tasks back to none.
   *
   * @default true
   */
  readonly resetOnHealthyTask?: boolean;
}

/** What services with a desired count have. */
export interface ReplicaServiceOptions extends ServiceOptions {
  /**
   * How many tasks there should be. When the service scales, the least number of tasks.
   *
   * @default 2
   */
  readonly desiredCount?: number;

  /**
   * Between how many tasks the service scales, and with how many it begins. The template then leaves the desired count out.
   *
   * @default - `desiredCount` tasks, unless a call on `scaling` says otherwise
   */
  readonly count?: ScalingCount;

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
   * How ECS chooses among container instances, in order, at most 5. On EC2 only.
   *
   * @default - as ECS does without strategies: spread over Availability Zones
   */
  readonly placementStrategies?: ecs.PlacementStrategy[];

  /**
   * Whether ECS moves tasks when Availability Zones have unequal numbers of them.
   *
   * @default - as ECS decides: on where the service qualifies
   */
  readonly availabilityZoneRebalancing?: ecs.AvailabilityZoneRebalancing;

  /**
   * How a new revision takes over.
   *
   * @default Deployment.rolling()
   */
  readonly deployment?: Deployment;
}

/** What services behind a load balancer have. */
export interface BalancedServiceOptions extends ReplicaServiceOptions {
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
   * How long a new task may take before failed health checks count.
   *
   * @default - 2 minutes, or the start period of `containerHealthCheck` and as long as the health check needs to call a task healthy,
   * when that is longer
   */
  readonly healthCheckGracePeriod?: Duration;

  /**
   * How long the load balancer lets open requests finish before a task is stopped.
   *
   * @default - 30 seconds, or `stopTimeout` when that is shorter
   */
  readonly deregistrationDelay?: Duration;
}
