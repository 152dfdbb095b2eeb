import { allWeightsZero } from './all-weights-zero';
import { amiArchitectureMismatch } from './ami-architecture-mismatch';
import { amiWithoutAgent } from './ami-without-agent';
import { architectureMismatch } from './architecture-mismatch';
import { balancerWithoutZone } from './balancer-without-zone';
import { circularDependency } from './circular-dependency';
import { closedEgress } from './closed-egress';
import { closedEndpoint } from './closed-endpoint';
import { closedFileSystem } from './closed-file-system';
import { closedToBalancer } from './closed-to-balancer';
import { collidingDeployments } from './colliding-deployments';
import { containerCpuOverTask } from './container-cpu-over-task';
import { containerMemoryBelowMinimum } from './container-memory-below-minimum';
import { containerMemoryOverTask } from './container-memory-over-task';
import { containerWithoutLogs } from './container-without-logs';
import { containerWithoutMemory } from './container-without-memory';
import { contradictorySchedule } from './contradictory-schedule';
import { daemonConflict } from './daemon-conflict';
import { deadlockWhenScaled } from './deadlock-when-scaled';
import { dependencyCycle } from './dependency-cycle';
import { dependencyOnEssentialContainer } from './dependency-on-essential-container';
import { dependencyWithoutHealthCheck } from './dependency-without-health-check';
import { deploymentDeadlock } from './deployment-deadlock';
import { desiredCountBesideScaler } from './desired-count-beside-scaler';
import { desiredCountOutsideScaler } from './desired-count-outside-scaler';
import { differentHostPort } from './different-host-port';
import { differentVpcs } from './different-vpcs';
import { duplicateServiceName } from './duplicate-service-name';
import { duplicateTrackedMetric } from './duplicate-tracked-metric';
import { emptyNewRepository } from './empty-new-repository';
import { endOfLifeAmi } from './end-of-life-ami';
import { ephemeralHostPort } from './ephemeral-host-port';
import { execWithoutPermission } from './exec-without-permission';
import { executionRoleDenied } from './execution-role-denied';
import { fixedHealthPort } from './fixed-health-port';
import { fixedSizeCapacity } from './fixed-size-capacity';
import { floatingImageTag } from './floating-image-tag';
import { gpuAmiMismatch } from './gpu-ami-mismatch';
import { healthCheckOutOfRange } from './health-check-out-of-range';
import { imageAtRisk } from './image-at-risk';
import { incapableInstanceRole } from './incapable-instance-role';
import { incapableScheduleRole } from './incapable-schedule-role';
import { incompatibleTaskDefinition } from './incompatible-task-definition';
import { incompleteLogOptions } from './incomplete-log-options';
import { ineffectiveTerminationProtection } from './ineffective-termination-protection';
import { invertedScaler } from './inverted-scaler';
import { isolatedInstances } from './isolated-instances';
import { literalSecret } from './literal-secret';
import { longStopAfterDrain } from './long-stop-after-drain';
import { longStopTimeout } from './long-stop-timeout';
import { misdirectedInstances } from './misdirected-instances';
import { mismatchedListenerProtocol } from './mismatched-listener-protocol';
import { mismatchedNetworkConfiguration } from './mismatched-network-configuration';
import { mismatchedTargetType } from './mismatched-target-type';
import { missingExecutionRole } from './missing-execution-role';
import { missingPublicIp } from './missing-public-ip';
import { mixedCapacityStrategy } from './mixed-capacity-strategy';
import { narrowLoadBalancer } from './narrow-load-balancer';
import { neverScalesIn } from './never-scales-in';
import { noCircuitBreaker } from './no-circuit-breaker';
import { noContainerInstances } from './no-container-instances';
import { noRoomAfterInstanceLoss } from './no-room-after-instance-loss';
import { noRoomAfterScaleIn } from './no-room-after-scale-in';
import { noRoomAfterSpotReclaim } from './no-room-after-spot-reclaim';
import { noRoomAfterZoneLoss } from './no-room-after-zone-loss';
import { noRoomAtMaximum } from './no-room-at-maximum';
import { noRoomForBlueGreen } from './no-room-for-blue-green';
import { noWayOut } from './no-way-out';
import { openInstance } from './open-instance';
import { orphanTargetGroup } from './orphan-target-group';
import { placementOnFargate } from './placement-on-fargate';
import { plainEfsAuthorization } from './plain-efs-authorization';
import { plainHttpListener } from './plain-http-listener';
import { portCollision } from './port-collision';
import { portOutOfRange } from './port-out-of-range';
import { portsWithoutNetwork } from './ports-without-network';
import { publicIpOnInstances } from './public-ip-on-instances';
import { refusedLifecyclePolicy } from './refused-lifecycle-policy';
import { repeatedDiscoveryName } from './repeated-discovery-name';
import { repeatedMountPath } from './repeated-mount-path';
import { repeatedRulePriority } from './repeated-rule-priority';
import { repeatedVariable } from './repeated-variable';
import { repositoryWithoutLifecycle } from './repository-without-lifecycle';
import { reservationAboveLimit } from './reservation-above-limit';
import { reservedHostPort } from './reserved-host-port';
import { rivalScaling } from './rival-scaling';
import type { Rule } from './rule';
import { scaledDaemon } from './scaled-daemon';
import { scalerWithoutPolicy } from './scaler-without-policy';
import { shadowedLifecycleRule } from './shadowed-lifecycle-rule';
import { sharedTargetGroup } from './shared-target-group';
import { shortGracePeriod } from './short-grace-period';
import { singleZone } from './single-zone';
import { slowDrain } from './slow-drain';
import { slowSpotStop } from './slow-spot-stop';
import { smallRootVolume } from './small-root-volume';
import { stuckAtZero } from './stuck-at-zero';
import { stuckDrain } from './stuck-drain';
import { stuckInstanceRefresh } from './stuck-instance-refresh';
import { stuckScaleOut } from './stuck-scale-out';
import { stuckZoneRebalancing } from './stuck-zone-rebalancing';
import { targetGroupOnTwoBalancers } from './target-group-on-two-balancers';
import { targetHealthCheckOutOfRange } from './target-health-check-out-of-range';
import { taskLargerThanSmallestType } from './task-larger-than-smallest-type';
import { taskOnEmptyCapacity } from './task-on-empty-capacity';
import { tooFewAddresses } from './too-few-addresses';
import { tooManyContainers } from './too-many-containers';
import { tooManyPlacementRules } from './too-many-placement-rules';
import { tooManyTargetGroups } from './too-many-target-groups';
import { twoBases } from './two-bases';
import { unattachedCapacityProvider } from './unattached-capacity-provider';
import { unavailableFargateSize } from './unavailable-fargate-size';
import { undeclaredVolume } from './undeclared-volume';
import { undrainedSpot } from './undrained-spot';
import { unknownDependency } from './unknown-dependency';
import { unknownLoadBalancerContainer } from './unknown-load-balancer-container';
import { unmatchedConstraint } from './unmatched-constraint';
import { unmountedVolume } from './unmounted-volume';
import { unorderedListener } from './unordered-listener';
import { unpairedLogRouter } from './unpaired-log-router';
import { unparsableConstraint } from './unparsable-constraint';
import { unplaceableTasks } from './unplaceable-tasks';
import { unreachableScalingTarget } from './unreachable-scaling-target';
import { unresolvedValue } from './unresolved-value';
import { unsupportedLogDriver } from './unsupported-log-driver';
import { unsupportedNetworkMode } from './unsupported-network-mode';
import { unsupportedOnFargate } from './unsupported-on-fargate';
import { unsupportedWarmPool } from './unsupported-warm-pool';
import { untrustedPrincipal } from './untrusted-principal';
import { unusedDefaultStrategy } from './unused-default-strategy';
import { unusedGracePeriod } from './unused-grace-period';
import { uselessPublicIp } from './useless-public-ip';
import { vpcDnsOff } from './vpc-dns-off';
import { wildcardRole } from './wildcard-role';
import { windowsOnFargateSpot } from './windows-on-fargate-spot';

