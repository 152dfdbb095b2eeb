import { Duration, Token } from 'aws-cdk-lib';
import * as ecr from 'aws-cdk-lib/aws-ecr';

/** Which images a lifecycle rule looks at. */
export interface ImageSelection {
  /**
   * Only images with a tag that begins with one of these.
   *
   * @default - images with and without tags
   */
  readonly tagPrefixes?: string[];

  /**
   * Only images without a tag.
   *
   * @default false
   */
  readonly untagged?: boolean;
}

/** Which images of a repository Amazon ECR deletes. */
export class LifecycleRule {
  /**
   * Keeps the newest images and deletes the rest.
   *
   * @param count how many images stay
   * @param selection which images the rule counts
   */
  public static keepNewest(count: number, selection: ImageSelection = {}): LifecycleRule {
    if (!Token.isUnresolved(count) && !(Number.isInteger(count) && count >= 1)) {
      throw new Error(`\`keepNewest\` needs a whole number of images from 1, got ${count}`);
    }
    return new LifecycleRule(selection, { maxImageCount: count });
  }

  /**
   * Deletes images some time after they were pushed.
   *
   * @param age days since the push
   * @param selection which images the rule looks at
   */
  public static deleteAfterPush(age: Duration, selection: ImageSelection = {}): LifecycleRule {
    if (!age.isUnresolved() && age.toDays({ integral: false }) < 1) {
      throw new Error(`\`deleteAfterPush\` needs at least 1 day, got ${age.toHumanString()}`);
    }
    return new LifecycleRule(selection, { maxImageAge: age });
  }

  private constructor(
    private readonly selection: ImageSelection,
    private readonly limit: Pick<ecr.LifecycleRule, 'maxImageAge' | 'maxImageCount'>,
  ) {
    if (selection.untagged && selection.tagPrefixes) {
      throw new Error(`\`untagged\` images have no tags, got \`tagPrefixes\` ${selection.tagPrefixes.join(', ')} as well`);
    }
  }

  /** Whether the rule looks at images with and without tags. */
  public get looksAtAll(): boolean {
    return !this.selection.untagged && !this.selection.tagPrefixes;
  }

  /** Whether the rule looks at images without tags only. */
  public get looksAtUntagged(): boolean {
    return this.selection.untagged ?? false;
  }

  /**
   * The rule as the CDK takes it.
   *
   * @param rulePriority its place in the policy, from 1
   */
  public bind(rulePriority: number): ecr.LifecycleRule {
    return { ...this.limit, rulePriority, tagStatus: this.tagStatus(), tagPrefixList: this.selection.tagPrefixes };
  }

  private tagStatus(): ecr.TagStatus {
    if (this.looksAtUntagged) return ecr.TagStatus.UNTAGGED;
    return this.looksAtAll ? ecr.TagStatus.ANY : ecr.TagStatus.TAGGED;
  }
}
