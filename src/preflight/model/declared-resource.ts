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
}

/** A mount target of Amazon EFS: tasks of that zone reach the file system through it. */
export interface MountTarget {
  readonly id: string;
  readonly subject: Subject;
  readonly fileSystem: Known<string>;
  readonly subnet: Known<string>;
  readonly securityGroups: Known<readonly Known<string>[]>;
}
