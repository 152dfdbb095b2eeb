import type { InstanceRequirements } from './instance-requirements';
import type { Known } from './known';
import type { Subject } from './subject';

/** What an Auto Scaling group does besides its size and its machines; undefined properties are not set. */
export interface GroupSettings {
  /** Whether the template says that its instances have ENI trunking; the account setting decides where it says nothing. */
  readonly eniTrunking?: boolean;
  readonly name?: Known<string>;
  /** Id of the launch template or launch configuration of the model, or what the group calls it. */
  readonly launchTemplate?: Known<string>;
  readonly launchTemplateVersion?: Known<string>;
  /** Requirements by which instance types are chosen instead of being named. */
  readonly instanceRequirements?: readonly InstanceRequirements[];
  /** True when an override beside or among the requirements has a launch template or an instance type of its own. */
  readonly otherLaunches?: boolean;
  /** Capacity units that one instance of a type counts for; only in a group that counts in units. */
  readonly weights?: Known<Readonly<Record<string, number>>>;
  readonly onDemandAllocationStrategy?: Known<string>;
  readonly spotAllocationStrategy?: Known<string>;
  readonly spotMaxPrice?: Known<string>;
  readonly capacityRebalance?: Known<boolean>;
  readonly desiredCapacityType?: Known<string>;
  readonly healthCheckType?: Known<string>;
  readonly healthCheckGracePeriodSeconds?: Known<number>;
  readonly defaultInstanceWarmupSeconds?: Known<number>;
  readonly maxInstanceLifetimeSeconds?: Known<number>;
  readonly terminationPolicies?: Known<readonly string[]>;
  readonly targetGroups?: Known<readonly Known<string>[]>;
  readonly classicLoadBalancers?: Known<readonly Known<string>[]>;
  readonly placementGroup?: Known<string>;
  /** The role that Auto Scaling works with, where it is not its own `AWSServiceRoleForAutoScaling`. */
  readonly serviceLinkedRole?: Known<string>;
  readonly zoneDistribution?: Known<string>;
  /** Whether new instances carry the tag `AmazonECSManaged`, which managed scaling needs. */
  readonly hasManagedTag?: Known<boolean>;
  readonly lifecycleHooks?: readonly GroupLifecycleHook[];
  readonly scheduledActions?: readonly GroupScheduledAction[];
  readonly scalingPolicies?: readonly GroupScalingPolicy[];
  readonly warmPool?: WarmPool;
  /** Signals that CloudFormation waits for when the group is made. */
  readonly awaitedSignals?: Known<number>;
  /** `AutoScalingRollingUpdate` and the like: how CloudFormation replaces instances. */
  readonly updatePolicy?: GroupUpdatePolicy;
}

export interface GroupLifecycleHook {
  readonly subject: Subject;
  readonly transition: Known<string>;
  readonly heartbeatTimeoutSeconds: Known<number>;
  readonly defaultResult: Known<string>;
}

export interface GroupScheduledAction {
  readonly subject: Subject;
  readonly minSize?: Known<number>;
  readonly maxSize?: Known<number>;
  readonly desiredCapacity?: Known<number>;
  readonly recurrence?: Known<string>;
}

export interface GroupScalingPolicy {
  readonly subject: Subject;
  readonly type: Known<string>;
  readonly metric: Known<string>;
  readonly targetValue?: Known<number>;
}

export interface WarmPool {
  readonly subject: Subject;
  readonly minSize: Known<number>;
  readonly maxPreparedCapacity?: Known<number>;
  readonly state: Known<string>;
  readonly reuseOnScaleIn: Known<boolean>;
}

export interface GroupUpdatePolicy {
  readonly kind: Known<'rolling' | 'replacing' | 'none'>;
  readonly minInstancesInService?: Known<number>;
  readonly maxBatchSize?: Known<number>;
  readonly waitsForSignals?: Known<boolean>;
  readonly suspendedProcesses?: Known<readonly string[]>;
}
