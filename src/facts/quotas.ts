/** A limit of ECS. */
export interface Quota {
  readonly value: number;
  /** True when AWS raises it on request, so that a user may have a higher one. */
  readonly adjustable: boolean;
}

/** AWS General Reference, "Amazon ECS endpoints and quotas"; the last group is from the API reference. */
export const QUOTAS = {
  clustersPerAccount: adjustable(10_000),
  containerInstancesPerCluster: adjustable(5_000),
  servicesPerCluster: adjustable(5_000),
  tasksPerService: adjustable(5_000),
  /** With service discovery, or Service Connect through Cloud Map. */
  tasksPerServiceWithDiscovery: adjustable(1_000),
  servicesPerCloudMapNamespace: fixed(300),
  execSessionsPerContainer: adjustable(1_000),

  containersPerTaskDefinition: fixed(10),
  taskDefinitionBytes: fixed(64 * 1024),
  revisionsPerFamily: fixed(1_000_000),

  capacityProvidersPerCluster: fixed(20),
  capacityProvidersPerStrategy: fixed(20),
  provisioningTasksPerCluster: fixed(500),
  tasksPerRunTask: fixed(10),
  instancesPerStartTask: fixed(10),

  subnetsPerService: fixed(16),
  securityGroupsPerService: fixed(5),
  targetGroupsPerService: fixed(5),
  classicLoadBalancersPerService: fixed(1),
  tagsPerResource: fixed(50),

  /** New accounts; most older accounts have more. */
  fargateOnDemandVcpus: adjustable(6),
  fargateSpotVcpus: adjustable(6),

  placementConstraintsPerTask: fixed(10),
  placementStrategiesPerTask: fixed(5),
  constraintExpressionCharacters: fixed(2_000),
  customAttributesPerResource: fixed(10),
} as const satisfies Readonly<Record<string, Quota>>;

/** Capacity provider strategy (API reference, `CapacityProviderStrategyItem`). */
export const STRATEGY_BASE = { min: 0, max: 100_000 } as const;
export const STRATEGY_WEIGHT = { min: 0, max: 1_000 } as const;

function fixed(value: number): Quota {
  return { value, adjustable: false };
}

function adjustable(value: number): Quota {
  return { value, adjustable: true };
}
