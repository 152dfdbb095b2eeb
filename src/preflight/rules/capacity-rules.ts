import { amiArchitectureMismatch } from './ami-architecture-mismatch';
import { amiWithoutAgent } from './ami-without-agent';
import { capacityProviderOutOfRange } from './capacity-provider-out-of-range';
import { closedInstanceEgress } from './closed-instance-egress';
import { endOfLifeAmi } from './end-of-life-ami';
import { fixedSizeCapacity } from './fixed-size-capacity';
import { gpuAmiMismatch } from './gpu-ami-mismatch';
import { incapableInstanceRole } from './incapable-instance-role';
import { incompleteManagedInstances } from './incomplete-managed-instances';
import { ineffectiveTerminationProtection } from './ineffective-termination-protection';
import { isolatedInstances } from './isolated-instances';
import { misdirectedInstances } from './misdirected-instances';
import { misplacedDaemon } from './misplaced-daemon';
import { openInstance } from './open-instance';
import { overcommittedMemory } from './overcommitted-memory';
import { provisioningOverLimit } from './provisioning-over-limit';
import { proxiedAgent } from './proxied-agent';
import { reservationsOnly } from './reservations-only';
import { rivalScaling } from './rival-scaling';
import type { Rule } from './rule';
import { smallRootVolume } from './small-root-volume';
import { switchedOffFeature } from './switched-off-feature';
import { taskLargerThanSmallestType } from './task-larger-than-smallest-type';
import { unavailableVolumeDriver } from './unavailable-volume-driver';
import { undrainedSpot } from './undrained-spot';
import { unfitManagedInstances } from './unfit-managed-instances';
import { unmetInstanceRequirements } from './unmet-instance-requirements';
import { unnamedAgentEndpoint } from './unnamed-agent-endpoint';
import { unpassableInstanceRole } from './unpassable-instance-role';
import { unreachableInstanceMetadata } from './unreachable-instance-metadata';
import { unsupportedWarmPool } from './unsupported-warm-pool';
import { unusedCapacityProvider } from './unused-capacity-provider';
import { waitingAgent } from './waiting-agent';
import { weightedInstances } from './weighted-instances';

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
  incompleteManagedInstances,
  ineffectiveTerminationProtection,
  isolatedInstances,
  misdirectedInstances,
  misplacedDaemon,
  openInstance,
  overcommittedMemory,
  provisioningOverLimit,
  proxiedAgent,
  reservationsOnly,
  rivalScaling,
  smallRootVolume,
  switchedOffFeature,
  taskLargerThanSmallestType,
  unavailableVolumeDriver,
  undrainedSpot,
  unfitManagedInstances,
  unmetInstanceRequirements,
  unnamedAgentEndpoint,
  unpassableInstanceRole,
  unreachableInstanceMetadata,
  unsupportedWarmPool,
  unusedCapacityProvider,
  waitingAgent,
  weightedInstances,
];
