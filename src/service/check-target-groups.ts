import { QUOTAS } from '../facts';

/** Throws when a service may have no further target group. */
export function checkFurtherTargetGroup(path: string, count: number, moves: boolean): void {
  const most = QUOTAS.targetGroupsPerService.value;
  if (count >= most) throw new Error(`a service may have ${most} target groups, got one more for ${path}`);
  if (!moves) return;
  throw new Error(`\`deployment\` of ${path} must be Deployment.rolling() with several listeners, got one that moves traffic between two target groups`);
}
