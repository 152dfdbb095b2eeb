import { RemovalPolicy, Size } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as logs from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { checkContainer, TaskSituation } from './check-container';
import { checkCycles, checkDependencies } from './check-dependencies';
import { checkFargateContainer, checkFargateLogDriver } from './check-fargate';
import { checkPortClashes } from './check-ports';
import { checkTask, hostPortOf, situationOf } from './check-task';
import { ContainerOptions } from './container-options';
import { allowCredentialSpecs } from './credential-specs';
import { allowEnvironmentFiles, checkEnvironmentFiles } from './environment-files';
import { allowExecuteCommand } from './execute-command';
import { matchPlatform, warnPlatform } from './image-platform';
import { allowPull } from './image-pull';
import { newLogGroup } from './log-group';
import { LogRouterOptions, toRouterOptions } from './log-router';
import { toCdkOptions } from './new-container';
import { newEcsTaskDefinition } from './new-ecs-task-definition';
import { ReadGrants } from './read-grants';
import { knownToCdk, renderRest } from './rendered-container';
import { Sidecar } from './sidecar';
import { TaskDefinitionGrants } from './task-definition-grants';
import { TaskDefinitionProps } from './task-definition-props';
import { readTaskJson } from './task-json-reader';
import { writeTaskJson } from './task-json-writer';
import { newTaskRoles } from './task-roles';
import { checkSums } from './task-size';
import { TaskVolume } from './task-volume';
import { TaskVolumes } from './task-volumes';
import { warnContainer, warnExec } from './task-warnings';
import { checkWritablePaths, volumeNameOf } from './writable-paths';
import { QUOTAS } from '../facts';

export type { TaskDefinitionProps, TaskOptions } from './task-definition-props';
export type { TaskSettings } from './task-settings';

/**
 * A task definition with two roles limited to what the task uses, and an encrypted log group.
 *
 * Grants on it go to the task role: `bucket.grantRead(taskDefinition)`.
 */
export class TaskDefinition extends Construct implements iam.IGrantable {
  /**
   * Reads a task definition in the JSON of `aws ecs register-task-definition` or `describe-task-definition`.
   *
   * @param json the text; what only ECS writes, such as the revision, is ignored and named in an annotation
   */
  public static fromJson(scope: Construct, id: string, json: string): TaskDefinition {
    return readTaskJson(new Construct(scope, `${id}Json`), json, (props) => new TaskDefinition(scope, id, props));
  }

  /** The task definition of the CDK that this construct holds. */
  public readonly ecsTaskDefinition: ecs.TaskDefinition;

  /** The role the processes of the task have. Empty until something is granted. */
  public readonly taskRole: iam.IRole;

  /** The role ECS uses to pull the image, write the logs and read the secrets. */
  public readonly executionRole: iam.IRole;

  /** The principal that grants go to: the task role. */
  public readonly grantPrincipal: iam.IPrincipal;

  /** What others may do with the task definition, for example start tasks. */
  public readonly grants: TaskDefinitionGrants;

  private readonly added = new Map<ecs.ContainerDefinition, Omit<ContainerOptions, 'image'>>();
  private readonly situation: TaskSituation;
  private readonly volumes: TaskVolumes;
  private readonly reads: ReadGrants;
  private ownLogGroup?: logs.ILogGroup;
  private router?: ecs.FirelensLogRouter;

  constructor(scope: Construct, id: string, private readonly props: TaskDefinitionProps) {
    super(scope, id);
    checkTask(props);
    this.situation = situationOf(props);
    const roles = newTaskRoles(this, props);
    this.taskRole = roles.taskRole;
    this.executionRole = roles.executionRole;
    this.grantPrincipal = this.taskRole;
    this.reads = new ReadGrants(this.executionRole);
    this.ecsTaskDefinition = newEcsTaskDefinition(this, props, {
      taskRole: this.taskRole, executionRole: this.reads.role, situation: this.situation, containers: () => [...this.added.values()],
    });
    if (props.keepRevisions) this.ecsTaskDefinition.applyRemovalPolicy(RemovalPolicy.RETAIN);
    this.grants = new TaskDefinitionGrants(this.ecsTaskDefinition);
    this.volumes = new TaskVolumes(this, { ecsTaskDefinition: this.ecsTaskDefinition, taskRole: this.taskRole, executionRole: this.reads.role });
    Object.entries(props.volumes ?? {}).forEach(([name, volume]) => this.addVolume(name, volume));
    if (props.enableExecuteCommand) allowExecuteCommand(this.taskRole);
    props.guardDutyAgent?.grantPull(this.executionRole);
    if (props.image) this.addApp(props.image);
    this.node.addValidation({ validate: () => this.lateErrors() });
  }

