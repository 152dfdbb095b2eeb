import { containerCpuOverTask } from './container-cpu-over-task';
import { containerMemoryBelowMinimum } from './container-memory-below-minimum';
import { containerMemoryOverTask } from './container-memory-over-task';
import { containerValueOutOfRange } from './container-value-out-of-range';
import { containerWithoutLogs } from './container-without-logs';
import { containerWithoutMemory } from './container-without-memory';
import { dependencyCycle } from './dependency-cycle';
import { dependencyOnEssentialContainer } from './dependency-on-essential-container';
import { dependencyWithoutHealthCheck } from './dependency-without-health-check';
import { differentHostPort } from './different-host-port';
import { efsRootWithAccessPoint } from './efs-root-with-access-point';
import { ephemeralHostPort } from './ephemeral-host-port';
import { executionRoleDenied } from './execution-role-denied';
import { fileSystemWithoutTaskRole } from './file-system-without-task-role';
import { floatingImageTag } from './floating-image-tag';
import { healthCheckOutOfRange } from './health-check-out-of-range';
import { impatientDependency } from './impatient-dependency';
import { incapableLogRouterRole } from './incapable-log-router-role';
import { incompleteLogOptions } from './incomplete-log-options';
import { literalSecret } from './literal-secret';
import { longStopTimeout } from './long-stop-timeout';
import { malformedImageName } from './malformed-image-name';
import { misaddressedSecret } from './misaddressed-secret';
import { mismatchedWindowsVersion } from './mismatched-windows-version';
import { missingExecutionRole } from './missing-execution-role';
import { missingSecretKey } from './missing-secret-key';
import { noEssentialContainer } from './no-essential-container';
import { oversizedTaskDefinition } from './oversized-task-definition';
import { parameterOfOtherNetworkMode } from './parameter-of-other-network-mode';
import { plainEfsAuthorization } from './plain-efs-authorization';
import { portCollision } from './port-collision';
import { portOutOfRange } from './port-out-of-range';
import { portsWithoutNetwork } from './ports-without-network';
import { powerfulContainer } from './powerful-container';
import { proxiedMetadata } from './proxied-metadata';
import { refusedPortRange } from './refused-port-range';
import { refusedVolume } from './refused-volume';
import { repeatedMountPath } from './repeated-mount-path';
import { repeatedVariable } from './repeated-variable';
import { reservationAboveLimit } from './reservation-above-limit';
import { reservedHostPort } from './reserved-host-port';
import type { Rule } from './rule';
import { taskOnEmptyCapacity } from './task-on-empty-capacity';
import { tooManyContainers } from './too-many-containers';
import { unavailableAccelerator } from './unavailable-accelerator';
import { unavailableFargateSize } from './unavailable-fargate-size';
import { undeclaredVolume } from './undeclared-volume';
import { unknownDependency } from './unknown-dependency';
import { unlistedLogGroup } from './unlisted-log-group';
import { unmappedHealthPort } from './unmapped-health-port';
import { unmountedVolume } from './unmounted-volume';
import { unpairedLogRouter } from './unpaired-log-router';
import { unrunHealthCheck } from './unrun-health-check';
import { unseenExecutionRole } from './unseen-execution-role';
import { unsupportedLogDriver } from './unsupported-log-driver';
import { unsupportedNetworkMode } from './unsupported-network-mode';
import { unsupportedOnFargate } from './unsupported-on-fargate';
import { unsupportedOnManagedInstances } from './unsupported-on-managed-instances';
import { unsupportedOnWindows } from './unsupported-on-windows';
import { unusableName } from './unusable-name';

/** Rules about task definitions and their containers. */
export const TASK_RULES: readonly Rule[] = [
  containerCpuOverTask,
  containerMemoryBelowMinimum,
  containerMemoryOverTask,
  containerValueOutOfRange,
  containerWithoutLogs,
  containerWithoutMemory,
  dependencyCycle,
  dependencyOnEssentialContainer,
  dependencyWithoutHealthCheck,
  differentHostPort,
  efsRootWithAccessPoint,
  ephemeralHostPort,
  executionRoleDenied,
  fileSystemWithoutTaskRole,
  floatingImageTag,
  healthCheckOutOfRange,
  impatientDependency,
  incapableLogRouterRole,
  incompleteLogOptions,
  literalSecret,
  longStopTimeout,
  malformedImageName,
  misaddressedSecret,
  mismatchedWindowsVersion,
  missingExecutionRole,
  missingSecretKey,
  noEssentialContainer,
  oversizedTaskDefinition,
  parameterOfOtherNetworkMode,
  plainEfsAuthorization,
  portCollision,
  portOutOfRange,
  portsWithoutNetwork,
  powerfulContainer,
  proxiedMetadata,
  refusedPortRange,
  refusedVolume,
  repeatedMountPath,
  repeatedVariable,
  reservationAboveLimit,
  reservedHostPort,
  taskOnEmptyCapacity,
  tooManyContainers,
  unavailableAccelerator,
  unavailableFargateSize,
  undeclaredVolume,
  unknownDependency,
  unlistedLogGroup,
  unmappedHealthPort,
  unmountedVolume,
  unpairedLogRouter,
  unrunHealthCheck,
  unseenExecutionRole,
  unsupportedLogDriver,
  unsupportedNetworkMode,
  unsupportedOnFargate,
  unsupportedOnManagedInstances,
  unsupportedOnWindows,
  unusableName,
];
