import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as kms from 'aws-cdk-lib/aws-kms';
import { ContainerNetwork } from './container-network';
import { ContainerProcess } from './container-process';
import { ContainerResources } from './container-resources';

/** What one container of a task is. */
export interface ContainerOptions extends ContainerProcess, ContainerResources, ContainerNetwork {
  /**
   * The image of the container. Give it a digest or a tag that never moves.
   *
   * A Dockerfile is built for the architecture the task runs on. Credentials of another registry are given with
   * `ecs.ContainerImage.fromRegistry(name, { credentials })`; the execution role may read exactly that secret.
   */
  readonly image: ecs.ContainerImage;

  /**
   * The name of the container.
   *
   * @default - the id
   */
  readonly containerName?: string;

  /**
   * Whether the root file system of the container is read-only.
   *
   * @default - true; on Windows, which has no such thing, false
   */
  readonly readonlyRootFilesystem?: boolean;

  /**
   * Paths the container may write to, each an empty volume of its own. The rest of the file system is read-only.
   *
   * @default - the container writes nothing to disk
   */
  readonly writablePaths?: string[];

  /**
   * Volumes of the task that the container sees, each added to the task before.
   *
   * @default - none
   */
  readonly mountPoints?: ecs.MountPoint[];

  /**
   * Containers of the task whose volumes the container sees as well.
   *
   * @default - none
   */
  readonly volumesFrom?: ecs.VolumeFrom[];

  /**
   * Plain environment variables. Everyone who may describe the task definition reads them; use `secrets` for secrets.
   *
   * @default - none
   */
  readonly environment?: Record<string, string>;

  /**
   * Files of environment variables in S3, at most 10, each ending in `.env`. `environment` wins over them.
   *
   * The execution role may read exactly these files.
   *
   * @default - none
   */
  readonly environmentFiles?: ecs.EnvironmentFile[];

  /**
   * The key that encrypts the files of `environmentFiles`. The execution role may decrypt with it.
   *
   * @default - the files are encrypted by Amazon S3 itself
   */
  readonly environmentFilesKey?: kms.IKey;

  /**
   * Environment variables filled from Secrets Manager or SSM parameters when a task starts.
   *
   * @default - none
   */
  readonly secrets?: Record<string, ecs.Secret>;

  /**
   * Where the log events go.
   *
   * @default - to the log group of the task, without ever blocking the container
   */
  readonly logging?: ecs.LogDriver;

  /**
   * Whether ECS keeps all tasks of a deployment on the image digest that the tag had when the deployment began.
   *
   * @default - ECS does
   */
  readonly versionConsistency?: ecs.VersionConsistency;
}
