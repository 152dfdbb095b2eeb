import type { Known } from './known';

/** Disks and metadata service of the machines of a group; undefined properties are not set. */
export interface LaunchHardware {
  readonly blockDevices?: Known<readonly BlockDevice[]>;
  readonly metadataTokens?: Known<string>;
  readonly metadataHopLimit?: Known<number>;
  readonly metadataEndpoint?: Known<string>;
  readonly assignsPublicIp?: Known<boolean>;
  readonly keyName?: Known<string>;
  readonly tenancy?: Known<string>;
  /** Network interfaces that the settings themselves attach. */
  readonly networkInterfaces?: Known<number>;
  /** `open`, `none`, or what the settings name. */
  readonly capacityReservation?: Known<string>;
}

export interface BlockDevice {
  readonly deviceName: Known<string>;
  readonly sizeGiB?: Known<number>;
  readonly volumeType?: Known<string>;
  readonly encrypted?: Known<boolean>;
  readonly iops?: Known<number>;
  readonly throughput?: Known<number>;
  readonly snapshot?: Known<string>;
  readonly key?: Known<string>;
}
