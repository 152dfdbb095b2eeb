import type { Statement } from './access';
import type { Known } from './known';
import type { Subject } from './subject';

/** Something of the input that tasks depend on by name: a log group, a secret, a parameter, a key, a file system. */
export interface DeclaredResource {
  readonly id: string;
  /** CloudFormation type, such as `AWS::Logs::LogGroup`. */
  readonly type: string;
  readonly subject: Subject;
  /** The name by which it is referred to; unknown when CloudFormation makes it up. */
  readonly name: Known<string>;
  /** Settings that decide something, by dotted property path, such as `RetentionInDays` or `PosixUser.Uid`. */
  readonly settings?: Readonly<Record<string, Known<string>>>;
  /** Keys of the JSON that a secret holds; unknown when its text is not JSON. The values are never read. */
  readonly secretKeys?: Known<readonly string[]>;
  /** Its own policy: a key policy, a policy of a file system, a secret or a bucket. */
  readonly policy?: Known<readonly Statement[]>;
}

/** Resources of one template that wait for one another, so that CloudFormation makes none of them. */
export interface DependencyLoop {
  readonly id: string;
  readonly subject: Subject;
  readonly members: readonly { readonly type: string; readonly subject: Subject }[];
}

/** A mount target of Amazon EFS: tasks of that zone reach the file system through it. */
export interface MountTarget {
  readonly id: string;
  readonly subject: Subject;
  readonly fileSystem: Known<string>;
  readonly subnet: Known<string>;
  readonly securityGroups: Known<readonly Known<string>[]>;
  readonly ipAddress?: Known<string>;
}
