import { Duration } from 'aws-cdk-lib';
import * as ecs from 'aws-cdk-lib/aws-ecs';

/** What a container runs, as whom, and how it is watched. */
export interface ContainerProcess {
  /**
   * The command the container runs.
   *
   * @default - the command named in the image
   */
  readonly command?: string[];

  /**
   * The program that gets `command` as its arguments.
   *
   * @default - the entry point named in the image
   */
  readonly entryPoint?: string[];

  /**
   * The directory the command starts in.
   *
   * @default - the directory named in the image
   */
  readonly workingDirectory?: string;

  /**
   * The user of the process, as `uid` or `uid:gid`. Give a number other than 0 to run without root.
   *
   * @default - the user named in the image
   */
  readonly user?: string;

  /**
   * Whether the task stops when the container stops.
   *
   * @default true
   */
  readonly essential?: boolean;

  /**
   * The command that says whether the container is healthy. One string runs in a shell.
   *
   * @default - none: the container has no health of its own, and nothing can depend on it being healthy
   */
  readonly healthCheck?: ecs.HealthCheck;

  /**
   * What has to start, finish or be healthy before the container starts.
   *
   * @default - the container starts at once
   */
  readonly dependsOn?: ecs.ContainerDependency[];

  /**
   * How long the container may wait for what it depends on, at least 2 seconds; on Fargate at most 2 minutes.
   *
   * @default - 3 minutes on container instances, 2 minutes on Fargate
   */
  readonly startTimeout?: Duration;

  /**
   * How long the container may take to stop before it is killed; on Fargate at most 2 minutes.
   *
   * @default - 30 seconds
   */
  readonly stopTimeout?: Duration;

  /**
   * Whether ECS restarts the container on its own when it ends, without a new task.
   *
   * @default false
   */
  readonly restart?: boolean;

  /**
   * Exit codes after which the container is not restarted, at most 50.
   *
   * @default - the container is restarted after every exit code
   */
  readonly restartIgnoredExitCodes?: number[];

  /**
   * How long the container must have run before it is restarted, from 1 to 30 minutes.
   *
   * @default Duration.minutes(5)
   */
  readonly restartAttemptPeriod?: Duration;

  /**
   * Whether an init process forwards signals and collects ended processes.
   *
   * @default false
   */
  readonly initProcess?: boolean;

  /**
   * Whether the container may read from standard input.
   *
   * @default false
   */
  readonly interactive?: boolean;

  /**
   * Whether the container has a terminal.
   *
   * @default false
   */
  readonly pseudoTerminal?: boolean;

  /**
   * Whether the container has the powers of root on its container instance. Not on Fargate.
   *
   * @default false
   */
  readonly privileged?: boolean;

  /**
   * Linux capabilities the container has besides those of Docker. On Fargate only `SYS_PTRACE`.
   *
   * @default - none
   */
  readonly addCapabilities?: ecs.Capability[];

  /**
   * Linux capabilities the container does not have.
   *
   * @default - none
   */
  readonly dropCapabilities?: ecs.Capability[];

  /**
   * Options for SELinux, AppArmor or Windows credentials. Not on Fargate.
   *
   * @default - none
   */
  readonly dockerSecurityOptions?: string[];

  /**
   * The Active Directory identity (gMSA) of the container, at most one.
   *
   * @default - none
   */
  readonly credentialSpecs?: ecs.CredentialSpec[];

  /**
   * Labels that Docker puts on the container.
   *
   * @default - none
   */
  readonly dockerLabels?: Record<string, string>;
}
