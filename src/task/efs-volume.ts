import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as efs from 'aws-cdk-lib/aws-efs';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { TaskVolumeTarget } from './task-volume';

/** Which directory of an EFS file system a task mounts, and as whom. */
export interface EfsVolumeOptions {
  /**
   * An access point that exists.
   *
   * @default - a new one, for `path` and the user below
   */
  readonly accessPoint?: efs.IAccessPoint;

  /**
   * The directory of the file system. It is made when it does not exist.
   *
   * @default - a directory with the name of the volume
   */
  readonly path?: string;

  /**
   * The user that owns what the task writes, and whom the file system sees.
   *
   * @default - 1000:1000
   */
  readonly posixUser?: efs.PosixUser;

  /**
   * Whether the task may only read.
   *
   * @default false
   */
  readonly readOnly?: boolean;
}

/** An access point, the permission to mount it, and the volume with encryption on the way and IAM on. */
export function newEfsVolume(
  scope: Construct, target: TaskVolumeTarget, fileSystem: efs.IFileSystem, options: EfsVolumeOptions,
): ecs.EfsVolumeConfiguration {
  checkOptions(options);
  const accessPoint = options.accessPoint ?? newAccessPoint(scope, target.name, fileSystem, options);
  target.taskRole.addToPrincipalPolicy(new iam.PolicyStatement({
    actions: options.readOnly ? ['elasticfilesystem:ClientMount'] : ['elasticfilesystem:ClientMount', 'elasticfilesystem:ClientWrite'],
    resources: [fileSystem.fileSystemArn],
    conditions: { StringEquals: { 'elasticfilesystem:AccessPointArn': accessPoint.accessPointArn } },
  }));
  return {
    fileSystemId: fileSystem.fileSystemId,
    transitEncryption: 'ENABLED',
    authorizationConfig: { accessPointId: accessPoint.accessPointId, iam: 'ENABLED' },
  };
}

function newAccessPoint(scope: Construct, name: string, fileSystem: efs.IFileSystem, options: EfsVolumeOptions): efs.IAccessPoint {
  const posixUser = options.posixUser ?? { uid: '1000', gid: '1000' };
  return new efs.AccessPoint(scope, `AccessPoint-${name}`, {
    fileSystem,
    path: options.path ?? `/${name}`,
    posixUser,
    createAcl: { ownerUid: posixUser.uid, ownerGid: posixUser.gid, permissions: '750' },
  });
}

function checkOptions({ accessPoint, path, posixUser }: EfsVolumeOptions): void {
  if (accessPoint && (path ?? posixUser) !== undefined) {
    throw new Error(`\`${path === undefined ? 'posixUser' : 'path'}\` must be left out with \`accessPoint\`, which has its own, got both`);
  }
}
