import { Stack } from 'aws-cdk-lib';
import * as ecr from 'aws-cdk-lib/aws-ecr';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import { checkRules, lifecyclePolicy } from './lifecycle-policy';
import { LifecycleRule } from './lifecycle-rule';

/** Properties of `RepositoryTemplate`. */
export interface RepositoryTemplateProps {
  /**
   * The first part of the names of the repositories, without a slash at the end.
   *
   * @default - every repository that no other template is for
   */
  readonly prefix?: string;

  /**
   * Which repositories made by Amazon ECR it is for: `PULL_THROUGH_CACHE`, `REPLICATION`, `CREATE_ON_PUSH`.
   *
   * @default - pull-through cache and replication
   */
  readonly appliedFor?: string[];

  /**
   * Which images of the repositories are deleted.
   *
   * @default - none
   */
  readonly lifecycleRules?: LifecycleRule[];

  /**
   * The key that encrypts the images. Needs `role`.
   *
   * @default - AES-256 with a key of Amazon S3
   */
  readonly encryptionKey?: kms.IKey;

  /**
   * The role Amazon ECR makes the repositories with.
   *
   * @default - that of the service, which has no keys
   */
  readonly role?: iam.IRole;
}

/** What the repositories are like that Amazon ECR makes by itself, for a cache or a copy. */
export class RepositoryTemplate extends Construct {
  /** The template of the CDK that this construct holds. */
  public readonly template: ecr.CfnRepositoryCreationTemplate;

  constructor(scope: Construct, id: string, props: RepositoryTemplateProps = {}) {
    super(scope, id);
    if (props.encryptionKey && !props.role) throw new Error('`encryptionKey` must come with `role`, got a key alone');
    const rules = props.lifecycleRules ?? [];
    checkRules(rules);
    this.template = new ecr.CfnRepositoryCreationTemplate(this, 'Resource', {
      prefix: props.prefix ?? 'ROOT',
      appliedFor: props.appliedFor ?? ['PULL_THROUGH_CACHE', 'REPLICATION'],
      // The copies follow the tags of the origin, which may move.
      imageTagMutability: ecr.TagMutability.MUTABLE,
      lifecyclePolicy: rules.length === 0 ? undefined : Stack.of(this).toJsonString(lifecyclePolicy(rules, [])),
      encryptionConfiguration: props.encryptionKey && { encryptionType: 'KMS', kmsKey: props.encryptionKey.keyArn },
      customRoleArn: props.role?.roleArn,
    });
  }
}
