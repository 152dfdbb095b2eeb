import { collidingDeployments } from './colliding-deployments';
import { deploymentDeadlock } from './deployment-deadlock';
import { noContainerInstances } from './no-container-instances';
import { noRoomAfterInstanceLoss } from './no-room-after-instance-loss';
import { noRoomAfterScaleIn } from './no-room-after-scale-in';
import { noRoomAfterSpotReclaim } from './no-room-after-spot-reclaim';
import { noRoomAfterZoneLoss } from './no-room-after-zone-loss';
import { noRoomAtMaximum } from './no-room-at-maximum';
import { noRoomForBlueGreen } from './no-room-for-blue-green';
import { noRoomInSequence } from './no-room-in-sequence';
import type { Rule } from './rule';
import { stuckDrain } from './stuck-drain';
import { stuckInstanceRefresh } from './stuck-instance-refresh';
import { stuckScaleOut } from './stuck-scale-out';
import { stuckZoneRebalancing } from './stuck-zone-rebalancing';
import { unmatchedConstraint } from './unmatched-constraint';
import { unparsableConstraint } from './unparsable-constraint';
import { unplaceableTasks } from './unplaceable-tasks';
import { unresolvedValue } from './unresolved-value';

/** Rules about what the simulated scenarios found. */
export const ROOM_RULES: readonly Rule[] = [
  collidingDeployments,
  deploymentDeadlock,
  noContainerInstances,
  noRoomAfterInstanceLoss,
  noRoomAfterScaleIn,
  noRoomAfterSpotReclaim,
  noRoomAfterZoneLoss,
  noRoomAtMaximum,
  noRoomForBlueGreen,
  noRoomInSequence,
  stuckDrain,
  stuckInstanceRefresh,
  stuckScaleOut,
  stuckZoneRebalancing,
  unmatchedConstraint,
  unparsableConstraint,
  unplaceableTasks,
  unresolvedValue,
];
