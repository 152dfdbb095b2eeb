import { BALANCER_RULES } from './balancer-rules';
import { CAPACITY_RULES } from './capacity-rules';
import { REGISTRY_RULES } from './registry-rules';
import { ROOM_RULES } from './room-rules';
import type { Rule } from './rule';
import { SERVICE_RULES } from './service-rules';
import { STACK_RULES } from './stack-rules';
import { TASK_RULES } from './task-rules';

/** Every rule, in the order of their ids. */
export const RULES: readonly Rule[] = [
  ...BALANCER_RULES, ...CAPACITY_RULES, ...REGISTRY_RULES, ...ROOM_RULES, ...SERVICE_RULES, ...STACK_RULES, ...TASK_RULES,
].sort((one, other) => (one.id < other.id ? -1 : 1));
