import { Duration, Token } from 'aws-cdk-lib';

/** Which images a lifecycle rule looks at. */
export interface ImageSelection {
  /**
   * Only images with a tag that begins with this; of several, with tags for each of them.
   *
   * @default - images with and without tags
   */
  readonly tagPrefixes?: string[];

  /**
   * Only images with a tag like this, with at most four `*`, for example `prod-*-web`; of several, with tags for each of them.
   *
   * @default - images with and without tags
   */
  readonly tagPatterns?: string[];

  /**
   * Only images without a tag.
   *
   * @default false
   */
  readonly untagged?: boolean;

  /**
   * What the rule is for.
   *
   * @default - no description
   */
  readonly description?: string;
}

/** Which images of a repository Amazon ECR deletes or archives. */
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
    return new LifecycleRule(selection, { countType: 'imageCountMoreThan', countNumber: count }, EXPIRE);
  }

  /**
   * Deletes images some time after they were pushed.
   *
   * @param age days since the push
   * @param selection which images the rule looks at
   */
  public static deleteAfterPush(age: Duration, selection: ImageSelection = {}): LifecycleRule {
    return new LifecycleRule(selection, days('deleteAfterPush', 'sinceImagePushed', age), EXPIRE);
  }

  /**
   * Moves images that nobody has pulled for some time to the archive, from where they must be restored before a pull.
   *
   * Amazon ECR cannot delete by the last pull in one step; add `deleteFromArchive` for the second.
   *
   * @param age days since the last pull
   * @param selection which images the rule looks at
   */
  public static archiveAfterLastPull(age: Duration, selection: ImageSelection = {}): LifecycleRule {
    return new LifecycleRule(selection, days('archiveAfterLastPull', 'sinceImagePulled', age), ARCHIVE);
  }

  /**
   * Deletes images some time after they were archived; Amazon ECR keeps archived images at least 90 days.
   *
   * @param age days in the archive, from 90
   * @param selection which images the rule looks at
   */
  public static deleteFromArchive(age: Duration, selection: ImageSelection = {}): LifecycleRule {
    const limit = days('deleteFromArchive', 'sinceImageTransitioned', age, 90);
    return new LifecycleRule(selection, { ...limit, storageClass: 'archive' }, EXPIRE);
  }

  private constructor(
    private readonly selection: ImageSelection,
    private readonly limit: LifecycleLimit,
    private readonly action: LifecycleAction,
  ) {
    checkSelection(selection);
  }

  /** Whether the rule looks at images with and without tags. */
  public get looksAtAll(): boolean {
    return !this.selection.untagged && !this.selection.tagPrefixes && !this.selection.tagPatterns;
  }

  /** Whether the rule looks at images without tags only. */
  public get looksAtUntagged(): boolean {
    return this.selection.untagged ?? false;
  }

  /** Whether the rule looks at images in the archive. */
  public get looksAtArchive(): boolean {
    return this.limit.storageClass === 'archive';
  }

  /** Whether the rule archives images, instead of deleting them. */
  public get archives(): boolean {
    return this.action.type === 'transition';
  }

  /**
   * The rule as Amazon ECR takes it, in JSON.
   *
   * @param rulePriority its place in the policy, from 1
   */
  public bind(rulePriority: number): LifecycleRuleConfig {
    const { tagPrefixes, tagPatterns, description } = this.selection;
    const tagStatus = this.looksAtUntagged ? 'untagged' : this.looksAtAll ? 'any' : 'tagged';
    return {
      rulePriority,
      description,
      selection: { tagStatus, tagPrefixList: tagPrefixes, tagPatternList: tagPatterns, ...this.limit },
      action: this.action,
    };
  }
}

/** One rule of a lifecycle policy, as Amazon ECR takes it. */
export interface LifecycleRuleConfig {
  /** The place of the rule; Amazon ECR begins with the lowest. */
  readonly rulePriority: number;

  /**
   * What the rule is for.
   *
   * @default - no description
   */
  readonly description?: string;

  /** Which images, and when. */
  readonly selection: LifecycleSelection;

  /** What happens to them. */
  readonly action: LifecycleAction;
}

/** When a lifecycle rule acts. */
export interface LifecycleLimit {
  /** What is counted: images, or days since something happened. */
  readonly countType: string;

  /** How many. */
  readonly countNumber: number;

  /**
   * The unit of a time.
   *
   * @default - the rule counts images
   */
  readonly countUnit?: string;

  /**
   * `archive` for images in the archive.
   *
   * @default - images that can be pulled
   */
  readonly storageClass?: string;
}

/** Which images, and when. */
export interface LifecycleSelection extends LifecycleLimit {
  /** `tagged`, `untagged` or `any`. */
  readonly tagStatus: string;

  /**
   * Beginnings of tags.
   *
   * @default - none
   */
  readonly tagPrefixList?: string[];

  /**
   * Patterns of tags.
   *
   * @default - none
   */
  readonly tagPatternList?: string[];
}

/** What a lifecycle rule does. */
export interface LifecycleAction {
  /** `expire` or `transition`. */
  readonly type: string;

  /**
   * `archive` for a transition.
   *
   * @default - the images are deleted
   */
  readonly targetStorageClass?: string;
}

const EXPIRE: LifecycleAction = { type: 'expire' };
const ARCHIVE: LifecycleAction = { type: 'transition', targetStorageClass: 'archive' };

function days(method: string, countType: string, age: Duration, least: number = 1): LifecycleLimit {
  if (age.isUnresolved()) return { countType, countNumber: age.toDays(), countUnit: 'days' };
  const number = age.toDays({ integral: false });
  if (number < least) throw new Error(`\`${method}\` needs at least ${least} day${least === 1 ? '' : 's'}, got ${age.toHumanString()}`);
  if (!Number.isInteger(number)) throw new Error(`\`${method}\` needs whole days, got ${age.toHumanString()}`);
  return { countType, countNumber: number, countUnit: 'days' };
}

function checkSelection({ untagged, tagPrefixes, tagPatterns }: ImageSelection): void {
  if (tagPrefixes && tagPatterns) throw new Error('`tagPrefixes` and `tagPatterns` must not come together in one rule, got both');
  for (const [prop, tags] of [['tagPrefixes', tagPrefixes], ['tagPatterns', tagPatterns]] as const) {
    if (untagged && tags) throw new Error(`\`untagged\` images have no tags, got \`${prop}\` ${tags.join(', ')} as well`);
    if (tags?.length === 0) throw new Error(`\`${prop}\` must hold at least one, got none`);
  }
  const wild = (tagPatterns ?? []).find((pattern) => !Token.isUnresolved(pattern) && pattern.split('*').length > 5);
  if (wild !== undefined) throw new Error(`\`tagPatterns\` may hold four * each, got ${wild}`);
}
