/** Health checks of target groups (Elastic Load Balancing API reference, `CreateTargetGroup`). */
export const TARGET_HEALTH_CHECK = {
  intervalSeconds: { min: 5, max: 300 },
  timeoutSeconds: { min: 2, max: 120 },
  healthyThreshold: { min: 2, max: 10 },
  unhealthyThreshold: { min: 2, max: 10 },
} as const;

/** Priority of a listener rule (API reference, `CreateRule`). */
export const RULE_PRIORITY = { min: 1, max: 50_000 } as const;

/** Quotas of an Application Load Balancer that AWS does not raise. */
export const TARGET_GROUPS_PER_ACTION = 5;
export const CONDITION_VALUES_PER_RULE = 5;
