import { RemovalPolicy, Size, Stack, Token, Tokenization } from 'aws-cdk-lib';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as logs from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { Cpu } from './cpu';
import { checkFargateSize } from './fargate-size';
import { logKeyOf } from './log-key';
import { ManagedPolicyRole } from './managed-policy-role';
import { taskPrincipal } from './task-principal';

/** What one task is: its image, size, port, roles and logs. */
export interface TaskOptions extends TaskSettings {
  /** The image of the container. Give it a digest or a tag that never moves. */
  readonly image: ecs.ContainerImage;

  /** CPU of the task, for example `Cpu.vcpu(0.5)`. */
  readonly cpu: Cpu;

  /** Memory of the task and hard limit of its container, for example `Size.gibibytes(1)`. */
  readonly memory: Size;
}

/** Everything about a task that has a default. */
export interface TaskSettings {
  /**
   * How the task is connected to the network.
   *
   * @default - awsvpc: every task has its own network interface and security group
   */
  readonly networkMode?: ecs.NetworkMode;

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
   * @default true
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
   * The hardware and operating system the image is built for.
   *
   * @default - Linux on x86-64, or what the container instances offer
   */
  readonly runtimePlatform?: ecs.RuntimePlatform;
}

/** Properties of `TaskDefinition`. */
export interface TaskDefinitionProps extends TaskOptions {
  /** Where the task may run. */
  readonly compatibility: ecs.Compatibility;

  /**
   * The port the container listens on.
   *
   * @default - the container listens on no port
   */
  readonly containerPort?: number;

  /**
   * The port of the container instance, in bridge mode.
   *
   * @default - in bridge mode the instance picks a free port from 32768 to 65535; otherwise the same as `containerPort`
   */
  readonly hostPort?: number;

  /**
   * The first part of the names of the log streams.
   *
   * @default - the construct id
   */
  readonly logStreamPrefix?: string;
}

/**
 * A task definition with one container, two roles limited to what the task uses, and an encrypted log group.
 *
 * Grants on it go to the task role: `bucket.grantRead(taskDefinition)`.
 */
export class TaskDefinition extends Construct implements iam.IGrantable {
  /** The task definition of the CDK that this construct holds. */
  public readonly ecsTaskDefinition: ecs.TaskDefinition;

  /** The essential container. */
  public readonly container: ecs.ContainerDefinition;

  /** The role the processes of the task have. Empty until something is granted. */
  public readonly taskRole: iam.IRole;

  /** The role ECS uses to pull the image, write the logs and read the secrets. */
  public readonly executionRole: iam.IRole;

  /** The log group of the task. */
  public readonly logGroup: logs.ILogGroup;

  /** The principal that grants go to: the task role. */
  public readonly grantPrincipal: iam.IPrincipal;

  constructor(scope: Construct, id: string, props: TaskDefinitionProps) {
    super(scope, id);
    checkTask(props);
    this.taskRole = new ManagedPolicyRole(this, 'TaskRole', { assumedBy: taskPrincipal(this) });
    this.executionRole = new ManagedPolicyRole(this, 'ExecutionRole', { assumedBy: taskPrincipal(this) });
    this.grantPrincipal = this.taskRole;
    this.logGroup = new logs.LogGroup(this, 'Logs', {
      retention: props.logRetention ?? logs.RetentionDays.ONE_YEAR,
      encryptionKey: props.logEncryptionKey ?? logKeyOf(Stack.of(this)),
      // The logs are what explains why a stack was rolled back.
      removalPolicy: RemovalPolicy.RETAIN,
    });
    this.ecsTaskDefinition = new ecs.TaskDefinition(this, 'Resource', {
      compatibility: props.compatibility,
      networkMode: props.networkMode ?? ecs.NetworkMode.AWS_VPC,
      cpu: Tokenization.stringifyNumber(props.cpu.cpuUnits),
      memoryMiB: Tokenization.stringifyNumber(props.memory.toMebibytes()),
      taskRole: this.taskRole,
      executionRole: this.executionRole,
      runtimePlatform: props.runtimePlatform,
    });
    this.container = this.addContainer(props);
    this.addWritablePaths(props.writablePaths ?? []);
  }

