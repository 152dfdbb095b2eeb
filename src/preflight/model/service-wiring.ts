import type { Known } from './known';

/** Service Connect of one service: what it offers to others, and under which names. */
export interface ServiceConnectConfiguration {
  readonly namespace?: Known<string>;
  readonly services: Known<readonly ServiceConnectService[]>;
  readonly accessLogFormat?: Known<string>;
  readonly logDriver?: Known<string>;
  readonly logOptions?: Known<Readonly<Record<string, Known<string>>>>;
  readonly logSecrets?: Readonly<Record<string, Known<string>>>;
}

export interface ServiceConnectService {
  /** Name of a port mapping of the task definition. */
  readonly portName: Known<string>;
  readonly discoveryName?: Known<string>;
  readonly ingressPortOverride?: Known<number>;
  readonly aliases: Known<readonly ServiceConnectAlias[]>;
  readonly tlsRole?: Known<string>;
  readonly usesTls: boolean;
  readonly tlsAuthority?: Known<string>;
  readonly tlsKey?: Known<string>;
  readonly idleTimeoutSeconds?: Known<number>;
  readonly requestTimeoutSeconds?: Known<number>;
}

export interface ServiceConnectAlias {
  readonly port: Known<number>;
  readonly dnsName?: Known<string>;
}

/** Registration in Cloud Map. */
export interface ServiceRegistry {
  readonly registry: Known<string>;
  readonly containerName?: Known<string>;
  readonly containerPort?: Known<number>;
  readonly port?: Known<number>;
}

/** An Amazon EBS volume that ECS makes for each task. */
export interface ServiceVolume {
  readonly name: Known<string>;
  readonly role?: Known<string>;
  readonly sizeGiB?: Known<number>;
  readonly snapshot?: Known<string>;
  readonly volumeType?: Known<string>;
  readonly iops?: Known<number>;
  readonly throughput?: Known<number>;
  readonly fileSystemType?: Known<string>;
  readonly kmsKey?: Known<string>;
  readonly encrypted?: Known<boolean>;
}

/** What blue/green, linear and canary deployments move the traffic with. */
export interface TrafficShift {
  readonly alternateTargetGroup?: Known<string>;
  readonly productionListenerRule?: Known<string>;
  readonly testListenerRule?: Known<string>;
  readonly role?: Known<string>;
}
