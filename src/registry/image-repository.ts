import { Duration, Lazy, RemovalPolicy, Stack, Tags, Token } from 'aws-cdk-lib';
import * as ecr from 'aws-cdk-lib/aws-ecr';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import { checkRules, lifecyclePolicy } from './lifecycle-policy';
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

  /**
   * Tags that may move, as patterns with `*`, for example `latest`. All others never move.
   *
   * @default - no tag ever moves
   */
  readonly mutableTags?: string[];

  /**
   * Other accounts that may pull, by their account ids.
   *
   * @default - this account only
   */
  readonly pullAccounts?: string[];

  /**
   * The organisation whose accounts may pull, `o-...`.
   *
   * @default - this account only
   */
  readonly pullOrganizationId?: string;
}

/** A private Amazon ECR repository: scanned on push, tags that never move, encrypted, and tidied by rules. */
export class ImageRepository extends Construct {
  /** The repository of the CDK that this construct holds. */
  public readonly repository: ecr.Repository;

  private readonly rules: readonly LifecycleRule[];
  private readonly tagsInUse = new Set<string>();

  constructor(scope: Construct, id: string, props: ImageRepositoryProps = {}) {
    super(scope, id);
    checkRepository(props);
    this.rules = props.lifecycleRules ?? DEFAULT_RULES;
    checkRules(this.rules);
    lifecyclePolicy(this.rules, []);
    const removalPolicy = props.emptyOnDelete ? RemovalPolicy.DESTROY : RemovalPolicy.RETAIN;
    this.repository = new ecr.Repository(this, 'Resource', {
      repositoryName: props.repositoryName,
      imageScanOnPush: true,
      imageTagMutability: props.mutableTags?.length ? ecr.TagMutability.IMMUTABLE_WITH_EXCLUSION : ecr.TagMutability.IMMUTABLE,
      imageTagMutabilityExclusionFilters: props.mutableTags?.map((tag) => ecr.ImageTagMutabilityExclusionFilter.wildcard(tag)),
      encryption: ecr.RepositoryEncryption.KMS,
      encryptionKey: props.encryptionKey ?? new kms.Key(this, 'Key', {
        description: `Images of ${this.node.path}`, enableKeyRotation: true, removalPolicy,
      }),
      emptyOnDelete: props.emptyOnDelete,
      removalPolicy,
    });
    const cfn = this.repository.node.defaultChild as ecr.CfnRepository;
    // The CDK has no words for the last pull and the archive, so the text is written here.
    cfn.lifecyclePolicy = {
      lifecyclePolicyText: Lazy.string({ produce: () => Stack.of(this).toJsonString(lifecyclePolicy(this.rules, [...this.tagsInUse].sort())) }),
    };
    this.allowPull(props);
    Tags.of(this).add('stowage:repository', id);
  }

  /**
   * An image of the repository, for the `image` of a service. The service may pull it, and no lifecycle rule deletes its tag.
   *
   * @param tagOrDigest a tag, or a digest that begins with `sha256:`
   */
  public image(tagOrDigest: string): ecs.ContainerImage {
    if (!Token.isUnresolved(tagOrDigest) && !tagOrDigest.startsWith('sha256:')) this.tagsInUse.add(tagOrDigest);
    return ecs.ContainerImage.fromEcrRepository(this.repository, tagOrDigest);
  }

  private allowPull({ pullAccounts = [], pullOrganizationId }: ImageRepositoryProps): void {
    const pull = { actions: ['ecr:BatchCheckLayerAvailability', 'ecr:GetDownloadUrlForLayer', 'ecr:BatchGetImage'] };
    if (pullAccounts.length > 0) {
      this.repository.addToResourcePolicy(new iam.PolicyStatement({
        ...pull, sid: 'PullFromAccounts', principals: pullAccounts.map((account) => new iam.AccountPrincipal(account)),
      }));
    }
    if (pullOrganizationId !== undefined) {
      this.repository.addToResourcePolicy(new iam.PolicyStatement({
        ...pull, sid: 'PullFromOrganization', principals: [new iam.OrganizationPrincipal(pullOrganizationId)],
      }));
    }
  }
}

function checkRepository({ pullAccounts = [], pullOrganizationId, mutableTags = [] }: ImageRepositoryProps): void {
  const account = pullAccounts.find((each) => !Token.isUnresolved(each) && !/^\d{12}$/.test(each));
  if (account !== undefined) throw new Error(`\`pullAccounts\` must be account ids of 12 digits, got ${account}`);
  if (pullOrganizationId !== undefined && !Token.isUnresolved(pullOrganizationId) && !/^o-[a-z0-9]{10,32}$/.test(pullOrganizationId)) {
    throw new Error(`\`pullOrganizationId\` must be o- and 10 to 32 letters and digits, got ${pullOrganizationId}`);
  }
  if (mutableTags.length > 5) throw new Error(`\`mutableTags\` may hold 5 patterns, got ${mutableTags.length}`);
}

const DEFAULT_RULES = [
  LifecycleRule.deleteAfterPush(Duration.days(14), { untagged: true }),
  LifecycleRule.keepNewest(100),
];
