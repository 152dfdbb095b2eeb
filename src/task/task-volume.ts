import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as efs from 'aws-cdk-lib/aws-efs';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import { EfsVolumeOptions, newEfsVolume } from './efs-volume';

/** A Docker volume. */
export interface DockerVolumeOptions {
  /**
   * The volume driver, as `docker volume create` takes it.
   *
   * @default 'local'
   */
  readonly driver?: string;

  /**
   * Options of the driver.
   *
   * @default - none
   */
  readonly driverOptions?: Record<string, string>;

  /**
   * Whether the volume outlives the task and is shared by the tasks of an instance.
   *
   * @default false
   */
  readonly shared?: boolean;

  /**
   * Whether a shared volume is made when the instance has none of the name.
   *
   * @default - false; not for volumes of one task, which are always made
   */
  readonly autoprovision?: boolean;

  /**
   * Labels of the volume.
   *
   * @default - none
   */
  readonly labels?: Record<string, string>;
}

/** A file share of FSx for Windows File Server. */
export interface FsxWindowsVolumeOptions {
  /** The id of the file system, `fs-...`. */
  readonly fileSystemId: string;

  /** The directory of the file system that is mounted, for example `share`. */
  readonly rootDirectory: string;

  /** A secret with `username` and `password` of a user of the Active Directory. */
  readonly credentials: secretsmanager.ISecret;

  /** The name of the Active Directory domain. */
  readonly domain: string;
}

/** A file system of S3 Files. */
export interface S3FilesVolumeOptions {
  /** The ARN of the file system. */
  readonly fileSystemArn: string;

  /**
   * The ARN of the access point that is mounted.
   *
   * @default - the file system itself
   */
  readonly accessPointArn?: string;

  /**
   * The directory that is mounted. Left out with an access point, which has its own.
   *
   * @default '/'
   */
  readonly rootDirectory?: string;

  /**
   * Whether the task may only read.
   *
   * @default false
   */
  readonly readOnly?: boolean;

  /**
   * The security group of the mount targets, which then admits the tasks.
   *
   * @default - the mount targets admit the tasks already
   */
  readonly mountTargets?: ec2.IConnectable;
}

/** Disk that containers of a task share. */
export abstract class TaskVolume {
  /** An empty directory that lives as long as the task. */
  public static empty(): TaskVolume {
    return new PlainVolume({});
  }

  /**
   * A directory of the container instance. Not on Fargate.
   *
   * @param sourcePath its absolute path
   */
  public static host(sourcePath: string): TaskVolume {
    return new PlainVolume({ host: { sourcePath } });
  }

  /**
   * A Docker volume. Not on Fargate and not on Managed Instances.
   *
   * @param options driver and scope
   */
  public static docker(options: DockerVolumeOptions = {}): TaskVolume {
    if (options.autoprovision && !options.shared) throw new Error('`autoprovision` must come with `shared: true`, got true alone');
    return new PlainVolume({
      docker: {
        driver: options.driver ?? 'local',
        scope: options.shared ? ecs.Scope.SHARED : ecs.Scope.TASK,
        autoprovision: options.autoprovision,
        driverOpts: options.driverOptions,
        labels: options.labels,
      },
    });
  }

  /**
   * A directory of an EFS file system: an access point, permission of the task role for it alone, and encryption on the way.
   *
   * @param fileSystem the file system
   * @param options which directory, as which user
   */
  public static efs(fileSystem: efs.IFileSystem, options: EfsVolumeOptions = {}): TaskVolume {
    return new EfsVolume(fileSystem, options);
  }

  /** An EBS volume that the service, or the call that starts the task, describes. One for a task. */
  public static ebsAtLaunch(): TaskVolume {
    return new PlainVolume({ configuredAtLaunch: true });
  }

  /**
   * A file share of FSx for Windows File Server, for Windows tasks on container instances.
   *
   * @param options the share and the user
   */
  public static fsxWindows(options: FsxWindowsVolumeOptions): TaskVolume {
    return new FsxVolume(options);
  }

