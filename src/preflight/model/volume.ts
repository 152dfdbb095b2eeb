import type { Known } from './known';

/** A volume of a task definition. */
export interface Volume {
  readonly name: Known<string>;
  readonly kind: 'host' | 'docker' | 'efs' | 'fsx' | 'ebs-at-launch' | 's3-files' | 'bind';
  /** What the template configures it as, where that is more than one thing. */
  readonly configurations?: readonly string[];
  /** Directory of the instance; only for `host`. */
  readonly hostPath?: Known<string>;
  readonly dockerDriver?: Known<string>;
  /** `task` or `shared`. */
  readonly dockerScope?: Known<string>;
  readonly dockerAutoprovision?: Known<boolean>;
  readonly dockerDriverOptions?: Known<Readonly<Record<string, Known<string>>>>;
  readonly efsFileSystem?: Known<string>;
  readonly efsTransitEncryption?: Known<boolean>;
  readonly efsTransitEncryptionPort?: Known<number>;
  readonly efsIamAuthorization?: Known<boolean>;
  readonly efsAccessPoint?: Known<string>;
  readonly efsRootDirectory?: Known<string>;
  readonly fsx?: FsxVolume;
  readonly s3Files?: S3FilesVolume;
}

/** A file share of FSx for Windows File Server. */
export interface FsxVolume {
  readonly fileSystem: Known<string>;
  readonly rootDirectory: Known<string>;
  /** ARN of the secret or parameter with the name and password of the domain user. */
  readonly credentials: Known<string>;
  readonly domain: Known<string>;
}

export interface S3FilesVolume {
  readonly fileSystem: Known<string>;
  readonly accessPoint?: Known<string>;
  readonly rootDirectory?: Known<string>;
  readonly transitEncryptionPort?: Known<number>;
}
