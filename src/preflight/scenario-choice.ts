/** A situation that the preflight simulates. */
export class Scenario {
  /** Every service at its desired count. */
  public static steadyState(): Scenario {
    return new Scenario('steady-state');
  }

  /** Every service deployed anew, one at a time, while the others run on. */
  public static rollingDeployment(): Scenario {
    return new Scenario('rolling-deployment');
  }

  /** Every service deployed anew at the same time, as one `cdk deploy` of a whole application does. */
  public static allDeployments(): Scenario {
    return new Scenario('all-deployments');
  }

  /** The new revision in full beside the old one: blue/green, linear, canary and CodeDeploy. */
  public static blueGreenDeployment(): Scenario {
    return new Scenario('blue-green-deployment');
  }

  /** Every service at the maximum of its scaler at the same time. */
  public static scaledToMaximum(): Scenario {
    return new Scenario('scaled-to-maximum');
  }

  /** Every Availability Zone lost in turn, before new instances have started. */
  public static availabilityZoneLoss(): Scenario {
    return new Scenario('availability-zone-loss');
  }

  /** Every container instance lost in turn, before Auto Scaling has replaced it. */
  public static instanceLoss(): Scenario {
    return new Scenario('instance-loss');
  }

  /** All Spot instances of a group reclaimed at once. */
  public static spotReclaim(): Scenario {
    return new Scenario('spot-reclaim');
  }

  private constructor(
    /** The name that reports and `--scenario` use. */
    public readonly name: string,
  ) {}
}
