import { Lazy, Token } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { ContainerOptions } from './container-options';
import { TaskVolume, TaskVolumeConfig } from './task-volume';
import { NAME } from '../facts';
import { warn } from '../validation/warn';

/** What the volumes of a task belong to. */
interface Task {
  readonly ecsTaskDefinition: ecs.TaskDefinition;
  readonly taskRole: iam.IRole;
  readonly executionRole: iam.IRole;
}

/** The volumes of one task definition: declared once, checked against the mounts. */
export class TaskVolumes {
  private readonly declared = new Map<string, TaskVolumeConfig>();

  /** Who runs the task. */
  private readonly connected: ec2.IConnectable[] = [];

  /** Kinds the CDK has no words for, as CloudFormation takes them. */
  private readonly others: ecs.CfnTaskDefinition.VolumeProperty[] = [];

  constructor(
    private readonly scope: Construct,
    private readonly task: Task,
  ) {}

  public add(name: string, volume: TaskVolume): void {
    this.checkName(name);
    const config = volume.bind(this.scope, { name, taskRole: this.task.taskRole, executionRole: this.task.executionRole });
    this.checkKind(name, config);
    this.declare(name, config);
  }

  /** An empty volume for a writable path; containers may share one. */
  public addEmpty(name: string): void {
    if (this.declared.has(name)) return;
    this.declare(name, {});
  }

  /** Opens the way to the file systems of the volumes, those that are added later included. */
  public connect(tasks: ec2.IConnectable): void {
    this.connected.push(tasks);
    for (const [name, config] of this.declared) this.open(name, config, tasks);
  }

  /** Throws when a container mounts what is not declared, or two volumes at one place. */
  public checkMounts(container: string, { mountPoints = [], writablePaths = [], tmpfs = [] }: ContainerOptions): void {
    for (const { sourceVolume } of mountPoints) {
      if (Token.isUnresolved(sourceVolume) || this.declared.has(sourceVolume)) continue;
      const names = [...this.declared.keys()].sort().join(', ') || 'none';
      throw new Error(`\`mountPoints\` of ${container} must name volumes of the task (${names}), got ${sourceVolume}`);
    }
    const seen = new Set<string>();
    for (const path of [...mountPoints.map((each) => each.containerPath), ...writablePaths, ...tmpfs.map((each) => each.containerPath)]) {
      if (seen.has(path)) throw new Error(`each path of ${container} must hold one volume, got two at ${path}`);
      seen.add(path);
    }
  }

  /** Mounts that were added to a container of the CDK without its volume. */
  public unmounted(containers: readonly ecs.ContainerDefinition[]): string[] {
    const known = (name: string): boolean => Token.isUnresolved(name) || this.declared.has(name) || this.added(name);
    return containers.flatMap((container) =>
      container.mountPoints
        .filter((each) => !known(each.sourceVolume))
        .map((each) => `\`mountPoints\` of ${container.containerName} must name volumes of the task, got ${each.sourceVolume}`),
    );
  }

  /** A volume of the task that no container mounts is mounted for nobody at every start. */
  public warnUnused(containers: readonly ecs.ContainerDefinition[]): void {
    const mounted = containers.flatMap((each) => each.mountPoints.map((mount) => mount.sourceVolume));
    if (mounted.some((name) => Token.isUnresolved(name))) return;
    const unused = [...this.declared.keys()].filter((name) => !mounted.includes(name)).sort();
    if (unused.length === 0) return;
    warn(this.scope, 'stowage-unused-volume', `no container mounts volume ${unused.join(', ')}; add \`mountPoints\`, or leave it out`);
  }

  /** A volume that was added to the task definition of the CDK itself. */
  private added(name: string): boolean {
    const rendered: unknown = this.task.ecsTaskDefinition.stack.resolve(this.cfn().volumes);
    return Array.isArray(rendered) && rendered.some((each: ecs.CfnTaskDefinition.VolumeProperty) => each.name === name);
  }

  private open(name: string, { nfsServer }: TaskVolumeConfig, tasks: ec2.IConnectable): void {
    nfsServer?.connections.allowFrom(tasks, ec2.Port.tcp(2049), `Volume ${name} of ${this.scope.node.path}`);
  }

  private declare(name: string, config: TaskVolumeConfig): void {
    this.declared.set(name, config);
    this.connected.forEach((tasks) => this.open(name, config, tasks));
    if (config.fsxWindows ?? config.s3Files) {
      this.addOther({ name, fSxWindowsFileServerVolumeConfiguration: config.fsxWindows, s3FilesVolumeConfiguration: config.s3Files });
      return;
    }
    this.task.ecsTaskDefinition.addVolume({
      name,
      host: config.host,
      configuredAtLaunch: config.configuredAtLaunch,
      dockerVolumeConfiguration: config.docker,
      efsVolumeConfiguration: config.efs,
    });
  }

  private addOther(volume: ecs.CfnTaskDefinition.VolumeProperty): void {
    if (this.others.length === 0) {
      const cfn = this.cfn();
      const known = cfn.volumes;
      cfn.volumes = Lazy.uncachedAny({ produce: (context) => [...(context.resolve(known) ?? []), ...this.others] });
    }
    this.others.push(volume);
  }

  private cfn(): ecs.CfnTaskDefinition {
    return this.task.ecsTaskDefinition.node.defaultChild as ecs.CfnTaskDefinition;
  }

  private checkName(name: string): void {
    if (!NAME.test(name)) throw new Error(`the name of a volume must be 1 to 255 letters, digits, _ and -, got ${name}`);
    if (this.declared.has(name)) throw new Error(`the name of a volume must be unique in a task, got ${name} twice`);
  }

  private checkKind(name: string, { host, docker, fsxWindows, configuredAtLaunch }: TaskVolumeConfig): void {
    const { compatibility } = this.task.ecsTaskDefinition;
    const kind = docker
      ? 'a Docker volume'
      : fsxWindows
        ? 'FSx for Windows'
        : host?.sourcePath === undefined
          ? undefined
          : 'a host directory';
    if (kind && ecs.isFargateCompatible(compatibility)) {throw new Error(`volume ${name} of a Fargate task must be empty, EFS, EBS or S3 Files, got ${kind}`);}
    if ((docker ?? fsxWindows) && ecs.isManagedInstancesCompatible(compatibility)) {
      throw new Error(`volume ${name} of a task on Managed Instances must be empty, host, EFS, EBS or S3 Files, got ${kind}`);
    }
    if (configuredAtLaunch && [...this.declared.values()].some((each) => each.configuredAtLaunch)) {
      throw new Error(`a task may have one \`ebsAtLaunch\` volume, got ${name} as one more`);
    }
  }
}
