import { Duration, Lazy } from 'aws-cdk-lib';
import { ImageRepository, ImageRepositoryProps, LifecycleRule } from '../../src';
import { clusterStack, only, templateOf } from '../support/stack';

function repository(props?: ImageRepositoryProps) {
  const { stack } = clusterStack();
  new ImageRepository(stack, 'Images', props);
  const template = templateOf(stack);
  const resource = only(template, 'AWS::ECR::Repository').resource as unknown as {
    readonly DeletionPolicy: string; readonly Properties: { readonly LifecyclePolicy: { readonly LifecyclePolicyText: string } };
  };
  return { template, deletionPolicy: resource.DeletionPolicy, rules: JSON.parse(resource.Properties.LifecyclePolicy.LifecyclePolicyText).rules };
}

test('scans on push, never moves a tag, and encrypts with a key of its own that rotates', () => {
  const { template, deletionPolicy } = repository();
  template.hasResourceProperties('AWS::ECR::Repository', {
    ImageScanningConfiguration: { ScanOnPush: true },
    ImageTagMutability: 'IMMUTABLE',
    EncryptionConfiguration: { EncryptionType: 'KMS', KmsKey: { 'Fn::GetAtt': [only(template, 'AWS::KMS::Key').id, 'Arn'] } },
  });
  template.hasResourceProperties('AWS::KMS::Key', { EnableKeyRotation: true });
  expect(deletionPolicy).toBe('Retain');
});

test('by default deletes untagged images after 14 days and all but the newest 100', () => {
  expect(repository().rules).toEqual([
    { rulePriority: 1, action: { type: 'expire' }, selection: { tagStatus: 'untagged', countType: 'sinceImagePushed', countNumber: 14, countUnit: 'days' } },
    { rulePriority: 2, action: { type: 'expire' }, selection: { tagStatus: 'any', countType: 'imageCountMoreThan', countNumber: 100 } },
  ]);
});

test('numbers the rules in order, with the rule for all images last', () => {
  const { rules } = repository({
    lifecycleRules: [
      LifecycleRule.keepNewest(500),
      LifecycleRule.keepNewest(20, { tagPrefixes: ['release-'] }),
      LifecycleRule.deleteAfterPush(Duration.days(30), { tagPrefixes: ['pr-'] }),
    ],
  });
  expect(rules.map((rule: { rulePriority: number; selection: { tagStatus: string; tagPrefixList?: string[]; countNumber: number } }) =>
    [rule.rulePriority, rule.selection.tagPrefixList ?? rule.selection.tagStatus, rule.selection.countNumber])).toEqual([
    [1, ['release-'], 20], [2, ['pr-'], 30], [3, 'any', 500],
  ]);
});

test('takes a count that is known only at deployment', () => {
  expect(repository({ lifecycleRules: [LifecycleRule.keepNewest(Lazy.number({ produce: () => 7 }))] }).rules[0].selection.countNumber).toBe(7);
});

test.each<[string, () => unknown, string]>([
  ['two rules for all images', () => repository({ lifecycleRules: [LifecycleRule.keepNewest(1), LifecycleRule.keepNewest(2)] }),
    '`lifecycleRules` may hold one rule for all images, got 2'],
  ['two rules for untagged images', () => repository({
    lifecycleRules: [LifecycleRule.keepNewest(1, { untagged: true }), LifecycleRule.keepNewest(2, { untagged: true })],
  }), '`lifecycleRules` may hold one rule for images without a tag, got 2'],
  ['a rule that keeps nothing', () => LifecycleRule.keepNewest(0), '`keepNewest` needs a whole number of images from 1, got 0'],
  ['a rule of less than a day', () => LifecycleRule.deleteAfterPush(Duration.hours(6)), '`deleteAfterPush` needs at least 1 day, got 6 hours'],
  ['untagged images with tags', () => LifecycleRule.keepNewest(1, { untagged: true, tagPrefixes: ['v'] }),
    '`untagged` images have no tags, got `tagPrefixes` v as well'],
])('fails on %s', (_, make, message) => {
  expect(make).toThrow(message);
});
