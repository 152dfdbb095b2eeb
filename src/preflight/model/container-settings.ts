import type { Known } from './known';

/** Settings of a container that only some launch types take; undefined properties are not set. */
export interface ContainerSettings {
  readonly command?: Known<readonly Known<string>[]>;
  readonly entryPoint?: Known<readonly Known<string>[]>;
  readonly workingDirectory?: Known<string>;
  readonly links?: Known<readonly string[]>;
  readonly hostname?: Known<string>;
  readonly dnsServers?: Known<readonly string[]>;
  readonly dnsSearchDomains?: Known<readonly string[]>;
  readonly extraHosts?: Known<readonly ExtraHost[]>;
  readonly dockerSecurityOptions?: Known<readonly string[]>;
  readonly credentialSpecs?: Known<readonly Known<string>[]>;
  readonly ulimits?: Known<readonly Ulimit[]>;
  readonly systemControls?: Known<readonly SystemControl[]>;
  readonly linuxParameters?: LinuxParameters;
  readonly volumesFrom?: Known<readonly VolumesFrom[]>;
  readonly disableNetworking?: Known<boolean>;
  readonly interactive?: Known<boolean>;
  readonly pseudoTerminal?: Known<boolean>;
  /** `enabled` or `disabled`: whether ECS pins the tag to a digest for a deployment. */
  readonly versionConsistency?: Known<string>;
  /** Options of the log driver that are secrets: name to the ARN of the value. */
  readonly logSecrets?: Readonly<Record<string, Known<string>>>;
  readonly firelensOptions?: Known<Readonly<Record<string, Known<string>>>>;
  readonly environmentFileTypes?: Known<readonly string[]>;
  readonly restartIgnoredExitCodes?: Known<readonly number[]>;
  readonly restartAttemptPeriodSeconds?: Known<number>;
}

export interface ExtraHost {
  readonly hostname: Known<string>;
  readonly ipAddress: Known<string>;
}

export interface Ulimit {
  readonly name: Known<string>;
  readonly softLimit: Known<number>;
  readonly hardLimit: Known<number>;
}

/** A kernel parameter, such as `net.core.somaxconn`. */
export interface SystemControl {
  readonly namespace: Known<string>;
  readonly value: Known<string>;
}

export interface VolumesFrom {
  readonly sourceContainer: Known<string>;
  readonly readOnly: Known<boolean>;
}

export interface LinuxParameters {
  readonly addedCapabilities?: Known<readonly string[]>;
  readonly droppedCapabilities?: Known<readonly string[]>;
  readonly devices?: Known<readonly Device[]>;
  readonly tmpfs?: Known<readonly Tmpfs[]>;
  readonly initProcess?: Known<boolean>;
  readonly maxSwapMiB?: Known<number>;
  readonly swappiness?: Known<number>;
  readonly sharedMemoryMiB?: Known<number>;
}

export interface Device {
  readonly hostPath: Known<string>;
  readonly containerPath?: Known<string>;
  readonly permissions?: Known<readonly string[]>;
}

export interface Tmpfs {
  readonly containerPath: Known<string>;
  readonly sizeMiB: Known<number>;
  readonly mountOptions?: Known<readonly string[]>;
}
