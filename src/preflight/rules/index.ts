import { collidingDeployments } from './colliding-deployments';
import { deploymentDeadlock } from './deployment-deadlock';
import { noRoomAfterInstanceLoss } from './no-room-after-instance-loss';
import { noRoomAfterSpotReclaim } from './no-room-after-spot-reclaim';
import { noRoomAfterZoneLoss } from './no-room-after-zone-loss';
import { noRoomAtMaximum } from './no-room-at-maximum';
import { noRoomForBlueGreen } from './no-room-for-blue-green';
import type { Rule } from './rule';
import { unmatchedConstraint } from './unmatched-constraint';
import { unplaceableTasks } from './unplaceable-tasks';
import { unresolvedValue } from './unresolved-value';

/** Every rule, in the order of their ids. */
export const RULES: readonly Rule[] = [
  collidingDeployments,
  deploymentDeadlock,
  noRoomAfterInstanceLoss,
  noRoomAfterSpotReclaim,
  noRoomAfterZoneLoss,
  noRoomAtMaximum,
  noRoomForBlueGreen,
  unmatchedConstraint,
  unplaceableTasks,
  unresolvedValue,
];
