import { imageAtRisk } from './image-at-risk';
import { refusedLifecyclePolicy } from './refused-lifecycle-policy';
import { repositoryWithoutLifecycle } from './repository-without-lifecycle';
import type { Rule } from './rule';
import { shadowedLifecycleRule } from './shadowed-lifecycle-rule';

/** Rules about Amazon ECR repositories. */
export const REGISTRY_RULES: readonly Rule[] = [
  imageAtRisk,
  refusedLifecyclePolicy,
  repositoryWithoutLifecycle,
  shadowedLifecycleRule,
];
