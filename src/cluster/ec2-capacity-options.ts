import { Duration, Size } from 'aws-cdk-lib';
import * as autoscaling from 'aws-cdk-lib/aws-autoscaling';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as sns from 'aws-cdk-lib/aws-sns';
import { AgentOptions } from './agent-options';
import { CapacityReservation } from './capacity-reservation';
import { EniTrunking } from './eni-trunking';
import { InstanceImage } from './instance-image';
import { PurchaseOption } from './purchase-option';

/** Instances that are booted ahead of need and stopped until the group scales out. */
export interface WarmPoolOptions {
  /**
   * The least number of instances in the pool.
   *
   * @default 0
   */
  readonly minSize?: number;

  /**
   * The largest number of instances in the pool and the group together.
   *
   * @default - the `maxCapacity` of the group
   */
  readonly maxGroupPreparedCapacity?: number;

  /**
   * In which state the instances wait.
   *
   * @default PoolState.STOPPED
   */
  readonly poolState?: autoscaling.PoolState;

  /**
   * Whether instances go back into the pool on scale-in. ECS does not take them back while it scales the group, so this needs
   * `managedScaling: false`.
   *
   * @default false
   */
  readonly reuseOnScaleIn?: boolean;
}

/** What the container instances are, and how many there may be. */
export interface Ec2CapacityOptions {
  /**
   * The instance types the container instances may have, best first. The AMI follows from them.
   *
   * @default - `instanceRequirements` choose the types
   */
  readonly instanceTypes?: ec2.InstanceType[];

  /**
   * What an instance type must have, in place of a list of names. EC2 takes every type that has it, also those to come.
   *
   * @default - `instanceTypes` name the types
   */
  readonly instanceRequirements?: ec2.InstanceRequirementsConfig;

  /**
   * The architecture of the CPU. Needed with `instanceRequirements`, and with instance types that are tokens.
   *
   * @default - the one that the instance types have
   */
  readonly architecture?: ec2.InstanceArchitecture;

  /**
   * How the instances are bought.
   *
   * @default PurchaseOption.onDemand()
   */
  readonly purchaseOption?: PurchaseOption;

  /**
   * Which Capacity Reservations the instances use.
   *
   * @default - as EC2 does: any open one that matches
   */
  readonly capacityReservation?: CapacityReservation;

  /**
   * The least number of container instances.
   *
   * @default 0
   */
  readonly minCapacity?: number;

  /** The largest number of container instances. ECS starts and stops instances between the two numbers as tasks ask for room. */
  readonly maxCapacity: number;

  /**
   * The image of the container instances.
   *
   * @default InstanceImage.amazonLinux2023()
   */
  readonly image?: InstanceImage;

  /**
   * How the Amazon ECS agent works.
   *
   * @default - as the AMI says, with Spot draining, and without access of tasks to the metadata of the instance
   */
  readonly agent?: AgentOptions;

  /**
   * The subnets of the container instances.
   *
   * @default - the private subnets of the cluster's VPC
   */
  readonly vpcSubnets?: ec2.SubnetSelection;

  /**
   * The size of the volume for images and containers, a whole number of GiB.
   *
   * @default - 30 GiB, or what the AMI needs if that is more
   */
  readonly volumeSize?: Size;

  /**
   * The key that encrypts the volumes. The Auto Scaling service-linked role needs a grant on it.
   *
   * @default - the key that EBS keeps for the account
   */
  readonly volumeKey?: kms.IKey;

  /**
   * Whether ECS changes the number of instances as tasks ask for room.
   *
   * @default true
   */
  readonly managedScaling?: boolean;

  /**
   * How much of the group ECS aims to keep in use, in percent. Below 100 there is room to spare for the next task.
   *
   * @default 100
   */
  readonly targetCapacityPercent?: number;

  /**
   * The least number of instances that one scaling step starts, from 1 to 10,000.
   *
   * @default 1
   */
  readonly minimumScalingStepSize?: number;

  /**
   * The largest number of instances that one scaling step starts, from 1 to 10,000.
   *
   * @default 10000
   */
  readonly maximumScalingStepSize?: number;

  /**
   * How long a new instance is left out of the measure that ECS scales by, up to 10,000 seconds.
   *
   * @default Duration.minutes(5)
   */
  readonly instanceWarmup?: Duration;

  /**
   * Whether ECS protects instances that run tasks from scale-in, so that it ends empty instances first.
   *
   * Nobody lifts the protection when the stack is deleted, so a custom resource then ends the instances: `forceDelete`.
   * Without protection tasks are still moved away before their instance ends, by managed draining.
   *
   * @default false
   */
  readonly managedTerminationProtection?: boolean;

  /**
   * Whether deleting the stack ends the instances at once, also those that ECS protects. A custom resource calls
   * `autoscaling:DeleteAutoScalingGroup` with force, after the services and the capacity provider are gone.
   *
   * @default - true with `managedTerminationProtection`, whose protection nobody else lifts; otherwise false
   */
  readonly forceDelete?: boolean;

  /**
   * Whether tasks in awsvpc mode share a trunk interface, so that more of them fit on an instance.
   *
   * @default - off, as ECS: each task in awsvpc mode takes an interface of the instance
   */
  readonly eniTrunking?: EniTrunking;

  /**
   * Instances that are booted ahead of need.
   *
   * @default - instances boot when they are needed
   */
  readonly warmPool?: WarmPoolOptions;

  /**
   * Whether EC2 starts a new Spot Instance when it expects to reclaim one, before it does.
   *
   * @default - true with Spot Instances
   */
  readonly capacityRebalance?: boolean;

  /**
   * Whether a deployment that changes the instances, for example by a new AMI, replaces them one by one. Each instance
   * ends only after its tasks have moved.
   *
   * @default false, running instances stay as they are and new ones follow the change
   */
  readonly replaceInstances?: boolean;

  /**
   * Whether a shell can be opened through Session Manager. There is no SSH key in either case.
   *
   * @default true
   */
  readonly sessionManager?: boolean;

  /**
   * A topic that hears of every instance that starts, ends, or fails to.
   *
   * @default - none
   */
  readonly notificationTopic?: sns.ITopic;
}
