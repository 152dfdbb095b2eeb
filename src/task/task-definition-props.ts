import { Size } from 'aws-cdk-lib';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import { Cpu } from './cpu';
import { TaskSettings } from './task-settings';
import { TaskVolume } from './task-volume';

/** What one task with one container is: its image, size, roles and logs. */
export interface TaskOptions extends TaskSettings {
  /** The image of the container. Give it a digest or a tag that never moves. */
  readonly image: ecs.ContainerImage;

  /** CPU of the task, for example `Cpu.vcpu(0.5)`. */
  readonly cpu: Cpu;

  /** Memory of the task and hard limit of its container, for example `Size.gibibytes(1)`. */
  readonly memory: Size;
}

/** Properties of `TaskDefinition`. */
export interface TaskDefinitionProps extends TaskSettings {
  /** Where the task may run. */
  readonly compatibility: ecs.Compatibility;

  /**
   * The image of an essential container `app`, for tasks with one container. Others are added by `addContainer`.
   *
   * @default - the task has the containers that are added to it
   */
  readonly image?: ecs.ContainerImage;

  /**
   * CPU of the task, for example `Cpu.vcpu(0.5)`.
   *
   * @default - the sum of the containers; on Fargate the next size that is sold
   */
  readonly cpu?: Cpu;

  /**
   * Memory of the task, for example `Size.gibibytes(1)`.
   *
   * @default - the sum of the containers; on Fargate the next size that is sold
   */
  readonly memory?: Size;

  /**
   * The port the container `app` listens on.
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
   * What the container speaks on that port.
   *
   * @default Protocol.TCP
   */
  readonly portProtocol?: ecs.Protocol;

  /**
   * The first part of the names of the log streams.
   *
   * @default - the construct id
   */
  readonly logStreamPrefix?: string;

  /**
   * Volumes of the task by name. Containers see them through `mountPoints`.
   *
   * @default - none
   */
  readonly volumes?: Record<string, TaskVolume>;

  /**
   * The architecture Dockerfiles are built for when `runtimePlatform` names none. Services say it of their capacity.
   *
   * @default - x86-64 on Fargate; elsewhere that of the machine which builds the image
   */
  readonly buildArchitecture?: ecs.CpuArchitecture;

  /**
   * Whether the task role may do what ECS Exec needs. The service or the call that starts the task has its own switch.
   *
   * @default false
   */
  readonly enableExecuteCommand?: boolean;
}
