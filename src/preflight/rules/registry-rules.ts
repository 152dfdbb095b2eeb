import { closedRepository } from './closed-repository';
import { imageAtRisk } from './image-at-risk';
import { incompletePullThroughCache } from './incomplete-pull-through-cache';
import { refusedLifecyclePolicy } from './refused-lifecycle-policy';
import { refusedPullThroughCache } from './refused-pull-through-cache';
import { repositoryWithoutLifecycle } from './repository-without-lifecycle';
import type { Rule } from './rule';
import { shadowedLifecycleRule } from './shadowed-lifecycle-rule';

/** Rules about Amazon ECR repositories. */
export const REGISTRY_RULES: readonly Rule[] = [
  closedRepository,
  imageAtRisk,
  incompletePullThroughCache,
  refusedLifecyclePolicy,
  refusedPullThroughCache,
  repositoryWithoutLifecycle,
  shadowedLifecycleRule,
];
