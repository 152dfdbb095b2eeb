import { allWeightsZero } from './all-weights-zero';
import { architectureMismatch } from './architecture-mismatch';
import { brokenLifecycleHook } from './broken-lifecycle-hook';
import { clientBeforeServer } from './client-before-server';
import { closedEgress } from './closed-egress';
import { closedEndpoint } from './closed-endpoint';
import { closedFileSystem } from './closed-file-system';
import { closedNetworkAcl } from './closed-network-acl';
import { closedResolver } from './closed-resolver';
import { closedServiceConnectPort } from './closed-service-connect-port';
import { closedToLattice } from './closed-to-lattice';
import { conflictingServiceRole } from './conflicting-service-role';
import { contradictorySchedule } from './contradictory-schedule';
import { controllerConflict } from './controller-conflict';
import { daemonConflict } from './daemon-conflict';
import { deadlockWhenScaled } from './deadlock-when-scaled';
import { desiredCountBesideScaler } from './desired-count-beside-scaler';
import { desiredCountOutsideScaler } from './desired-count-outside-scaler';
import { duplicateServiceName } from './duplicate-service-name';
import { duplicateTrackedMetric } from './duplicate-tracked-metric';
import { emptyNewRepository } from './empty-new-repository';
import { endpointWithoutPrivateDns } from './endpoint-without-private-dns';
import { execWithoutPermission } from './exec-without-permission';
import { externalConflict } from './external-conflict';
import { fargateQuota } from './fargate-quota';
import { incompatibleTaskDefinition } from './incompatible-task-definition';
import { incompleteExpressService } from './incomplete-express-service';
import { incompleteLatticeTarget } from './incomplete-lattice-target';
import { incompleteServiceConnect } from './incomplete-service-connect';
import { incompleteTrafficShift } from './incomplete-traffic-shift';
import { invertedScaler } from './inverted-scaler';
import { ipv6OnlyGap } from './ipv6-only-gap';
import { launchTypeAndStrategy } from './launch-type-and-strategy';
import { mismatchedEbsVolume } from './mismatched-ebs-volume';
import { mismatchedNetworkConfiguration } from './mismatched-network-configuration';
import { misnamedScaler } from './misnamed-scaler';
import { missingPublicIp } from './missing-public-ip';
import { mixedCapacityStrategy } from './mixed-capacity-strategy';
import { narrowEndpointPolicy } from './narrow-endpoint-policy';
import { neverScalesIn } from './never-scales-in';
import { noCircuitBreaker } from './no-circuit-breaker';
import { noWayOut } from './no-way-out';
import { oldPlatformVersion } from './old-platform-version';
import { onlyFargateSpot } from './only-fargate-spot';
import { outlastingDeployment } from './outlasting-deployment';
import { overDockerHubLimit } from './over-docker-hub-limit';
import { placementOnFargate } from './placement-on-fargate';
import { publicIpOnInstances } from './public-ip-on-instances';
import { refusedDeploymentStep } from './refused-deployment-step';
import { refusedServiceRegistry } from './refused-service-registry';
import { repeatedDiscoveryName } from './repeated-discovery-name';
import type { Rule } from './rule';
import { scaledDaemon } from './scaled-daemon';
import { scalerWithoutPolicy } from './scaler-without-policy';
import { serviceConnectWithoutTaskMemory } from './service-connect-without-task-memory';
import { singleZone } from './single-zone';
import { stuckAtZero } from './stuck-at-zero';
import { tooFewAddresses } from './too-few-addresses';
import { tooManyPlacementRules } from './too-many-placement-rules';
import { tooManyTargetGroups } from './too-many-target-groups';
import { twoBases } from './two-bases';
import { unaddressedTask } from './unaddressed-task';
import { unattachedCapacityProvider } from './unattached-capacity-provider';
import { unemittedMetric } from './unemitted-metric';
import { unknownLoadBalancerContainer } from './unknown-load-balancer-container';
import { unknownServiceConnectPort } from './unknown-service-connect-port';
import { unmeasuredRequestCount } from './unmeasured-request-count';
import { unorderedCapacityProvider } from './unordered-capacity-provider';
import { unorderedMountTarget } from './unordered-mount-target';
import { unreachableScalingTarget } from './unreachable-scaling-target';
import { unsupportedFargateZone } from './unsupported-fargate-zone';
import { unusedDefaultStrategy } from './unused-default-strategy';
import { unusedGracePeriod } from './unused-grace-period';
import { uselessPublicIp } from './useless-public-ip';
import { vpcDnsOff } from './vpc-dns-off';
import { windowsOnFargateSpot } from './windows-on-fargate-spot';
import { zeroDesiredCount } from './zero-desired-count';
import { zoneRebalancingConflict } from './zone-rebalancing-conflict';

/** Rules about services, their network and their deployments. */
export const SERVICE_RULES: readonly Rule[] = [
  allWeightsZero,
  architectureMismatch,
  brokenLifecycleHook,
  clientBeforeServer,
  closedEgress,
  closedEndpoint,
  closedFileSystem,
  closedNetworkAcl,
  closedResolver,
  closedServiceConnectPort,
  closedToLattice,
  conflictingServiceRole,
  contradictorySchedule,
  controllerConflict,
  daemonConflict,
  deadlockWhenScaled,
  desiredCountBesideScaler,
  desiredCountOutsideScaler,
  duplicateServiceName,
  duplicateTrackedMetric,
  emptyNewRepository,
  endpointWithoutPrivateDns,
  execWithoutPermission,
  externalConflict,
  fargateQuota,
  incompatibleTaskDefinition,
  incompleteExpressService,
  incompleteLatticeTarget,
  incompleteServiceConnect,
  incompleteTrafficShift,
  invertedScaler,
  ipv6OnlyGap,
  launchTypeAndStrategy,
  mismatchedEbsVolume,
  mismatchedNetworkConfiguration,
  misnamedScaler,
  missingPublicIp,
  mixedCapacityStrategy,
  narrowEndpointPolicy,
  neverScalesIn,
  noCircuitBreaker,
  noWayOut,
  oldPlatformVersion,
  onlyFargateSpot,
  outlastingDeployment,
  overDockerHubLimit,
  placementOnFargate,
  publicIpOnInstances,
  refusedDeploymentStep,
  refusedServiceRegistry,
  repeatedDiscoveryName,
  scaledDaemon,
  scalerWithoutPolicy,
  serviceConnectWithoutTaskMemory,
  singleZone,
  stuckAtZero,
  tooFewAddresses,
  tooManyPlacementRules,
  tooManyTargetGroups,
  twoBases,
  unaddressedTask,
  unattachedCapacityProvider,
  unemittedMetric,
  unknownLoadBalancerContainer,
  unknownServiceConnectPort,
  unmeasuredRequestCount,
  unorderedCapacityProvider,
  unorderedMountTarget,
  unreachableScalingTarget,
  unsupportedFargateZone,
  unusedDefaultStrategy,
  unusedGracePeriod,
  uselessPublicIp,
  vpcDnsOff,
  windowsOnFargateSpot,
  zeroDesiredCount,
  zoneRebalancingConflict,
];
