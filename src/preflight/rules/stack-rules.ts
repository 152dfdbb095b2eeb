import { circularDependency } from './circular-dependency';
import { closedVolumeKey } from './closed-volume-key';
import { incapableScheduleRole } from './incapable-schedule-role';
import { incompleteExecLogging } from './incomplete-exec-logging';
import type { Rule } from './rule';
import { unorderedRolePolicy } from './unordered-role-policy';
import { untrustedPrincipal } from './untrusted-principal';
import { wildcardRole } from './wildcard-role';

/** Rules about roles and the order of a template. */
export const STACK_RULES: readonly Rule[] = [
  circularDependency,
  closedVolumeKey,
  incapableScheduleRole,
  incompleteExecLogging,
  unorderedRolePolicy,
  untrustedPrincipal,
  wildcardRole,
];
