import { LifecycleOutcome } from './lifecycle-outcome';
import type { LifecycleRuleConfig } from './lifecycle-rule';

/** An image as `aws ecr describe-images` tells of it. */
interface StoredImage {
  readonly digest: string;
  readonly tags: readonly string[];
  readonly pushedAt: number;
  readonly pulledAt?: number;
  readonly archivedAt?: number;
}

/**
 * Applies a policy as Amazon ECR does (user guide, lifecycle policies): an image belongs to the first rule whose tags it has, and
 * no later rule takes it; a rule that counts begins with the newest push; archived images meet rules for the archive only.
 */
export function previewLifecycle(
  rules: readonly LifecycleRuleConfig[],
  describeImages: string,
  at: Date,
  inUse: ReadonlySet<string>,
): LifecycleOutcome[] {
  const images = readImages(describeImages);
  const taken = new Map<StoredImage, LifecycleRuleConfig>();
  const owned = new Map<StoredImage, LifecycleRuleConfig>();
  for (const rule of [...rules].sort((a, b) => a.rulePriority - b.rulePriority)) {
    const seen = images.filter((image) => isSeen(rule, image));
    due(rule, seen, at.getTime())
      .filter((image) => !owned.has(image))
      .forEach((image) => taken.set(image, rule));
    seen.filter((image) => !owned.has(image)).forEach((image) => owned.set(image, rule));
  }
  return images.map((image) => {
    const rule = taken.get(image);
    return {
      digest: image.digest,
      tags: [...image.tags],
      action: rule === undefined ? 'keep' : rule.action.type === 'transition' ? 'archive' : 'expire',
      rulePriority: rule?.rulePriority,
      inUse: [image.digest, ...image.tags].some((name) => inUse.has(name)),
    };
  });
}

function isSeen({ selection }: LifecycleRuleConfig, image: StoredImage): boolean {
  if ((selection.storageClass === 'archive') !== (image.archivedAt !== undefined)) return false;
  if (selection.tagStatus === 'any') return true;
  if (selection.tagStatus === 'untagged') return image.tags.length === 0;
  const tests = [
    ...(selection.tagPrefixList ?? []).map((prefix) => (tag: string) => tag.startsWith(prefix)),
    ...(selection.tagPatternList ?? []).map((pattern) => (tag: string) => wildcard(pattern).test(tag)),
  ];
  return tests.length > 0 && tests.every((test) => image.tags.some(test));
}

/** The images of a rule that it acts on. */
function due({ selection }: LifecycleRuleConfig, seen: readonly StoredImage[], at: number): readonly StoredImage[] {
  if (selection.countType === 'imageCountMoreThan') return [...seen].sort(newestFirst).slice(selection.countNumber);
  const since = TIMES[selection.countType];
  return seen.filter((image) => {
    const time = since?.(image);
    return time !== undefined && at - time > selection.countNumber * DAY;
  });
}

/** An image that was never pulled counts from its push. */
const TIMES: Readonly<Record<string, (image: StoredImage) => number | undefined>> = {
  sinceImagePushed: (image) => image.pushedAt,
  sinceImagePulled: (image) => image.pulledAt ?? image.pushedAt,
  sinceImageTransitioned: (image) => image.archivedAt,
};

const DAY = 86_400_000;

function newestFirst(a: StoredImage, b: StoredImage): number {
  return b.pushedAt - a.pushedAt || (a.digest < b.digest ? -1 : 1);
}

function wildcard(pattern: string): RegExp {
  return new RegExp(
    `^${pattern
      .split('*')
      .map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'))
      .join('.*')}$`,
  );
}

interface DescribedImage {
  readonly imageDigest?: string;
  readonly imageTags?: readonly string[];
  readonly imagePushedAt?: string | number;
  readonly lastRecordedPullTime?: string | number;
  readonly lastArchivedAt?: string | number;
  readonly imageStatus?: string;
}

function readImages(describeImages: string): readonly StoredImage[] {
  const { imageDetails } = JSON.parse(describeImages) as { readonly imageDetails?: readonly DescribedImage[] };
  if (!Array.isArray(imageDetails)) {throw new Error('`describeImages` must be the output of `aws ecr describe-images`, got no `imageDetails`');}
  return imageDetails.map((each: DescribedImage) => {
    const pushedAt = timeOf(each.imagePushedAt);
    if (each.imageDigest === undefined || pushedAt === undefined) {throw new Error('each of `imageDetails` must have `imageDigest` and `imagePushedAt`, got one without');}
    return {
      digest: each.imageDigest,
      tags: [...(each.imageTags ?? [])].sort(),
      pushedAt,
      pulledAt: timeOf(each.lastRecordedPullTime),
      archivedAt: each.imageStatus === 'ARCHIVED' ? (timeOf(each.lastArchivedAt) ?? pushedAt) : undefined,
    };
  });
}

/** The AWS CLI writes times in ISO 8601, or in seconds, as it is set up. */
function timeOf(value: string | number | undefined): number | undefined {
  if (value === undefined) return undefined;
  const time = typeof value === 'number' ? value * 1000 : Date.parse(value);
  if (Number.isNaN(time)) throw new Error(`a time of \`imageDetails\` must be ISO 8601 or seconds, got ${value}`);
  return time;
}
