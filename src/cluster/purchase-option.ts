import { Token } from 'aws-cdk-lib';
import * as autoscaling from 'aws-cdk-lib/aws-autoscaling';

/** How On-Demand and Spot Instances are mixed. */
export interface MixedPurchaseOptions {
  /**
   * How many instances are On-Demand before any Spot Instance is started.
   *
   * @default 0
   */
  readonly onDemandBaseCapacity?: number;

  /**
   * The share of On-Demand Instances above the base, in percent. The rest are Spot Instances.
   *
   * @default 0
   */
  readonly onDemandPercentageAboveBaseCapacity?: number;
}

/** How container instances are bought. */
export class PurchaseOption {
  /** On-Demand Instances only. */
  public static onDemand(): PurchaseOption {
    return new PurchaseOption();
  }

  /** Spot Instances only: at a lower price, and ended with two minutes of notice. Name several instance types. */
  public static spot(): PurchaseOption {
    return PurchaseOption.mixed({ onDemandBaseCapacity: 0, onDemandPercentageAboveBaseCapacity: 0 });
  }

  /**
   * Some On-Demand Instances, the rest Spot Instances.
   *
   * @param options how many of each
   */
  public static mixed(options: MixedPurchaseOptions): PurchaseOption {
    const base = options.onDemandBaseCapacity ?? 0;
    const percentage = options.onDemandPercentageAboveBaseCapacity ?? 0;
    if (!Token.isUnresolved(base) && !(Number.isInteger(base) && base >= 0)) {
      throw new Error(`\`onDemandBaseCapacity\` must be a whole number from 0, got ${base}`);
    }
    if (!Token.isUnresolved(percentage) && !(Number.isInteger(percentage) && percentage >= 0 && percentage <= 100)) {
      throw new Error(`\`onDemandPercentageAboveBaseCapacity\` must be a whole number from 0 to 100, got ${percentage}`);
    }
    return new PurchaseOption({
      onDemandBaseCapacity: base,
      onDemandPercentageAboveBaseCapacity: percentage,
      spotAllocationStrategy: autoscaling.SpotAllocationStrategy.PRICE_CAPACITY_OPTIMIZED,
    });
  }

  private constructor(private readonly distribution?: autoscaling.InstancesDistribution) {}

  /**
   * How the Auto Scaling group buys instances.
   *
   * @returns nothing when all of them are On-Demand
   */
  public bind(): autoscaling.InstancesDistribution | undefined {
    return this.distribution;
  }
}
