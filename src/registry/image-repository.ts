import { Duration, RemovalPolicy, Tags } from 'aws-cdk-lib';
import * as ecr from 'aws-cdk-lib/aws-ecr';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as kms from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import { LifecycleRule } from './lifecycle-rule';

/** Properties of `ImageRepository`. */
export interface ImageRepositoryProps {
  /**
   * The name of the repository. Lower case.
   *
   * @default - a name made by CloudFormation
   */
  readonly repositoryName?: string;

  /**
   * Which images are deleted. The order is kept, except that a rule for all images comes last, as Amazon ECR demands.
   *
   * @default - images without a tag 14 days after their push, and all but the newest 100 images
   */
  readonly lifecycleRules?: LifecycleRule[];

  /**
   * The key that encrypts the images. Another key means another repository.
   *
   * @default - a new key for the repository, rotated every year
   */
  readonly encryptionKey?: kms.IKey;

  /**
   * Whether the repository and its images go when the stack goes.
   *
   * @default false
   */
  readonly emptyOnDelete?: boolean;
}

/** A private Amazon ECR repository: scanned on push, tags that never move, encrypted, and tidied by rules. */
export class ImageRepository extends Construct {
  /** The repository of the CDK that this construct holds. */
  public readonly repository: ecr.Repository;

  constructor(scope: Construct, id: string, props: ImageRepositoryProps = {}) {
    super(scope, id);
    const removalPolicy = props.emptyOnDelete ? RemovalPolicy.DESTROY : RemovalPolicy.RETAIN;
    this.repository = new ecr.Repository(this, 'Resource', {
      repositoryName: props.repositoryName,
      imageScanOnPush: true,
      imageTagMutability: ecr.TagMutability.IMMUTABLE,
      encryption: ecr.RepositoryEncryption.KMS,
      encryptionKey: props.encryptionKey ?? new kms.Key(this, 'Key', {
        description: `Images of ${this.node.path}`, enableKeyRotation: true, removalPolicy,
      }),
      lifecycleRules: inOrder(props.lifecycleRules ?? DEFAULT_RULES),
      emptyOnDelete: props.emptyOnDelete,
      removalPolicy,
    });
    Tags.of(this).add('stowage:repository', id);
  }

  /**
   * An image of the repository, for the `image` of a service. The service may pull it.
   *
   * @param tagOrDigest a tag, or a digest that begins with `sha256:`
   */
  public image(tagOrDigest: string): ecs.ContainerImage {
    return ecs.ContainerImage.fromEcrRepository(this.repository, tagOrDigest);
  }
}

const DEFAULT_RULES = [
  LifecycleRule.deleteAfterPush(Duration.days(14), { untagged: true }),
  LifecycleRule.keepNewest(100),
];

/** Numbers the rules from 1, with the rule for all images last. */
function inOrder(rules: readonly LifecycleRule[]): ecr.LifecycleRule[] {
  const forAll = rules.filter((rule) => rule.looksAtAll);
  const untagged = rules.filter((rule) => rule.looksAtUntagged);
  if (forAll.length > 1) throw new Error(`\`lifecycleRules\` may hold one rule for all images, got ${forAll.length}`);
  if (untagged.length > 1) throw new Error(`\`lifecycleRules\` may hold one rule for images without a tag, got ${untagged.length}`);
  if (rules.length > 50) throw new Error(`\`lifecycleRules\` may hold 50 rules, got ${rules.length}`);
  return [...rules.filter((rule) => !rule.looksAtAll), ...forAll].map((rule, index) => rule.bind(index + 1));
}
