import type { Known } from './known';

/** Attribute-based selection of instance types, of Auto Scaling and of Managed Instances. */
export interface InstanceRequirements {
  readonly vcpu: Range;
  readonly memoryMiB: Range;
  readonly memoryGiBPerVcpu?: Range;
  readonly acceleratorCount?: Range;
  readonly acceleratorTotalMemoryMiB?: Range;
  readonly networkInterfaces?: Range;
  readonly networkBandwidthGbps?: Range;
  readonly localStorageGB?: Range;
  readonly baselineEbsBandwidthMbps?: Range;
  readonly acceleratorTypes?: Known<readonly string[]>;
  readonly acceleratorManufacturers?: Known<readonly string[]>;
  readonly acceleratorNames?: Known<readonly string[]>;
  readonly cpuManufacturers?: Known<readonly string[]>;
  readonly instanceGenerations?: Known<readonly string[]>;
  readonly allowedInstanceTypes?: Known<readonly string[]>;
  readonly excludedInstanceTypes?: Known<readonly string[]>;
  readonly localStorageTypes?: Known<readonly string[]>;
  /** `included`, `required` or `excluded`. */
  readonly bareMetal: Known<string>;
  readonly burstable: Known<string>;
  readonly localStorage?: Known<string>;
  readonly requiresHibernation?: Known<boolean>;
  /** True when the price of what is chosen is limited, so that fewer types may be used than meet the rest. */
  readonly hasPriceLimit: boolean;
  /** True when types slower than a family that is named are left out. */
  readonly hasPerformanceLimit?: boolean;
}

/** Bounds that are both included; undefined where none is set. */
export interface Range {
  readonly min?: Known<number>;
  readonly max?: Known<number>;
}
