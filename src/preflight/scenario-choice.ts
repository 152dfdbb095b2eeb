import { readScenario } from './scenario/read-scenario';

/** A situation that the preflight simulates. */
export class Scenario {
  /** Every service at its desired count. */
  public static steadyState(): Scenario {
    return new Scenario('steady-state');
  }

  /** The first deployment: from the empty cluster, with the instances that managed scaling brings. */
  public static firstDeployment(): Scenario {
    return new Scenario('first-deployment');
  }

  /** Every service deployed anew, one at a time, while the others run on. */
  public static rollingDeployment(): Scenario {
    return new Scenario('rolling-deployment');
  }

  /** Every service deployed anew at the same time, as one `cdk deploy` of a whole application does. */
  public static allDeployments(): Scenario {
    return new Scenario('all-deployments');
  }

  /** As `allDeployments`, one task of one service after another in a drawn order. */
  public static interleavedDeployments(): Scenario {
    return new Scenario('interleaved-deployments');
  }

  /** The new revision in full beside the old one: blue/green, linear, canary and CodeDeploy. */
  public static blueGreenDeployment(): Scenario {
    return new Scenario('blue-green-deployment');
  }

  /** Every service at the maximum of its scaler at the same time. */
  public static scaledToMaximum(): Scenario {
    return new Scenario('scaled-to-maximum');
  }

  /** From the desired counts to the maxima, while managed scaling raises the groups step by step. */
  public static managedScaleOut(): Scenario {
    return new Scenario('managed-scale-out');
  }

  /** Managed scaling takes instances away after the services were scaled in. */
  public static managedScaleIn(): Scenario {
    return new Scenario('managed-scale-in');
  }

  /** Every Availability Zone lost in turn, before new instances have started. */
  public static availabilityZoneLoss(): Scenario {
    return new Scenario('availability-zone-loss');
  }

  /** A lost Availability Zone comes back, and its tasks are spread again. */
  public static zoneRebalancing(): Scenario {
    return new Scenario('zone-rebalancing');
  }

  /** Every container instance lost in turn, before Auto Scaling has replaced it. */
  public static instanceLoss(): Scenario {
    return new Scenario('instance-loss');
  }

  /** Every container instance drained in turn, within the deployment percentages of its services. */
  public static instanceDrain(): Scenario {
    return new Scenario('instance-drain');
  }

  /** All instances of each group replaced, batch after batch. */
  public static instanceRefresh(): Scenario {
    return new Scenario('instance-refresh');
  }

  /** All Spot instances of a group, or of a zone, reclaimed at once. */
  public static spotReclaim(): Scenario {
    return new Scenario('spot-reclaim');
  }

  private constructor(
    /** The name that reports and `--scenario` use. */
    public readonly name: string,
  ) {}

  /**
   * The other scenario from every situation in which this one may leave the cluster: a zone lost while every service runs its
   * maximum, a deployment while a zone is lost.
   *
   * @param next what happens then: a deployment, a loss, or the way to the maximum
   * @throws when this scenario ends in no lasting situation (only the maximum and losses do), or `next` starts from the beginning
   */
  public followedBy(next: Scenario): Scenario {
    return new Scenario(readScenario(`${this.name}+${next.name}`));
  }
}
