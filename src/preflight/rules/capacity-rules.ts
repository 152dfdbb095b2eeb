import { amiArchitectureMismatch } from './ami-architecture-mismatch';
import { amiWithoutAgent } from './ami-without-agent';
import { capacityProviderOutOfRange } from './capacity-provider-out-of-range';
import { closedInstanceEgress } from './closed-instance-egress';
import { endOfLifeAmi } from './end-of-life-ami';
import { fixedSizeCapacity } from './fixed-size-capacity';
import { gpuAmiMismatch } from './gpu-ami-mismatch';
import { incapableInstanceRole } from './incapable-instance-role';
import { ineffectiveTerminationProtection } from './ineffective-termination-protection';
import { isolatedInstances } from './isolated-instances';
import { misdirectedInstances } from './misdirected-instances';
import { openInstance } from './open-instance';
import { overcommittedMemory } from './overcommitted-memory';
import { rivalScaling } from './rival-scaling';
import type { Rule } from './rule';
import { smallRootVolume } from './small-root-volume';
import { taskLargerThanSmallestType } from './task-larger-than-smallest-type';
import { undrainedSpot } from './undrained-spot';
import { unfitManagedInstances } from './unfit-managed-instances';
import { unpassableInstanceRole } from './unpassable-instance-role';
import { unsupportedWarmPool } from './unsupported-warm-pool';
import { unusedCapacityProvider } from './unused-capacity-provider';

/** Rules about groups of container instances. */
export const CAPACITY_RULES: readonly Rule[] = [
  amiArchitectureMismatch,
  amiWithoutAgent,
  capacityProviderOutOfRange,
  closedInstanceEgress,
  endOfLifeAmi,
  fixedSizeCapacity,
  gpuAmiMismatch,
  incapableInstanceRole,
  ineffectiveTerminationProtection,
  isolatedInstances,
  misdirectedInstances,
  openInstance,
  overcommittedMemory,
  rivalScaling,
  smallRootVolume,
  taskLargerThanSmallestType,
  undrainedSpot,
  unfitManagedInstances,
  unpassableInstanceRole,
  unsupportedWarmPool,
  unusedCapacityProvider,
];