/** Every rule, in the order of their ids. */
export const RULES: readonly Rule[] = [
  allWeightsZero,
  amiArchitectureMismatch,
  amiWithoutAgent,
  architectureMismatch,
  balancerWithoutZone,
  circularDependency,
  closedEgress,
  closedEndpoint,
  closedFileSystem,
  closedToBalancer,
  collidingDeployments,
  containerCpuOverTask,
  containerMemoryBelowMinimum,
  containerMemoryOverTask,
  containerWithoutLogs,
  containerWithoutMemory,
  contradictorySchedule,
  daemonConflict,
  deadlockWhenScaled,
  dependencyCycle,
  dependencyOnEssentialContainer,
  dependencyWithoutHealthCheck,
  deploymentDeadlock,
  desiredCountBesideScaler,
  desiredCountOutsideScaler,
  differentHostPort,
  differentVpcs,
  duplicateServiceName,
  duplicateTrackedMetric,
  emptyNewRepository,
  endOfLifeAmi,
  ephemeralHostPort,
  execWithoutPermission,
  executionRoleDenied,
  fixedHealthPort,
  fixedSizeCapacity,
  floatingImageTag,
  gpuAmiMismatch,
  healthCheckOutOfRange,
  imageAtRisk,
  incapableInstanceRole,
  incapableScheduleRole,
  incompatibleTaskDefinition,
  incompleteLogOptions,
  ineffectiveTerminationProtection,
  invertedScaler,
  isolatedInstances,
  literalSecret,
  longStopAfterDrain,
  longStopTimeout,
  misdirectedInstances,
  mismatchedListenerProtocol,
  mismatchedNetworkConfiguration,
  mismatchedTargetType,
  missingExecutionRole,
  missingPublicIp,
  mixedCapacityStrategy,
  narrowLoadBalancer,
  neverScalesIn,
  noCircuitBreaker,
  noContainerInstances,
  noRoomAfterInstanceLoss,
  noRoomAfterScaleIn,
  noRoomAfterSpotReclaim,
  noRoomAfterZoneLoss,
  noRoomAtMaximum,
  noRoomForBlueGreen,
  noWayOut,
  openInstance,
  orphanTargetGroup,
  placementOnFargate,
  plainEfsAuthorization,
  plainHttpListener,
  portCollision,
  portOutOfRange,
  portsWithoutNetwork,
  publicIpOnInstances,
  refusedLifecyclePolicy,
  repeatedDiscoveryName,
  repeatedMountPath,
  repeatedRulePriority,
  repeatedVariable,
  repositoryWithoutLifecycle,
  reservationAboveLimit,
  reservedHostPort,
  rivalScaling,
  scaledDaemon,
  scalerWithoutPolicy,
  shadowedLifecycleRule,
  sharedTargetGroup,
  shortGracePeriod,
  singleZone,
  slowDrain,
  slowSpotStop,
  smallRootVolume,
  stuckAtZero,
  stuckDrain,
  stuckInstanceRefresh,
  stuckScaleOut,
  stuckZoneRebalancing,
  targetGroupOnTwoBalancers,
  targetHealthCheckOutOfRange,
  taskLargerThanSmallestType,
  taskOnEmptyCapacity,
  tooFewAddresses,
  tooManyContainers,
  tooManyPlacementRules,
  tooManyTargetGroups,
  twoBases,
  unattachedCapacityProvider,
  unavailableFargateSize,
  undeclaredVolume,
  undrainedSpot,
  unknownDependency,
  unknownLoadBalancerContainer,
  unmatchedConstraint,
  unmountedVolume,
  unorderedListener,
  unpairedLogRouter,
  unparsableConstraint,
  unplaceableTasks,
  unreachableScalingTarget,
  unresolvedValue,
  unsupportedLogDriver,
  unsupportedNetworkMode,
  unsupportedOnFargate,
  unsupportedWarmPool,
  untrustedPrincipal,
  unusedDefaultStrategy,
  unusedGracePeriod,
  uselessPublicIp,
  vpcDnsOff,
  wildcardRole,
  windowsOnFargateSpot,
];
