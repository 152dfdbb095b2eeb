import { Duration, Size } from 'aws-cdk-lib';

/** When the agent asks the registry for an image. */
export enum ImagePullBehavior {
  /** Always ask; use the copy on the instance when the registry does not answer. */
  DEFAULT = 'default',
  /** Always ask; the task fails when the registry does not answer. */
  ALWAYS = 'always',
  /** Ask once per instance; later tasks use the copy until it is cleaned up. */
  ONCE = 'once',
  /** Ask only when there is no copy on the instance. */
  PREFER_CACHED = 'prefer-cached',
}

/** How the agent deletes images that no task uses. */
export interface ImageCleanupOptions {
  /**
   * Time between two clean-ups, at least 10 minutes.
   *
   * @default Duration.minutes(30)
   */
  readonly interval?: Duration;

  /**
   * Age from which an image may be deleted, at least 1 minute.
   *
   * @default Duration.hours(1)
   */
  readonly minimumAge?: Duration;

  /**
   * The largest number of images that one clean-up deletes.
   *
   * @default 5
   */
  readonly imagesPerCycle?: number;
}

/** How the Amazon ECS agent of a container instance works. Rendered for Amazon Linux, Bottlerocket and Windows. */
export interface AgentOptions {
  /**
   * Memory that is kept from tasks, for processes of the instance that are no tasks. A whole number of MiB.
   *
   * @default - none: tasks may reserve all memory that the instance registers
   */
  readonly reservedMemory?: Size;

  /**
   * Attributes of the instance, for placement constraints and strategies.
   *
   * @default - only the attributes that ECS sets
   */
  readonly attributes?: Record<string, string>;

  /**
   * The log drivers that tasks may use.
   *
   * @default - what the AMI offers
   */
  readonly logDrivers?: string[];

  /**
   * When the agent asks the registry for an image.
   *
   * @default ImagePullBehavior.DEFAULT
   */
  readonly imagePullBehavior?: ImagePullBehavior;

  /**
   * How images that no task uses are deleted.
   *
   * @default - every 30 minutes, 5 images that are older than an hour
   */
  readonly imageCleanup?: ImageCleanupOptions;

  /**
   * How long a stopped container stays on the instance for inspection.
   *
   * @default Duration.hours(3)
   */
  readonly taskCleanupWait?: Duration;

  /**
   * How long a container may take to stop before it is killed, when its definition does not say.
   *
   * @default Duration.seconds(30)
   */
  readonly containerStopTimeout?: Duration;

  /**
   * Whether containers find a file with facts about themselves at `ECS_CONTAINER_METADATA_FILE`.
   *
   * @default false
   */
  readonly containerMetadataFile?: boolean;

  /**
   * Whether tasks may run privileged containers.
   *
   * @default - as the AMI says: yes on Amazon Linux, no on Bottlerocket
   */
  readonly privilegedContainers?: boolean;

  /**
   * Whether the agent sets the instance to draining when EC2 is about to reclaim it.
   *
   * @default true
   */
  readonly spotDraining?: boolean;

  /**
   * Further variables of the agent, by name, for example `ECS_ENABLE_TASK_CPU_MEM_LIMIT`. Not on Bottlerocket.
   *
   * @default - none
   */
  readonly variables?: Record<string, string>;
}
