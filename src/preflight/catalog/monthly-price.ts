import type { InstanceTypeFacts } from '../../facts/instance-types/instance-type-facts';

/** A year of 365 days in hours, over twelve: what AWS's own calculators take for a month. */
export const HOURS_PER_MONTH = 730;

/** Linux On-Demand price of one instance for a month, in the region and at the date of the catalog's prices; undefined where none is known. */
export function onDemandUsdPerMonth(type: InstanceTypeFacts): number | undefined {
  // Prices have at most seven decimals; sums of cents do not.
  return type.onDemandUsdPerHour === undefined ? undefined : Math.round(type.onDemandUsdPerHour * HOURS_PER_MONTH * 100) / 100;
}
