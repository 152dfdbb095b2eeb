import { ALWAYS_REGISTERED_ON_LINUX, REGISTERED_LOG_DRIVERS, type AgentPlatform } from './log-drivers';
import { dockerPluginAttribute, logDriverAttribute, REQUIRED_ATTRIBUTES, type TaskFeature } from './required-attributes';

/** Whether an instance registers an attribute: it does, it does not, or it depends on something that is not visible. */
export type Registration = 'registered' | 'missing' | 'perhaps';

export interface AgentSettings {
  readonly platform: AgentPlatform;
  /** From `ECS_AVAILABLE_LOGGING_DRIVERS` or the like; undefined when the platform's own list holds. */
  readonly loggingDrivers?: readonly string[];
  /** ECS Anywhere. */
  readonly external?: boolean;
}

/**
 * Whether the agent registers an attribute that a task requires. `missing` is said only where the agent's sources
 * are clear about it: log drivers outside the list, features that the operating system does not have.
 */
export function registrationOf(attribute: string, { platform, loggingDrivers, external = false }: AgentSettings): Registration {
  if (external && EXTERNAL_MISSING.has(attribute)) return 'missing';
  if (attribute.startsWith(LOG_DRIVER)) return logDriverRegistration(attribute.slice(LOG_DRIVER.length), platform, loggingDrivers);
  if (attribute === dockerPluginAttribute('local') || EVERY_AGENT.has(attribute)) return 'registered';
  if (attribute.startsWith(DOCKER_API)) return platform !== 'windows' && DOCKER_API_VERSIONS.includes(attribute.slice(DOCKER_API.length)) ? 'registered' : 'perhaps';
  if (platform === 'windows') return WINDOWS_MISSING.has(attribute) ? 'missing' : 'perhaps';
  return platform === 'ecs-optimized-linux' && OPTIMIZED_LINUX.has(attribute) ? 'registered' : 'perhaps';
}

const LOG_DRIVER = logDriverAttribute('');

const DOCKER_API = 'com.amazonaws.ecs.capability.docker-remote-api.';

/** Versions that a Linux agent registers; it passes over some, and over all from 1.33 on (observed). */
const DOCKER_API_VERSIONS = ['1.17', '1.18', '1.19', '1.20', '1.21', '1.22', '1.23', '1.24', '1.25', '1.28', '1.29', '1.30', '1.32'];

function logDriverRegistration(driver: string, platform: AgentPlatform, configured?: readonly string[]): Registration {
  const drivers = configured ?? REGISTERED_LOG_DRIVERS[platform];
  if (drivers.includes(driver)) return 'registered';
  // The Windows agent gained FireLens settings without documents that say so.
  if (ALWAYS_REGISTERED_ON_LINUX.includes(driver)) return platform === 'windows' ? 'perhaps' : 'registered';
  // What another Linux configures outside user data is not visible.
  return platform === 'agent-on-other-linux' && configured === undefined ? 'perhaps' : 'missing';
}

/** Registered by every agent of the last years, without a setting (observed in the agent's sources). */
const EVERY_AGENT = attributesOf(
  'ecr-image', 'execution-role-with-ecr', 'memory-reservation', 'health-check', 'secrets-from-ssm', 'secrets-from-secrets-manager',
  'log-secrets-from-ssm', 'log-secrets-from-secrets-manager', 'container-dependency', 'repository-credentials', 'environment-files',
  'container-port-range', 'restart-policy',
);

/** Besides those, on an ECS-optimized Amazon Linux AMI, by its settings and its agent. */
const OPTIMIZED_LINUX = attributesOf(
  'awsvpc', 'execution-role-with-awslogs', 'task-role', 'task-role-in-host-mode', 'task-size', 'task-cpu-above-10-vcpu', 'shared-namespaces',
  'privileged', 'efs', 'efs-with-iam-or-access-point', 'ebs-volume', 'firelens-fluentd', 'firelens-fluentbit', 'app-mesh', 'service-connect',
  'execute-command',
);

/** What the Windows agent has no code for. */
const WINDOWS_MISSING = attributesOf('shared-namespaces', 'efs', 'efs-with-iam-or-access-point', 'app-mesh');

/** What an agent takes back when it runs on an external instance. */
const EXTERNAL_MISSING = attributesOf('awsvpc', 'app-mesh', 'service-connect', 'ebs-volume', 'fault-injection');

/** Docker API versions are shared by many features, so they say nothing about one. */
function attributesOf(...features: TaskFeature[]): ReadonlySet<string> {
  return new Set(features.flatMap((feature) => REQUIRED_ATTRIBUTES[feature].attributes).filter((name) => !name.includes('docker-remote-api')));
}