  /** The first essential container, which a service sends requests to. */
  public get container(): ecs.ContainerDefinition {
    const container = [...this.added.keys()].find((each) => each.essential);
    if (!container) throw new Error(`a task definition must have an essential container, got ${this.added.size} containers without one`);
    return container;
  }

  /** The containers, in the order they were added. */
  public get containers(): ecs.ContainerDefinition[] {
    return [...this.added.keys()];
  }

  /** The log group of the containers that name no other `logging`. */
  public get logGroup(): logs.ILogGroup {
    return this.ownLogGroup ??= newLogGroup(this, this.props);
  }

  /**
   * Adds a container.
   *
   * @param id its name, unless `containerName` says another
   * @param options what it is
   */
  public addContainer(id: string, options: ContainerOptions): ecs.ContainerDefinition {
    this.checkNew(id, options);
    const name = options.containerName ?? id;
    const container = this.reads.during(() => this.ecsTaskDefinition.addContainer(id, toCdkOptions(this.ecsTaskDefinition, id, {
      ...knownToCdk(options),
      image: matchPlatform(name, options.image, this.situation.architecture),
      logging: options.logging ?? this.logsOf(name),
      readonlyRootFilesystem: options.readonlyRootFilesystem ?? this.situation.os === 'linux',
    })));
    this.added.set(container, options);
    if (ecs.isFargateCompatible(this.props.compatibility)) checkFargateLogDriver(container.logDriverConfig?.logDriver);
    this.checkRouted(container);
    this.connect(container, options);
    checkEnvironmentFiles(container);
    allowPull(this, container, this.executionRole);
    allowEnvironmentFiles(container, this.executionRole, options.environmentFilesKey);
    allowCredentialSpecs(container, this.executionRole);
    warnContainer(this, container, options);
    if (this.situation.os === 'linux') warnPlatform(this, name, options.image, this.situation.architecture);
    this.checkTogether();
    return container;
  }

  /**
   * Adds a container beside the others, and permits what it needs.
   *
   * @param sidecar for example `Sidecar.openTelemetry()`
   */
  public addSidecar(sidecar: Sidecar): ecs.ContainerDefinition {
    const { containerName, container, statements = [] } = sidecar.bind();
    statements.forEach((statement) => this.taskRole.addToPrincipalPolicy(statement));
    return this.addContainer(containerName, container);
  }

  /**
   * Adds the FireLens container, which containers with `logging: ecs.LogDrivers.firelens(...)` need. Add it before them.
   *
   * @param options the router
   */
  public addLogRouter(options: LogRouterOptions = {}): ecs.FirelensLogRouter {
    if (this.router) throw new Error('a task may have one log router, got another');
    const router = toRouterOptions(options, this.logsOf('log-router'));
    this.router = this.reads.during(() => this.ecsTaskDefinition.addFirelensLogRouter('log-router', router));
    this.added.set(this.router, { memoryReservation: options.memoryReservation ?? Size.mebibytes(64) });
    allowPull(this, this.router, this.executionRole);
    this.checkTogether();
    return this.router;
  }

  /**
   * Adds a volume. Containers see it through `mountPoints`.
   *
   * @param name the name of the volume, unique in the task
   * @param volume what it is
   */
  public addVolume(name: string, volume: TaskVolume): void {
    this.reads.during(() => this.volumes.add(name, volume));
  }

  /**
   * Lets the tasks reach the file systems of their volumes. Call it with what has the security groups of the tasks: a service.
   *
   * @param tasks the service that runs the tasks
   */
  public connectVolumes(tasks: ec2.IConnectable): void {
    this.volumes.connect(tasks);
  }

  /**
   * The task definition in the JSON that `aws ecs register-task-definition --cli-input-json` takes.
   *
   * Values that CloudFormation works out at deployment stand in it as `${LogicalId.Attribute}`.
   */
  public toJson(): string {
    return writeTaskJson(this.ecsTaskDefinition);
  }

