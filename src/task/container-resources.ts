import { Size } from 'aws-cdk-lib';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import { Cpu } from './cpu';

/** How much of the task and of its instance a container may use. */
export interface ContainerResources {
  /**
   * CPU of the container.
   *
   * @default - the container shares what the other containers leave
   */
  readonly cpu?: Cpu;

  /**
   * Hard limit: a container that uses more is killed.
   *
   * @default - the memory of the task, when it is given
   */
  readonly memory?: Size;

  /**
   * Soft limit: what is kept for the container when memory is short. At most `memory`.
   *
   * @default - `memory`
   */
  readonly memoryReservation?: Size;

  /**
   * GPUs of the container instance that only this container uses. Not on Fargate.
   *
   * @default - none
   */
  readonly gpuCount?: number;

  /**
   * Whether all Neuron devices of the instance are for this container, of which a task may have one. On Managed Instances only;
   * on EC2 name the `devices`.
   *
   * @default false
   */
  readonly neuronDevices?: boolean;

  /**
   * Limits of the operating system, for example the number of open files. On Fargate only `nofile`.
   *
   * @default - those of Docker; on Fargate 65,535 open files
   */
  readonly ulimits?: ecs.Ulimit[];

  /**
   * Kernel settings of the container.
   *
   * @default - none
   */
  readonly systemControls?: ecs.SystemControl[];

  /**
   * Size of `/dev/shm`. Not on Fargate.
   *
   * @default - 64 MiB
   */
  readonly sharedMemory?: Size;

  /**
   * Swap space of the container. Not on Fargate.
   *
   * @default - that of the container instance
   */
  readonly maxSwap?: Size;

  /**
   * How readily memory is swapped out, from 0 (hardly ever) to 100. Needs `maxSwap`. Not on Fargate.
   *
   * @default 60
   */
  readonly swappiness?: number;

  /**
   * Directories held in memory. Not on Fargate.
   *
   * @default - none
   */
  readonly tmpfs?: ecs.Tmpfs[];

  /**
   * Devices of the container instance. Not on Fargate.
   *
   * @default - none
   */
  readonly devices?: ecs.Device[];
}
