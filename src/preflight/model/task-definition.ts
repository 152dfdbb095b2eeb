import type { ContainerSettings } from './container-settings';
import type { Known } from './known';
import type { PlacementConstraint } from './service';
import type { Subject } from './subject';
import type { Volume } from './volume';

export type NetworkMode = 'awsvpc' | 'bridge' | 'host' | 'none';

export interface TaskDefinition {
  readonly id: string;
  readonly subject: Subject;
  /** True when the input only names it, so that its size is not visible. */
  readonly imported: boolean;
  readonly family: Known<string>;
  readonly networkMode: Known<NetworkMode>;
  /** Task-level CPU units; undefined when the task definition sets none. */
  readonly cpuUnits?: Known<number>;
  /** Task-level memory; undefined when the task definition sets none. */
  readonly memoryMiB?: Known<number>;
  readonly requiresCompatibilities: Known<readonly string[]>;
  readonly cpuArchitecture: Known<'x86_64' | 'arm64'>;
  readonly operatingSystemFamily: Known<string>;
  readonly containers: Known<readonly ContainerDefinition[]>;
  readonly volumes: Known<readonly Volume[]>;
  readonly placementConstraints: Known<readonly PlacementConstraint[]>;
  readonly executionRole?: Known<string>;
  readonly taskRole?: Known<string>;
  readonly pidMode?: Known<string>;
  readonly ipcMode?: Known<string>;
  readonly ephemeralStorageGiB?: Known<number>;
  readonly proxyConfiguration?: Known<string>;
  /** Container and settings of the proxy, by the names that App Mesh uses. */
  readonly proxyContainer?: Known<string>;
  readonly proxySettings?: Readonly<Record<string, Known<string>>>;
  readonly inferenceAccelerators?: Known<readonly Known<string>[]>;
  readonly faultInjection?: Known<boolean>;
  /** Bytes of its properties as the template writes them, functions among them; ECS takes 64 KiB of what they become. */
  readonly writtenBytes?: number;
  /** Bytes of what ECS certainly gets of it: functions of CloudFormation count as nothing. Without tags. */
  readonly leastBytes?: number;
  /** `daemon` for an `AWS::ECS::DaemonTaskDefinition`, `express` for what an express service makes of its container. */
  readonly madeFor?: 'daemon' | 'express';
}

/** Undefined properties are not set in the template; unknown ones are set to something unresolved. */
export interface ContainerDefinition extends ContainerSettings {
  readonly name: Known<string>;
  readonly image: Known<string>;
  readonly essential: Known<boolean>;
  readonly cpuUnits?: Known<number>;
  /** Hard limit. */
  readonly memoryMiB?: Known<number>;
  /** Soft limit. */
  readonly memoryReservationMiB?: Known<number>;
  readonly gpus?: Known<number>;
  /** Kinds of devices other than GPUs that the container asks for, such as `NeuronDevice`; undefined when it asks for none. */
  readonly otherDevices?: Known<readonly string[]>;
  readonly portMappings: Known<readonly PortMapping[]>;
  readonly logDriver?: Known<string>;
  readonly logOptions: Known<Readonly<Record<string, Known<string>>>>;
  readonly healthCheck?: Known<ContainerHealthCheck>;
  readonly dependsOn: Known<readonly ContainerDependency[]>;
  readonly mountPoints: Known<readonly MountPoint[]>;
  readonly environmentNames: Known<readonly string[]>;
  readonly environment: Readonly<Record<string, Known<string>>>;
  readonly secrets: Readonly<Record<string, Known<string>>>;
  readonly stopTimeoutSeconds?: Known<number>;
  readonly startTimeoutSeconds?: Known<number>;
  readonly privileged?: Known<boolean>;
  readonly readonlyRootFilesystem?: Known<boolean>;
  readonly user?: Known<string>;
  readonly repositoryCredentials?: Known<string>;
  readonly firelensType?: Known<string>;
  readonly environmentFiles: Known<readonly string[]>;
  readonly restartPolicy?: Known<boolean>;
  /** Names of properties that are set, so that a rule can ask "is `links` used". */
  readonly properties: readonly string[];
}

export interface PortMapping {
  readonly containerPort?: Known<number>;
  readonly hostPort?: Known<number>;
  readonly protocol: Known<'tcp' | 'udp'>;
  readonly containerPortRange?: Known<string>;
  readonly name?: Known<string>;
  readonly appProtocol?: Known<string>;
}

export interface ContainerHealthCheck {
  readonly command: Known<readonly string[]>;
  readonly intervalSeconds: Known<number>;
  readonly timeoutSeconds: Known<number>;
  readonly retries: Known<number>;
  readonly startPeriodSeconds: Known<number>;
}

export interface ContainerDependency {
  readonly containerName: Known<string>;
  readonly condition: Known<string>;
}

export interface MountPoint {
  readonly sourceVolume: Known<string>;
  readonly containerPath: Known<string>;
  readonly readOnly: Known<boolean>;
}
