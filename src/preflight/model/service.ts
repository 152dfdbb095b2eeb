import type { StrategyItem } from './cluster';
import type { DeploymentSettings } from './deployment-settings';
import type { Known } from './known';
import type { ScalableTarget } from './scaling';
import type { ServiceConnectConfiguration, ServiceRegistry, ServiceVolume, TrafficShift } from './service-wiring';
import type { Subject } from './subject';
import type { TaskSet } from './task-set';

export interface Service {
  readonly id: string;
  readonly subject: Subject;
  readonly name: Known<string>;
  /** Id of a cluster of the model. */
  readonly cluster: Known<string>;
  /** Id of a task definition of the model. */
  readonly taskDefinition: Known<string>;
  readonly schedulingStrategy: Known<'REPLICA' | 'DAEMON'>;
  /** What the template starts with; when it is absent, 1, or the minimum of the scaler. */
  readonly desiredCount: Known<number>;
  /** True when the template writes `DesiredCount`. */
  readonly desiredCountIsSet: boolean;
  readonly scaling?: ScalableTarget;
  /** Exclusive with `strategy`; undefined when neither is set. */
  readonly launchType?: Known<string>;
  readonly strategy?: Known<readonly StrategyItem[]>;
  readonly minHealthyPercent: Known<number>;
  readonly maxHealthyPercent: Known<number>;
  readonly deploymentController: Known<'ECS' | 'CODE_DEPLOY' | 'EXTERNAL'>;
  readonly deploymentStrategy: Known<'ROLLING' | 'BLUE_GREEN' | 'LINEAR' | 'CANARY'>;
  readonly circuitBreaker: Known<CircuitBreaker>;
  readonly deploymentAlarms: Known<readonly string[]>;
  readonly placementStrategies: Known<readonly PlacementStrategy[]>;
  readonly placementConstraints: Known<readonly PlacementConstraint[]>;
  readonly availabilityZoneRebalancing: Known<boolean>;
  readonly network?: AwsvpcConfiguration;
  readonly loadBalancers: Known<readonly ServiceLoadBalancer[]>;
  /** Target group or registry wiring apart, seconds; undefined when not set. */
  readonly healthCheckGracePeriodSeconds?: Known<number>;
  readonly platformVersion?: Known<string>;
  readonly serviceConnect: Known<boolean>;
  readonly executeCommand: Known<boolean>;
  readonly serviceConnectConfiguration?: ServiceConnectConfiguration;
  readonly serviceRegistries?: Known<readonly ServiceRegistry[]>;
  readonly volumeConfigurations?: Known<readonly ServiceVolume[]>;
  readonly bakeTimeMinutes?: Known<number>;
  /** Role that ECS takes on to reach a load balancer; only without a service-linked role. */
  readonly role?: Known<string>;
  readonly deploymentSettings?: DeploymentSettings;
  /** `TASK_DEFINITION`, `SERVICE` or `NONE`. */
  readonly propagateTags?: Known<string>;
  readonly managedTags?: Known<boolean>;
  readonly latticeTargets?: Known<readonly LatticeTarget[]>;
  /** Names of its metrics that are published every 20 seconds; undefined where the template sets no resolution. */
  readonly fineMetrics?: Known<readonly string[]>;
  /** Task sets of the input; only for the deployment controller `EXTERNAL`. */
  readonly taskSets?: readonly TaskSet[];
  /** Set for an `AWS::ECS::ExpressGatewayService`, for which ECS makes everything around the container. */
  readonly express?: ExpressService;
  /** Ids of listeners, listener rules, policies, mount targets, provider associations and services that CloudFormation makes before it. */
  readonly createdAfter?: readonly string[];
  /** Ids of policies that refer to the service, so that CloudFormation makes them after it. */
  readonly createdBefore?: readonly string[];
  /** Logical ids this service waits for (`DependsOn`). */
  readonly dependsOn: readonly string[];
}

/** A target group of VPC Lattice that the tasks register with. */
export interface LatticeTarget {
  readonly targetGroup?: Known<string>;
  readonly portName?: Known<string>;
  readonly role?: Known<string>;
}

/** Of an express service: what is not in the template, ECS adds in the same account. */
export interface ExpressService {
  readonly infrastructureRole: Known<string>;
  readonly healthCheckPath: Known<string>;
  readonly containerPort: Known<number>;
  /** Properties that are set beside a task definition of its own, which says the same; undefined when there are none. */
  readonly besideTaskDefinition?: readonly string[];
}

export interface CircuitBreaker {
  readonly enable: boolean;
  readonly rollback: boolean;
}

/** ECS applies the list in its order; each item narrows the choice of the one before. */
export interface PlacementStrategy {
  readonly type: Known<'spread' | 'binpack' | 'random'>;
  /** `cpu`, `memory`, `instanceId` or `attribute:NAME`. */
  readonly field?: Known<string>;
}

export interface PlacementConstraint {
  readonly type: Known<'memberOf' | 'distinctInstance'>;
  readonly expression?: Known<string>;
}

export interface AwsvpcConfiguration {
  readonly subnets: Known<readonly Known<string>[]>;
  readonly securityGroups: Known<readonly Known<string>[]>;
  readonly assignPublicIp: Known<boolean>;
  /** Zones of the subnets, where the template tells them. */
  readonly zones: Known<readonly string[]>;
  readonly vpc: Known<string>;
}

export interface ServiceLoadBalancer {
  /** Id of a target group of the model, or its ARN text. */
  readonly targetGroup?: Known<string>;
  readonly loadBalancerName?: Known<string>;
  readonly containerName: Known<string>;
  readonly containerPort: Known<number>;
  readonly trafficShift?: TrafficShift;
}
