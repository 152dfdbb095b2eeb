import type { Statement } from './access';
import type { Known } from './known';
import type { Subject } from './subject';

/** An Amazon ECR repository of the input. */
export interface Repository {
  readonly id: string;
  readonly subject: Subject;
  readonly name: Known<string>;
  readonly immutableTags: Known<boolean>;
  readonly scanOnPush: Known<boolean>;
  readonly encryption: Known<string>;
  /** JSON text of the lifecycle policy; undefined when there is none. */
  readonly lifecyclePolicy?: Known<string>;
  readonly hasRepositoryPolicy: boolean;
  /** `MUTABLE`, `IMMUTABLE`, or one of them with exclusions. */
  readonly tagMutability?: Known<string>;
  /** Patterns of tags to which the opposite applies. */
  readonly tagMutabilityExclusions?: Known<readonly Known<string>[]>;
  /** The rules of the lifecycle policy; unknown when its text is not readable JSON. */
  readonly lifecycleRules?: Known<readonly LifecycleRule[]>;
  readonly policyStatements?: Known<readonly Statement[]>;
  readonly encryptionKey?: Known<string>;
  readonly emptyOnDelete?: Known<boolean>;
}

/** One rule of a lifecycle policy; undefined properties are not set. */
export interface LifecycleRule {
  readonly priority: Known<number>;
  /** `tagged`, `untagged` or `any`. */
  readonly tagStatus: Known<string>;
  readonly tagPrefixes: readonly string[];
  readonly tagPatterns: readonly string[];
  readonly countType: Known<string>;
  readonly countNumber: Known<number>;
  readonly countUnit?: string;
  readonly action?: string;
  readonly description?: string;
}

export interface PublicRepository {
  readonly id: string;
  readonly subject: Subject;
  readonly name: Known<string>;
}

/** Settings of the registry of the account. */
export interface Registry {
  readonly policyStatements?: Known<readonly Statement[]>;
  /** Regions and accounts that images are copied to. */
  readonly replicatesTo?: Known<readonly { readonly region: Known<string>; readonly account: Known<string> }[]>;
  readonly creationTemplates: readonly RepositoryCreationTemplate[];
  readonly publicRepositories: readonly PublicRepository[];
  readonly scanningRules?: Known<number>;
}

/** How repositories are made that come into being by a pull or by replication. */
export interface RepositoryCreationTemplate {
  readonly id: string;
  readonly subject: Subject;
  readonly prefix: Known<string>;
  readonly appliedFor: Known<readonly string[]>;
  readonly tagMutability?: Known<string>;
  readonly lifecyclePolicy?: Known<string>;
  readonly role?: Known<string>;
}

export interface PullThroughCacheRule {
  readonly id: string;
  readonly subject: Subject;
  readonly prefix: Known<string>;
  readonly upstreamRegistry: Known<string>;
  readonly credential?: Known<string>;
  readonly role?: Known<string>;
  readonly upstreamPrefix?: Known<string>;
}
