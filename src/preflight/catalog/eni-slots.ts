import type { InstanceTypeFacts } from '../../facts/instance-types/instance-type-facts';

/** Where an awsvpc task would run. */
export interface EniSettings {
  /** The account setting `awsvpcTrunking`, for instances launched after it was turned on. It is not in a template. */
  readonly trunking: boolean;
  /** Trunking needs Linux. */
  readonly windows?: boolean;
}

/**
 * awsvpc tasks that one instance takes at once; tasks of other network modes take none
 * (ECS developer guide, `container-instance-eni` and `eni-trunking-supported-instance-types`).
 */
export function eniSlots(type: Pick<InstanceTypeFacts, 'maxEni' | 'trunkTaskLimit'>, { trunking, windows = false }: EniSettings): number {
  if (trunking && !windows && type.trunkTaskLimit > 0) return type.trunkTaskLimit;
  // The primary interface belongs to the instance.
  return Math.max(0, type.maxEni - 1);
}
