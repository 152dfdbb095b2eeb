import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import { checkedStrategy, mixed } from './capacity-share';
import { Ec2Capacity } from '../cluster/ec2-capacity';
import { ManagedInstancesCapacity } from '../cluster/managed-instances-capacity';

/** How Fargate and Fargate Spot are mixed. */
export interface FargateMixOptions {
  /**
   * How many tasks run on Fargate before any runs on Fargate Spot.
   *
   * @default 1
   */
  readonly onDemandBase?: number;

  /**
   * The share of Fargate among the tasks above the base, relative to `spotWeight`.
   *
   * @default 1
   */
  readonly onDemandWeight?: number;

  /**
   * The share of Fargate Spot among the tasks above the base, relative to `onDemandWeight`.
   *
   * @default 1
   */
  readonly spotWeight?: number;
}

/** One of several capacities of a service, and its share of the tasks. */
export interface CapacityShare {
  /** Where these tasks run: one capacity provider, for example `Capacity.ec2(general)` or `Capacity.fargateSpot()`. */
  readonly capacity: Capacity;

  /**
   * How many tasks run here before any other share gets one, from 0 to 100,000. Only one share may have a base.
   *
   * @default 0
   */
  readonly base?: number;

  /**
   * The share of the tasks above the base, relative to the other weights, from 0 to 1,000. With 0 only the base runs here.
   *
   * @default 1
   */
  readonly weight?: number;
}

/** Where the tasks of a service run. A value: the same service moves between Fargate and EC2 by one prop. */
export abstract class Capacity {
  /** On Fargate. */
  public static fargate(): Capacity {
    return new NamedCapacity({ compatibility: ecs.Compatibility.FARGATE, strategies: [{ capacityProvider: 'FARGATE', weight: 1 }] });
  }

  /** On Fargate Spot: at a lower price, and stopped with two minutes of notice when AWS needs the room. */
  public static fargateSpot(): Capacity {
    return new NamedCapacity({ compatibility: ecs.Compatibility.FARGATE, strategies: [{ capacityProvider: 'FARGATE_SPOT', weight: 1 }] });
  }

  /**
   * Some tasks on Fargate, the rest on Fargate Spot.
   *
   * @param options how many of each
   */
  public static fargateMix(options: FargateMixOptions = {}): Capacity {
    return new NamedCapacity({
      compatibility: ecs.Compatibility.FARGATE,
      strategies: checkedStrategy([
        { capacityProvider: 'FARGATE', base: options.onDemandBase ?? 1, weight: options.onDemandWeight ?? 1 },
        { capacityProvider: 'FARGATE_SPOT', weight: options.spotWeight ?? 1 },
      ]),
    });
  }

  /**
   * On container instances.
   *
   * @param capacity what `cluster.addEc2Capacity()` returned
   */
  public static ec2(capacity: Ec2Capacity): Capacity {
    return new NamedCapacity({
      compatibility: ecs.Compatibility.EC2,
      strategies: [{ capacityProvider: capacity.capacityProviderName, weight: 1 }],
      containerInstances: capacity,
      architecture: capacity.architecture,
    });
  }

  /**
   * On container instances of a cluster that this app does not make.
   *
   * @param capacityProviderName the name of the capacity provider
   * @param containerInstances the security groups of the instances, which tasks in bridge and host mode share
   */
  public static ec2Provider(capacityProviderName: string, containerInstances?: ec2.IConnectable): Capacity {
    return new NamedCapacity({
      compatibility: ecs.Compatibility.EC2,
      strategies: checkedStrategy([{ capacityProvider: capacityProviderName, weight: 1 }]),
      containerInstances,
    });
  }

  /**
   * On instances that ECS starts, patches and ends on its own.
   *
   * @param capacity what `cluster.addManagedInstances()` returned
   */
  public static managedInstances(capacity: ManagedInstancesCapacity): Capacity {
    return new NamedCapacity({
      compatibility: ecs.Compatibility.MANAGED_INSTANCES,
      strategies: [{ capacityProvider: capacity.capacityProviderName, weight: 1 }],
      containerInstances: capacity,
      architecture: capacity.architecture,
    });
  }

  /**
   * On machines outside of AWS, which registered through `cluster.addExternalCapacity()`: Amazon ECS Anywhere.
   *
   * ECS chooses among all external instances of the cluster, which have no capacity provider; `placementConstraints` narrow
   * the choice. Tasks there have no awsvpc mode, no load balancer, no Service Connect, and no scaling.
   */
  public static external(): Capacity {
    return new NamedCapacity({ compatibility: ecs.Compatibility.EXTERNAL, strategies: [] });
  }

  /**
   * On several capacities of one kind: Auto Scaling groups, or Managed Instances, or Fargate with Fargate Spot.
   *
   * @param shares each capacity, with its base and weight
   */
  public static mix(shares: CapacityShare[]): Capacity {
    return new NamedCapacity(mixed(shares));
  }

  /** What a service needs to know about the capacity. */
  public abstract bind(): CapacityConfig;
}

/** What a service needs to know about the capacity it runs on. */
export interface CapacityConfig {
  /** What the task definition must be able to run on. */
  readonly compatibility: ecs.Compatibility;

  /** The capacity provider strategy of the service. Empty on external instances, which have no capacity providers. */
  readonly strategies: ecs.CapacityProviderStrategy[];

  /**
   * The container instances, whose network the tasks share in bridge and host mode.
   *
   * @default - the tasks do not run on container instances
   */
  readonly containerInstances?: ec2.IConnectable;

  /**
   * The architecture of the capacity, which Dockerfiles are built for.
   *
   * @default - unknown, or the choice of the task definition
   */
  readonly architecture?: ec2.InstanceArchitecture;
}

class NamedCapacity extends Capacity {
  constructor(private readonly config: CapacityConfig) {
    super();
  }

  public bind(): CapacityConfig {
    return this.config;
  }
}
