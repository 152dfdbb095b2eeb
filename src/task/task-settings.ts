import { Duration, Size } from 'aws-cdk-lib';
import * as ecr from 'aws-cdk-lib/aws-ecr';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as logs from 'aws-cdk-lib/aws-logs';

/** Everything about a task that has a default: network, roles, logs, platform, and its container when it has one. */
export interface TaskSettings {
  /**
   * The name that all revisions of the task definition share. Another name means another task definition.
   *
   * @default - a name made from the path of the construct
   */
  readonly family?: string;

  /**
   * Whether revisions stay registered when a deployment makes a new one, and when the stack goes. Something outside this app that
   * starts tasks of a certain revision, or goes back to it, needs that.
   *
   * @default false
   */
  readonly keepRevisions?: boolean;

  /**
   * How the task is connected to the network.
   *
   * @default - awsvpc: every task has its own network interface and security group; bridge on external instances
   */
  readonly networkMode?: ecs.NetworkMode;

  /**
   * The hardware and operating system the images are built for.
   *
   * @default - Linux on x86-64, or what the container instances offer
   */
  readonly runtimePlatform?: ecs.RuntimePlatform;

  /**
   * Disk of the task on Fargate, 21 to 200 GiB.
   *
   * @default - 20 GiB
   */
  readonly ephemeralStorage?: Size;

  /**
   * Whose processes the containers see. On Fargate only `task`.
   *
   * @default - each container sees its own
   */
  readonly pidMode?: ecs.PidMode;

  /**
   * With whom the containers share memory and semaphores. Not on Fargate.
   *
   * @default - each container has its own
   */
  readonly ipcMode?: ecs.IpcMode;

  /**
   * The proxy container of App Mesh. In awsvpc mode only.
   *
   * @default - none
   */
  readonly proxyConfiguration?: ecs.ProxyConfiguration;

  /**
   * Whether AWS Fault Injection Service may disturb the task.
   *
   * @default false
   */
  readonly enableFaultInjection?: boolean;

  /**
   * What container instances must satisfy for every task of this definition, whoever starts it. Not on Fargate.
   *
   * @default - every container instance will do
   */
  readonly taskPlacementConstraints?: ecs.PlacementConstraint[];

  /**
   * The role the processes of the task have.
   *
   * @default - a new role that may do nothing until something is granted
   */
  readonly taskRole?: iam.IRole;

  /**
   * The role ECS uses to pull the images, write the logs and read the secrets.
   *
   * @default - a new role that may do what this task definition needs and no more
   */
  readonly executionRole?: iam.IRole;

  /**
   * The repository of the agent that GuardDuty adds to tasks on Fargate when its Runtime Monitoring is on. Its address differs by
   * region and is in the GuardDuty user guide. Without it GuardDuty cannot watch the task, because a role made here may pull
   * nothing else.
   *
   * @default - GuardDuty adds no agent
   */
  readonly guardDutyAgent?: ecr.IRepository;

  /**
   * The most that the new roles may ever do, whatever is granted to them.
   *
   * @default - no such limit
   */
  readonly permissionsBoundary?: iam.IManagedPolicy;

  /**
   * The path of the new roles and their policies, for example `/ecs/`.
   *
   * @default '/'
   */
  readonly rolePath?: string;

  /**
   * The log group of the containers that name no other `logging`.
   *
   * @default - a new one
   */
  readonly logGroup?: logs.ILogGroup;

  /**
   * How long the log events of the tasks are kept.
   *
   * @default RetentionDays.ONE_YEAR
   */
  readonly logRetention?: logs.RetentionDays;

  /**
   * The key that encrypts the log events.
   *
   * @default - one key for all log groups of the stack, rotated every year
   */
  readonly logEncryptionKey?: kms.IKey;

  /**
   * The user of the process in the container, as `uid` or `uid:gid`. Give a number other than 0 to run without root.
   *
   * @default - the user named in the image
   */
  readonly user?: string;

  /**
   * Paths the container may write to, each an empty volume of its own. The rest of the file system is read-only.
   *
   * @default - the container writes nothing to disk
   */
  readonly writablePaths?: string[];

  /**
   * Whether the root file system of the container is read-only.
   *
   * @default - true; on Windows, which has no such thing, false
   */
  readonly readonlyRootFilesystem?: boolean;

  /**
   * Plain environment variables. Everyone who may describe the task definition reads them; use `secrets` for secrets.
   *
   * @default - none
   */
  readonly environment?: Record<string, string>;

  /**
   * Environment variables filled from Secrets Manager or SSM parameters when a task starts.
   *
   * @default - none
   */
  readonly secrets?: Record<string, ecs.Secret>;

  /**
   * The command the container runs.
   *
   * @default - the command named in the image
   */
  readonly command?: string[];

  /**
   * The command that says, inside the container, whether it is healthy. One string runs in a shell.
   *
   * @default - none: the container has no health of its own
   */
  readonly containerHealthCheck?: ecs.HealthCheck;

  /**
   * How long the container may take to stop before it is killed; on Fargate at most 2 minutes.
   *
   * @default - 30 seconds, or as long as a load balancer lets open requests finish
   */
  readonly stopTimeout?: Duration;
}
