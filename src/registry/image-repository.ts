import { DefaultStackSynthesizer, Duration, Lazy, RemovalPolicy, Stack, Tags, Token } from 'aws-cdk-lib';
import * as ecr from 'aws-cdk-lib/aws-ecr';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import { publishStatement, RepositorySynthesizer } from './asset-synthesizer';
import { AssetSynthesizerOptions } from './asset-synthesizer-options';
import { LifecycleOutcome } from './lifecycle-outcome';
import { checkRules, lifecyclePolicy } from './lifecycle-policy';
import { previewLifecycle } from './lifecycle-preview';
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
  private readonly digestsInUse = new Set<string>();
  private readonly publishers = new Set<string | undefined>();

  constructor(scope: Construct, id: string, private readonly props: ImageRepositoryProps = {}) {
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
      lifecyclePolicyText: Lazy.string({ produce: () => Stack.of(this).toJsonString(this.policy()) }),
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
    const used = tagOrDigest.startsWith('sha256:') ? this.digestsInUse : this.tagsInUse;
    if (!Token.isUnresolved(tagOrDigest)) used.add(tagOrDigest);
    return ecs.ContainerImage.fromEcrRepository(this.repository, tagOrDigest);
  }

  /**
   * A synthesizer that sends the Dockerfile images of a stack here instead of to the repository of the bootstrap stack, so that they
   * have the encryption, the scans and the lifecycle of this one. The tags in use are held. Give it to a stack that is deployed after
   * this one: `new Stack(app, 'Orders', { synthesizer: images.assetSynthesizer() })`.
   *
   * @param options tags and bootstrap stack
   */
  public assetSynthesizer(options: AssetSynthesizerOptions = {}): DefaultStackSynthesizer {
    const { repositoryName } = this.props;
    if (repositoryName === undefined || Token.isUnresolved(repositoryName)) {
      throw new Error(`\`repositoryName\` must be given as text for \`assetSynthesizer\`, got ${repositoryName === undefined ? 'none' : 'a token'}`);
    }
    if (!this.publishers.has(options.qualifier)) this.repository.addToResourcePolicy(publishStatement(options.qualifier));
    this.publishers.add(options.qualifier);
    return new RepositorySynthesizer({ stack: Stack.of(this), repositoryName, hold: (tag) => this.tagsInUse.add(tag) }, options);
  }

  /**
   * What the lifecycle rules do to the images that are in the repository now, without doing it. Call it after the whole app is made.
   *
   * @param describeImages the output of `aws ecr describe-images --repository-name ...`
   * @param at the time of the evaluation
   * @param inUse tags and digests that are used besides those of this app, for example those of the tasks that run
   */
  public previewLifecycle(describeImages: string, at: Date, inUse: string[] = []): LifecycleOutcome[] {
    return previewLifecycle(this.policy().rules, describeImages, at, new Set([...this.tagsInUse, ...this.digestsInUse, ...inUse]));
  }

  private policy() {
    return lifecyclePolicy(this.rules, [...this.tagsInUse].sort());
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
