import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import { Ec2Capacity } from '../cluster/ec2-capacity';

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
   * On container instances.
   *
   * @param capacity what `cluster.addEc2Capacity()` returned
   */
  public static ec2(capacity: Ec2Capacity): Capacity {
    return new NamedCapacity({
      compatibility: ecs.Compatibility.EC2,
      strategies: [{ capacityProvider: capacity.capacityProviderName, weight: 1 }],
      containerInstances: capacity,
    });
  }

  /** What a service needs to know about the capacity. */
  public abstract bind(): CapacityConfig;
}

/** What a service needs to know about the capacity it runs on. */
export interface CapacityConfig {
  /** What the task definition must be able to run on. */
  readonly compatibility: ecs.Compatibility;

  /** The capacity provider strategy of the service. */
  readonly strategies: ecs.CapacityProviderStrategy[];

  /**
   * The container instances, whose network the tasks share in bridge and host mode.
   *
   * @default - the tasks do not run on container instances
   */
  readonly containerInstances?: ec2.IConnectable;
}

class NamedCapacity extends Capacity {
  constructor(private readonly config: CapacityConfig) {
    super();
  }

  public bind(): CapacityConfig {
    return this.config;
  }
}
