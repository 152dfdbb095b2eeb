import { Duration, Token, Tokenization } from 'aws-cdk-lib';
import { AgentOptions } from './agent-options';

/** One setting of the agent, in the words of each operating system. */
export interface AgentSetting {
  /** The variable on Amazon Linux and Windows. */
  readonly variable: string;
  /** The key below `settings.ecs` on Bottlerocket; missing when Bottlerocket has no such setting. */
  readonly key?: string;
  /** The value as Bottlerocket takes it. */
  readonly value: AgentValue;
  /** The value of the variable, when it is written in another way. */
  readonly text?: string;
}

export type AgentValue = string | number | boolean | readonly string[] | Readonly<Record<string, string>>;

/** What every renderer starts from. */
export interface AgentInput {
  readonly clusterName: string;
  readonly options: AgentOptions;
  readonly warmPool: boolean;
}

/** Every setting that is not left to the AMI, in a fixed order. */
export function agentSettings({ clusterName, options, warmPool }: AgentInput): AgentSetting[] {
  checkAgent(options);
  const cleanup = options.imageCleanup ?? {};
  return [
    { variable: 'ECS_CLUSTER', key: 'cluster', value: clusterName },
    { variable: 'ECS_AWSVPC_BLOCK_IMDS', key: 'awsvpc-block-imds', value: true },
    { variable: 'ECS_ENABLE_SPOT_INSTANCE_DRAINING', key: 'enable-spot-instance-draining', value: options.spotDraining ?? true },
    ...(warmPool ? [{ variable: 'ECS_WARM_POOLS_CHECK', value: true }] : []),
    ...given('ECS_RESERVED_MEMORY', 'reserved-memory', options.reservedMemory?.toMebibytes()),
    ...given('ECS_INSTANCE_ATTRIBUTES', 'instance-attributes', options.attributes),
    ...given('ECS_AVAILABLE_LOGGING_DRIVERS', 'logging-drivers', options.logDrivers),
    ...given('ECS_IMAGE_PULL_BEHAVIOR', 'image-pull-behavior', options.imagePullBehavior),
    ...given('ECS_IMAGE_CLEANUP_INTERVAL', 'image-cleanup-wait', seconds(cleanup.interval)),
    ...given('ECS_IMAGE_MINIMUM_CLEANUP_AGE', 'image-cleanup-age', seconds(cleanup.minimumAge)),
    ...given('ECS_NUM_IMAGES_DELETE_PER_CYCLE', 'image-cleanup-delete-per-cycle', cleanup.imagesPerCycle),
    ...given('ECS_ENGINE_TASK_CLEANUP_WAIT_DURATION', 'task-cleanup-wait', seconds(options.taskCleanupWait)),
    ...given('ECS_CONTAINER_STOP_TIMEOUT', 'container-stop-timeout', seconds(options.containerStopTimeout)),
    ...given('ECS_ENABLE_CONTAINER_METADATA', 'enable-container-metadata', options.containerMetadataFile),
    ...privileged(options.privilegedContainers),
  ];
}

/** The text of a variable: JSON for lists and maps, plain otherwise. */
export function variableText({ value, text }: AgentSetting): string {
  if (text !== undefined) return text;
  if (typeof value === 'object') return JSON.stringify(value);
  return typeof value === 'number' ? Tokenization.stringifyNumber(value) : String(value);
}

function given(variable: string, key: string, value: AgentValue | undefined): AgentSetting[] {
  return value === undefined ? [] : [{ variable, key, value }];
}

/** The variable says what is forbidden, the Bottlerocket setting what is allowed. */
function privileged(allowed: boolean | undefined): AgentSetting[] {
  if (allowed === undefined) return [];
  return [{ variable: 'ECS_DISABLE_PRIVILEGED', key: 'allow-privileged-containers', value: allowed, text: String(!allowed) }];
}

function seconds(duration: Duration | undefined): string | undefined {
  return duration === undefined ? undefined : `${Tokenization.stringifyNumber(duration.toSeconds())}s`;
}

function checkAgent(options: AgentOptions): void {
  const cleanup = options.imageCleanup ?? {};
  checkAtLeast('imageCleanup.interval', cleanup.interval, Duration.minutes(10));
  checkAtLeast('imageCleanup.minimumAge', cleanup.minimumAge, Duration.minutes(1));
  checkAtLeast('taskCleanupWait', options.taskCleanupWait, Duration.seconds(1));
  checkAtLeast('containerStopTimeout', options.containerStopTimeout, Duration.seconds(1));
  const perCycle = cleanup.imagesPerCycle;
  if (perCycle !== undefined && !Token.isUnresolved(perCycle) && !(Number.isInteger(perCycle) && perCycle >= 1)) {
    throw new Error(`\`imageCleanup.imagesPerCycle\` must be a whole number from 1, got ${perCycle}`);
  }
  Object.entries(options.attributes ?? {}).forEach(([name, value]) => checkAttribute(name, value));
}

function checkAtLeast(prop: string, duration: Duration | undefined, least: Duration): void {
  if (duration === undefined || duration.isUnresolved() || duration.toMilliseconds() >= least.toMilliseconds()) return;
  throw new Error(`\`${prop}\` must be at least ${least.toHumanString()}, got ${duration.toHumanString()}`);
}

/** The characters that Amazon ECS takes in names and values of attributes. */
function checkAttribute(name: string, value: string): void {
  if (!/^[A-Za-z0-9_.\/-]{1,128}$/.test(name) || name.startsWith('ecs.')) {
    throw new Error('`attributes` must have names of 1 to 128 letters, digits, -, _, . and /, which do not begin with ecs., ' +
      `got ${JSON.stringify(name)}`);
  }
  if (Token.isUnresolved(value) || /^[A-Za-z0-9_.@:\/\\-]([A-Za-z0-9_.@:\/\\ -]{0,126}[A-Za-z0-9_.@:\/\\-])?$/.test(value)) return;
  throw new Error(`\`attributes\` must have values of 1 to 128 letters, digits, -, _, ., @, :, / and \\, got ${JSON.stringify(value)} for ${name}`);
}