  /**
   * Which prop of a container gives a variable of its environment, if one does.
   *
   * @internal
   */
  public _sourceOf(container: ecs.ContainerDefinition, variable: string): string | undefined {
    const { environment = {}, secrets = {} } = this.added.get(container) ?? {};
    return variable in environment ? 'environment' : variable in secrets ? 'secrets' : undefined;
  }

  private addApp(image: ecs.ContainerImage): void {
    const { props } = this;
    const { memory, user, readonlyRootFilesystem, environment, secrets, command, writablePaths, stopTimeout } = props;
    this.addContainer('app', {
      image,
      memory,
      user,
      readonlyRootFilesystem,
      environment,
      secrets,
      command,
      writablePaths,
      stopTimeout,
      healthCheck: props.containerHealthCheck,
      logging: this.logsOf(props.logStreamPrefix ?? this.node.id),
      portMappings: props.containerPort === undefined ? undefined : [{
        containerPort: props.containerPort, hostPort: hostPortOf(props, props.containerPort), protocol: props.portProtocol ?? ecs.Protocol.TCP,
      }],
    });
  }

  private logsOf(streamPrefix: string): ecs.LogDriver {
    return ecs.LogDrivers.awsLogs({
      logGroup: this.logGroup, streamPrefix, mode: ecs.AwsLogDriverMode.NON_BLOCKING, maxBufferSize: Size.mebibytes(25),
    });
  }

  /** Before the container exists, so that a refused one leaves nothing behind. */
  private checkNew(id: string, options: ContainerOptions): void {
    const name = options.containerName ?? id;
    if (this.added.size >= QUOTAS.containersPerTaskDefinition.value) {
      throw new Error(`a task definition may hold ${QUOTAS.containersPerTaskDefinition.value} containers, got ${name} as one more`);
    }
    if (this.containers.some((each) => each.containerName === name)) {
      throw new Error(`\`containerName\` must be unique in a task, got ${name} twice`);
    }
    checkContainer(name, options, this.situation);
    if (ecs.isFargateCompatible(this.props.compatibility)) checkFargateContainer(options);
    const { cpuUnits, memoryMiB } = this.situation;
    checkSums([...this.added.values(), options], { cpuUnits, memoryMiB, fargate: ecs.isFargateCompatible(this.props.compatibility) });
    if (options.neuronDevices && [...this.added.values()].some((each) => each.neuronDevices)) {
      throw new Error(`one container of a task may have \`neuronDevices\`, got ${name} as one more`);
    }
    checkWritablePaths(options.writablePaths ?? []);
    this.volumes.checkMounts(name, options);
  }

  private connect(container: ecs.ContainerDefinition, options: ContainerOptions): void {
    for (const path of options.writablePaths ?? []) {
      this.volumes.addEmpty(volumeNameOf(path));
      container.addMountPoints({ sourceVolume: volumeNameOf(path), containerPath: path, readOnly: false });
    }
    container.addMountPoints(...options.mountPoints ?? []);
    container.addVolumesFrom(...options.volumesFrom ?? []);
    container.addContainerDependencies(...options.dependsOn ?? []);
    options.links?.forEach((other) => container.addLink(other));
    renderRest(container, options);
  }

  private checkRouted({ logDriverConfig, containerName }: ecs.ContainerDefinition): void {
    if (logDriverConfig?.logDriver !== 'awsfirelens' || this.router) return;
    throw new Error(`\`logging\` of ${containerName} must have a log router before it for awsfirelens, got none: call addLogRouter() first`);
  }

  private checkTogether(): void {
    checkPortClashes(this.containers, this.situation.networkMode);
    this.containers.forEach((each) => checkDependencies(each, (other) => this.added.get(other)?.healthCheck !== undefined));
    checkCycles(this.containers);
  }

  /** What can go wrong after the last container was added. */
  private lateErrors(): string[] {
    try {
      this.checkTogether();
      void this.container;
      if (this.props.enableExecuteCommand) warnExec(this, this.added);
      this.volumes.warnUnused(this.containers);
      return this.volumes.unmounted(this.containers);
    } catch (error) {
      return [(error as Error).message];
    }
  }
}
