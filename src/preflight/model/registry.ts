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
}

export interface PullThroughCacheRule {
  readonly id: string;
  readonly subject: Subject;
  readonly prefix: Known<string>;
  readonly upstreamRegistry: Known<string>;
  readonly credential?: Known<string>;
}