  private addContainer(props: TaskDefinitionProps): ecs.ContainerDefinition {
    const container = this.ecsTaskDefinition.addContainer('app', {
      image: props.image,
      essential: true,
      memoryLimitMiB: props.memory.toMebibytes(),
      user: props.user,
      readonlyRootFilesystem: props.readonlyRootFilesystem ?? true,
      environment: props.environment,
      secrets: props.secrets,
      command: props.command,
      logging: ecs.LogDrivers.awsLogs({
        logGroup: this.logGroup,
        streamPrefix: props.logStreamPrefix ?? this.node.id,
        mode: ecs.AwsLogDriverMode.NON_BLOCKING,
        maxBufferSize: Size.mebibytes(25),
      }),
    });
    if (props.containerPort !== undefined) {
      container.addPortMappings({
        containerPort: props.containerPort,
        hostPort: hostPortOf(props, props.containerPort),
        protocol: ecs.Protocol.TCP,
      });
    }
    return container;
  }

  private addWritablePaths(paths: readonly string[]): void {
    paths.forEach((containerPath) => {
      const name = volumeName(containerPath);
      this.ecsTaskDefinition.addVolume({ name });
      this.container.addMountPoints({ sourceVolume: name, containerPath, readOnly: false });
    });
  }
}

/** 0 asks the container instance for a free port; awsvpc and host tasks listen on the container port itself. */
function hostPortOf(props: TaskDefinitionProps, containerPort: number): number | undefined {
  switch (props.networkMode ?? ecs.NetworkMode.AWS_VPC) {
    case ecs.NetworkMode.BRIDGE: return props.hostPort ?? 0;
    case ecs.NetworkMode.HOST: return containerPort;
    default: return undefined;
  }
}

/** `/var/cache/nginx` becomes `var-cache-nginx`: readable in the console, and stable when paths are reordered. */
function volumeName(path: string): string {
  return path.replace(/[^A-Za-z0-9_]+/g, '-').replace(/^-|-$/g, '');
}

function checkTask(props: TaskDefinitionProps): void {
  if (props.compatibility === ecs.Compatibility.FARGATE) {
    checkFargateSize(props.cpu, props.memory);
    const mode = props.networkMode ?? ecs.NetworkMode.AWS_VPC;
    if (mode !== ecs.NetworkMode.AWS_VPC) {
      throw new Error(`\`networkMode\` of a Fargate task must be awsvpc, got ${mode}`);
    }
  }
  checkPort('containerPort', props.containerPort, 1);
  checkPort('hostPort', props.hostPort, 0);
  checkHostPort(props);
  checkWritablePaths(props.writablePaths ?? []);
}

function checkPort(prop: string, port: number | undefined, lowest: number): void {
  if (port === undefined || Token.isUnresolved(port)) return;
  if (!Number.isInteger(port) || port < lowest || port > 65535) {
    throw new Error(`\`${prop}\` must be a whole number from ${lowest} to 65535, got ${port}`);
  }
}

function checkHostPort(props: TaskDefinitionProps): void {
  const mode = props.networkMode ?? ecs.NetworkMode.AWS_VPC;
  if (props.hostPort === undefined || Token.isUnresolved(props.hostPort) || mode === ecs.NetworkMode.BRIDGE) return;
  if (props.hostPort !== props.containerPort) {
    throw new Error(`\`hostPort\` in ${mode} mode must be left out or equal \`containerPort\` (${props.containerPort}), got ${props.hostPort}`);
  }
}

function checkWritablePaths(paths: readonly string[]): void {
  const seen = new Map<string, string>();
  for (const path of paths.filter((each) => !Token.isUnresolved(each))) {
    if (!path.startsWith('/') || volumeName(path) === '') {
      throw new Error(`\`writablePaths\` must be absolute paths below /, got ${path}`);
    }
    const other = seen.get(volumeName(path));
    if (other !== undefined) throw new Error(`\`writablePaths\` must differ in their letters and digits, got ${other} and ${path}`);
    seen.set(volumeName(path), path);
  }
}