  /**
   * A file system of S3 Files, with permission of the task role for it alone.
   *
   * @param options the file system
   */
  public static s3Files(options: S3FilesVolumeOptions): TaskVolume {
    return new S3FilesVolume(options);
  }

  /**
   * Makes what the volume needs, and describes it.
   *
   * @param scope where constructs of the volume go
   * @param target the roles of the task
   */
  public abstract bind(scope: Construct, target: TaskVolumeTarget): TaskVolumeConfig;
}

/** The task that a volume is added to. */
export interface TaskVolumeTarget {
  /** The name of the volume. */
  readonly name: string;

  /** The role of the processes. */
  readonly taskRole: iam.IRole;

  /** The role that mounts on behalf of ECS. */
  readonly executionRole: iam.IRole;
}

/** A volume as ECS takes it; at most one of the kinds. */
export interface TaskVolumeConfig {
  /**
   * A directory of the instance.
   *
   * @default - an empty directory
   */
  readonly host?: ecs.Host;

  /**
   * A Docker volume.
   *
   * @default - none
   */
  readonly docker?: ecs.DockerVolumeConfiguration;

  /**
   * A directory of EFS.
   *
   * @default - none
   */
  readonly efs?: ecs.EfsVolumeConfiguration;

  /**
   * Whether the volume is described when the task starts.
   *
   * @default false
   */
  readonly configuredAtLaunch?: boolean;

  /**
   * A share of FSx for Windows File Server.
   *
   * @default - none
   */
  readonly fsxWindows?: ecs.CfnTaskDefinition.FSxWindowsFileServerVolumeConfigurationProperty;

  /**
   * A file system of S3 Files.
   *
   * @default - none
   */
  readonly s3Files?: ecs.CfnTaskDefinition.S3FilesVolumeConfigurationProperty;

  /**
   * What must admit the tasks on TCP port 2049.
   *
   * @default - nothing in the VPC
   */
  readonly nfsServer?: ec2.IConnectable;
}

class PlainVolume extends TaskVolume {
  constructor(private readonly config: TaskVolumeConfig) {
    super();
  }

  public bind(): TaskVolumeConfig {
    return this.config;
  }
}

class EfsVolume extends TaskVolume {
  constructor(private readonly fileSystem: efs.IFileSystem, private readonly options: EfsVolumeOptions) {
    super();
  }

  public bind(scope: Construct, target: TaskVolumeTarget): TaskVolumeConfig {
    return { efs: newEfsVolume(scope, target, this.fileSystem, this.options), nfsServer: this.fileSystem };
  }
}

class FsxVolume extends TaskVolume {
  constructor(private readonly options: FsxWindowsVolumeOptions) {
    super();
  }

  public bind(_scope: Construct, target: TaskVolumeTarget): TaskVolumeConfig {
    const { fileSystemId, rootDirectory, domain, credentials } = this.options;
    credentials.grantRead(target.executionRole);
    return { fsxWindows: { fileSystemId, rootDirectory, authorizationConfig: { credentialsParameter: credentials.secretArn, domain } } };
  }
}

class S3FilesVolume extends TaskVolume {
  constructor(private readonly options: S3FilesVolumeOptions) {
    super();
    if (options.accessPointArn !== undefined && options.rootDirectory !== undefined && options.rootDirectory !== '/') {
      throw new Error(`\`rootDirectory\` must be left out with \`accessPointArn\`, got ${options.rootDirectory}`);
    }
  }

  public bind(_scope: Construct, { taskRole }: TaskVolumeTarget): TaskVolumeConfig {
    const { fileSystemArn, accessPointArn, rootDirectory, readOnly, mountTargets } = this.options;
    taskRole.addToPrincipalPolicy(new iam.PolicyStatement({
      actions: readOnly ? ['s3files:ClientMount'] : ['s3files:ClientMount', 's3files:ClientWrite'],
      resources: [fileSystemArn],
      conditions: accessPointArn === undefined ? undefined : { StringEquals: { 's3files:AccessPointArn': accessPointArn } },
    }));
    return { s3Files: { fileSystemArn, accessPointArn, rootDirectory }, nfsServer: mountTargets };
  }
}
