import { App, Duration, Stack } from 'aws-cdk-lib';
import { ImageRepository, LifecycleRule } from '../../src';

const NOW = new Date('2026-06-30T00:00:00Z');

interface Image {
  readonly digest: string;
  readonly tags?: string[];
  readonly days: number;
  readonly pulled?: number;
  readonly archived?: number;
}

const ago = (days: number | undefined) => (days === undefined ? undefined : new Date(NOW.getTime() - days * 86_400_000).toISOString());

function describeImages(images: readonly Image[]): string {
  return JSON.stringify({
    imageDetails: images.map(({ digest, tags, days, pulled, archived }) => ({
      imageDigest: digest,
      imageTags: tags,
      imagePushedAt: ago(days),
      lastRecordedPullTime: ago(pulled),
      lastArchivedAt: ago(archived),
      imageStatus: archived === undefined ? 'ACTIVE' : 'ARCHIVED',
    })),
  });
}

function preview(lifecycleRules: LifecycleRule[], images: readonly Image[], used: readonly string[] = [], others: string[] = []) {
  const repository = new ImageRepository(new Stack(new App(), 'Shop'), 'Images', { lifecycleRules });
  used.forEach((name) => repository.image(name));
  return repository.previewLifecycle(describeImages(images), NOW, others);
}

const actions = (outcomes: ReturnType<typeof preview>) => outcomes.map(({ digest, action }) => `${digest} ${action}`);

test.each<[string, LifecycleRule[], Image[], string[]]>([
  [
    'the newest images stay',
    [LifecycleRule.keepNewest(2)],
    [
      { digest: 'old', days: 9 },
      { digest: 'newest', days: 1 },
      { digest: 'newer', days: 5, tags: ['b'] },
    ],
    ['old expire', 'newest keep', 'newer keep'],
  ],
  [
    'images go some days after their push',
    [LifecycleRule.deleteAfterPush(Duration.days(14), { untagged: true })],
    [
      { digest: 'untagged', days: 15 },
      { digest: 'tagged', days: 15, tags: ['a'] },
      { digest: 'in-time', days: 14 },
    ],
    ['untagged expire', 'tagged keep', 'in-time keep'],
  ],
  [
    'an image of an earlier rule is not taken by a later one',
    [LifecycleRule.keepNewest(5, { tagPrefixes: ['prod-'] }), LifecycleRule.keepNewest(1)],
    [
      { digest: 'prod', days: 90, tags: ['prod-1'] },
      { digest: 'newest', days: 1 },
      { digest: 'other', days: 2 },
    ],
    ['prod keep', 'newest keep', 'other expire'],
  ],
  [
    'a later rule counts images of an earlier one',
    [LifecycleRule.keepNewest(5, { tagPrefixes: ['prod-'] }), LifecycleRule.keepNewest(1)],
    [
      { digest: 'prod', days: 1, tags: ['prod-1'] },
      { digest: 'other', days: 2 },
    ],
    ['prod keep', 'other expire'],
  ],
  [
    'an image must have a tag for each pattern',
    [LifecycleRule.deleteAfterPush(Duration.days(1), { tagPatterns: ['*-web', 'v*'] })],
    [
      { digest: 'both', days: 5, tags: ['v1', 'shop-web'] },
      { digest: 'one', days: 5, tags: ['v2'] },
    ],
    ['both expire', 'one keep'],
  ],
  [
    'images that nobody pulls are archived, and one that was never pulled counts from its push',
    [LifecycleRule.archiveAfterLastPull(Duration.days(90))],
    [
      { digest: 'pulled', days: 200, pulled: 3 },
      { digest: 'idle', days: 200, pulled: 120 },
      { digest: 'never', days: 100 },
    ],
    ['pulled keep', 'idle archive', 'never archive'],
  ],
  [
    'rules for the archive leave others alone',
    [LifecycleRule.deleteFromArchive(Duration.days(90))],
    [
      { digest: 'archived', days: 400, archived: 100 },
      { digest: 'fresh', days: 400, archived: 10 },
      { digest: 'live', days: 400 },
    ],
    ['archived expire', 'fresh keep', 'live keep'],
  ],
])('%s', (_, rules, images, expected) => {
  expect(actions(preview(rules, images))).toEqual(expected);
});

test('names the rule, and marks what the app and running tasks use', () => {
  const digest = 'sha256:0123';
  const outcomes = preview(
    [LifecycleRule.keepNewest(1)],
    [
      { digest: 'a', days: 9, tags: ['2.0'] },
      { digest, days: 8, tags: ['1.0'] },
      { digest: 'b', days: 7, tags: ['running'] },
      { digest: 'c', days: 1 },
    ],
    ['2.0', digest],
    ['running'],
  );
  expect(outcomes).toEqual([
    { digest: 'a', tags: ['2.0'], action: 'keep', rulePriority: undefined, inUse: true },
    { digest, tags: ['1.0'], action: 'expire', rulePriority: 2, inUse: true },
    { digest: 'b', tags: ['running'], action: 'expire', rulePriority: 2, inUse: true },
    { digest: 'c', tags: [], action: 'keep', rulePriority: undefined, inUse: false },
  ]);
});

test('reads times in seconds as well', () => {
  const repository = new ImageRepository(new Stack(), 'Images', { lifecycleRules: [LifecycleRule.deleteAfterPush(Duration.days(1))] });
  const text = JSON.stringify({ imageDetails: [{ imageDigest: 'a', imagePushedAt: NOW.getTime() / 1000 - 3 * 86_400 }] });
  expect(actions(repository.previewLifecycle(text, NOW))).toEqual(['a expire']);
});

test.each<[string, string, string]>([
  ['another output', '{"images":[]}', '`describeImages` must be the output of `aws ecr describe-images`, got no `imageDetails`'],
  [
    'an image without a push',
    '{"imageDetails":[{"imageDigest":"a"}]}',
    'each of `imageDetails` must have `imageDigest` and `imagePushedAt`, got one without',
  ],
  [
    'a time that is none',
    '{"imageDetails":[{"imageDigest":"a","imagePushedAt":"soon"}]}',
    'a time of `imageDetails` must be ISO 8601 or seconds, got soon',
  ],
])('fails on %s', (_, text, message) => {
  expect(() => new ImageRepository(new Stack(), 'Images').previewLifecycle(text, NOW)).toThrow(message);
});
