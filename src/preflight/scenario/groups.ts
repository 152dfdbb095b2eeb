import type { Growth } from './growth';
import { scalingOffers } from './instances';
import type { SimulationOptions } from './options';
import type { Reading } from './reading';
import { reservedTcpPorts } from '../../facts';
import { valueOr } from '../model';
import type { InstanceGroup } from '../model';
import type { ScalingGroup } from '../scheduler/managed-scaling';

/** A group whose instances are replaced batch after batch. */
export interface RefreshedGroup {
  readonly id: string;
  readonly path: string;
  /** Positions in the problem. */
  readonly instances: readonly number[];
  /** Instances that go at a time. */
  readonly batch: number;
  /** True when ECS drains an instance before it ends. */
  readonly drains: boolean;
}

/** A group that managed scaling raises and lowers. */
export interface GrowingGroup extends RefreshedGroup {
  /** Instances before any task waits. */
  readonly start: number;
  readonly scaling: ScalingGroup;
  /** Managed termination protection keeps instances with tasks. */
  readonly isProtected: boolean;
  readonly warmupSeconds?: number;
}

export function refreshedGroup(group: InstanceGroup, instances: readonly number[]): RefreshedGroup {
  return {
    id: group.id,
    path: group.subject.constructPath,
    instances,
    batch: batchOf(group, instances.length),
    drains: group.provider !== undefined && valueOr(group.provider.managedDraining, true),
  };
}

/** CloudFormation's own batch where the template has an update policy; else the 10 % that an instance refresh may take by default. */
function batchOf({ updatePolicy }: InstanceGroup, instances: number): number {
  const told = updatePolicy?.kind.known && updatePolicy.kind.value === 'rolling' ? valueOr(updatePolicy.maxBatchSize ?? NOT_SET, 1) : undefined;
  return Math.max(1, Math.min(instances, told ?? Math.floor(instances / 10)));
}

const NOT_SET = { known: true, value: 1 } as const;

export function growingGroup(
  group: InstanceGroup,
  growth: Growth,
  instances: readonly number[],
  reading: Reading,
  options: SimulationOptions,
): GrowingGroup | undefined {
  const { provider } = group;
  if (growth !== 'grows' || !provider || !group.desiredCapacity.known || !group.minSize.known) return undefined;
  const windows = group.ami.os.known && group.ami.os.value === 'windows';
  const told = group.agent.reservedTcpPorts;
  return {
    ...refreshedGroup(group, instances),
    start: Math.min(instances.length, group.desiredCapacity.value),
    scaling: {
      instanceTypes: scalingOffers(group, reading, options),
      reservedPorts: told?.known ? told.value.length : reservedTcpPorts(windows ? 'windows' : 'linux').length,
      minSize: group.minSize.value,
      maxSize: instances.length,
      targetCapacity: valueOr(provider.targetCapacity, 100),
      minimumScalingStepSize: valueOr(provider.minimumScalingStepSize, 1),
      maximumScalingStepSize: valueOr(provider.maximumScalingStepSize, 10_000),
    },
    isProtected: valueOr(provider.managedTerminationProtection, false),
    warmupSeconds: provider.instanceWarmupSeconds ? valueOr(provider.instanceWarmupSeconds, undefined) : 300,
  };
}
