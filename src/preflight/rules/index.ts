import { allWeightsZero } from './all-weights-zero';
import { collidingDeployments } from './colliding-deployments';
import { daemonConflict } from './daemon-conflict';
import { deadlockWhenScaled } from './deadlock-when-scaled';
import { deploymentDeadlock } from './deployment-deadlock';
import { desiredCountBesideScaler } from './desired-count-beside-scaler';
import { desiredCountOutsideScaler } from './desired-count-outside-scaler';
import { duplicateServiceName } from './duplicate-service-name';
import { duplicateTrackedMetric } from './duplicate-tracked-metric';
import { incompatibleTaskDefinition } from './incompatible-task-definition';
import { invertedScaler } from './inverted-scaler';
import { mixedCapacityStrategy } from './mixed-capacity-strategy';
import { noCircuitBreaker } from './no-circuit-breaker';
import { noRoomAfterInstanceLoss } from './no-room-after-instance-loss';
import { noRoomAfterSpotReclaim } from './no-room-after-spot-reclaim';
import { noRoomAfterZoneLoss } from './no-room-after-zone-loss';
import { noRoomAtMaximum } from './no-room-at-maximum';
import { noRoomForBlueGreen } from './no-room-for-blue-green';
import { placementOnFargate } from './placement-on-fargate';
import { publicIpOnInstances } from './public-ip-on-instances';
import type { Rule } from './rule';
import { scaledDaemon } from './scaled-daemon';
import { stuckAtZero } from './stuck-at-zero';
import { tooManyPlacementRules } from './too-many-placement-rules';
import { tooManyTargetGroups } from './too-many-target-groups';
import { twoBases } from './two-bases';
import { unattachedCapacityProvider } from './unattached-capacity-provider';
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
  collidingDeployments,
  daemonConflict,
  deadlockWhenScaled,
  deploymentDeadlock,
  desiredCountBesideScaler,
  desiredCountOutsideScaler,
  duplicateServiceName,
  duplicateTrackedMetric,
  incompatibleTaskDefinition,
  invertedScaler,
  mixedCapacityStrategy,
  noCircuitBreaker,
  noRoomAfterInstanceLoss,
  noRoomAfterSpotReclaim,
  noRoomAfterZoneLoss,
  noRoomAtMaximum,
  noRoomForBlueGreen,
  placementOnFargate,
  publicIpOnInstances,
  scaledDaemon,
  stuckAtZero,
  tooManyPlacementRules,
  tooManyTargetGroups,
  twoBases,
  unattachedCapacityProvider,
  unmatchedConstraint,
  unparsableConstraint,
  unplaceableTasks,
  unreachableScalingTarget,
  unresolvedValue,
  unusedDefaultStrategy,
  unusedGracePeriod,
  windowsOnFargateSpot,
];
