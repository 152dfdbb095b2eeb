import { allWeightsZero } from './all-weights-zero';
import { amiArchitectureMismatch } from './ami-architecture-mismatch';
import { architectureMismatch } from './architecture-mismatch';
import { collidingDeployments } from './colliding-deployments';
import { containerCpuOverTask } from './container-cpu-over-task';
import { containerMemoryBelowMinimum } from './container-memory-below-minimum';
import { containerMemoryOverTask } from './container-memory-over-task';
import { containerWithoutMemory } from './container-without-memory';
import { daemonConflict } from './daemon-conflict';
import { deadlockWhenScaled } from './deadlock-when-scaled';
import { dependencyCycle } from './dependency-cycle';
import { dependencyOnEssentialContainer } from './dependency-on-essential-container';
import { dependencyWithoutHealthCheck } from './dependency-without-health-check';
import { deploymentDeadlock } from './deployment-deadlock';
import { desiredCountBesideScaler } from './desired-count-beside-scaler';
import { desiredCountOutsideScaler } from './desired-count-outside-scaler';
import { duplicateServiceName } from './duplicate-service-name';
import { duplicateTrackedMetric } from './duplicate-tracked-metric';
import { endOfLifeAmi } from './end-of-life-ami';
import { ephemeralHostPort } from './ephemeral-host-port';
import { fixedSizeCapacity } from './fixed-size-capacity';
import { gpuAmiMismatch } from './gpu-ami-mismatch';
import { healthCheckOutOfRange } from './health-check-out-of-range';
import { incompatibleTaskDefinition } from './incompatible-task-definition';
import { ineffectiveTerminationProtection } from './ineffective-termination-protection';
import { invertedScaler } from './inverted-scaler';
import { longStopTimeout } from './long-stop-timeout';
import { mixedCapacityStrategy } from './mixed-capacity-strategy';
import { neverScalesIn } from './never-scales-in';
import { noCircuitBreaker } from './no-circuit-breaker';
import { noContainerInstances } from './no-container-instances';
import { noRoomAfterInstanceLoss } from './no-room-after-instance-loss';
import { noRoomAfterSpotReclaim } from './no-room-after-spot-reclaim';
import { noRoomAfterZoneLoss } from './no-room-after-zone-loss';
import { noRoomAtMaximum } from './no-room-at-maximum';
import { noRoomForBlueGreen } from './no-room-for-blue-green';
import { placementOnFargate } from './placement-on-fargate';
import { plainEfsAuthorization } from './plain-efs-authorization';
import { portCollision } from './port-collision';
import { portOutOfRange } from './port-out-of-range';
import { portsWithoutNetwork } from './ports-without-network';
import { publicIpOnInstances } from './public-ip-on-instances';
import { repeatedMountPath } from './repeated-mount-path';
import { repeatedVariable } from './repeated-variable';
import { reservationAboveLimit } from './reservation-above-limit';
import { reservedHostPort } from './reserved-host-port';
import type { Rule } from './rule';
import { scaledDaemon } from './scaled-daemon';
import { stuckAtZero } from './stuck-at-zero';
import { taskLargerThanSmallestType } from './task-larger-than-smallest-type';
import { tooManyContainers } from './too-many-containers';
import { tooManyPlacementRules } from './too-many-placement-rules';
import { tooManyTargetGroups } from './too-many-target-groups';
import { twoBases } from './two-bases';
import { unattachedCapacityProvider } from './unattached-capacity-provider';
import { undeclaredVolume } from './undeclared-volume';
import { undrainedSpot } from './undrained-spot';
import { unknownDependency } from './unknown-dependency';
import { unmatchedConstraint } from './unmatched-constraint';
import { unparsableConstraint } from './unparsable-constraint';
import { unplaceableTasks } from './unplaceable-tasks';
import { unreachableScalingTarget } from './unreachable-scaling-target';
import { unresolvedValue } from './unresolved-value';
import { unusedDefaultStrategy } from './unused-default-strategy';
import { unusedGracePeriod } from './unused-grace-period';
import { windowsOnFargateSpot } from './windows-on-fargate-spot';

/** Every rule, in the order of their ids. */
export const RULES: readonly Rule[] = [
  allWeightsZero,
  amiArchitectureMismatch,
  architectureMismatch,
  collidingDeployments,
  containerCpuOverTask,
  containerMemoryBelowMinimum,
  containerMemoryOverTask,
  containerWithoutMemory,
  daemonConflict,
  deadlockWhenScaled,
  dependencyCycle,
  dependencyOnEssentialContainer,
  dependencyWithoutHealthCheck,
  deploymentDeadlock,
  desiredCountBesideScaler,
  desiredCountOutsideScaler,
  duplicateServiceName,
  duplicateTrackedMetric,
  endOfLifeAmi,
  ephemeralHostPort,
  fixedSizeCapacity,
  gpuAmiMismatch,
  healthCheckOutOfRange,
  incompatibleTaskDefinition,
  ineffectiveTerminationProtection,
  invertedScaler,
  longStopTimeout,
  mixedCapacityStrategy,
  neverScalesIn,
  noCircuitBreaker,
  noContainerInstances,
  noRoomAfterInstanceLoss,
  noRoomAfterSpotReclaim,
  noRoomAfterZoneLoss,
  noRoomAtMaximum,
  noRoomForBlueGreen,
  placementOnFargate,
  plainEfsAuthorization,
  portCollision,
  portOutOfRange,
  portsWithoutNetwork,
  publicIpOnInstances,
  repeatedMountPath,
  repeatedVariable,
  reservationAboveLimit,
  reservedHostPort,
  scaledDaemon,
  stuckAtZero,
  taskLargerThanSmallestType,
  tooManyContainers,
  tooManyPlacementRules,
  tooManyTargetGroups,
  twoBases,
  unattachedCapacityProvider,
  undeclaredVolume,
  undrainedSpot,
  unknownDependency,
  unmatchedConstraint,
  unparsableConstraint,
  unplaceableTasks,
  unreachableScalingTarget,
  unresolvedValue,
  unusedDefaultStrategy,
  unusedGracePeriod,
  windowsOnFargateSpot,
];
