import { App, Duration, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import {
  ImageRepository, ImageRepositoryProps, LifecycleRule, PublicImageRepository, PullThroughCache, RegistryReplication, RegistryScanning,
  RepositoryTemplate, UpstreamRegistry,
} from '../../src';

process.env.CDK_VALIDATION = 'false';

function repository(props: ImageRepositoryProps = {}) {
  const stack = new Stack(new App(), 'Images');
  return { stack, images: new ImageRepository(stack, 'Images', props) };
}

function rulesOf(stack: Stack): readonly { readonly rulePriority: number; readonly selection: object; readonly action: object }[] {
  const [resource] = Object.values(Template.fromStack(stack).findResources('AWS::ECR::Repository'));
  const { LifecyclePolicy } = resource.Properties as { readonly LifecyclePolicy: { readonly LifecyclePolicyText: string } };
  return JSON.parse(LifecyclePolicy.LifecyclePolicyText).rules;
}

test('holds the tags that tasks use before any other rule sees them', () => {
  const { stack, images } = repository({ lifecycleRules: [LifecycleRule.deleteAfterPush(Duration.days(30))] });
  images.image('2.1.0');
  images.image('2.1.0');
  images.image('sha256:0123');
  expect(rulesOf(stack)).toEqual([
    {
      rulePriority: 1,
      description: 'in use: 2.1.0',
      action: { type: 'expire' },
      selection: { tagStatus: 'tagged', tagPatternList: ['2.1.0'], countType: 'imageCountMoreThan', countNumber: 1 },
    },
    { rulePriority: 2, action: { type: 'expire' }, selection: { tagStatus: 'any', countType: 'sinceImagePushed', countNumber: 30, countUnit: 'days' } },
  ]);
});

test('archives by the last pull, and deletes from the archive', () => {
  const { stack } = repository({
    lifecycleRules: [LifecycleRule.archiveAfterLastPull(Duration.days(90)), LifecycleRule.deleteFromArchive(Duration.days(365))],
  });
  expect(rulesOf(stack)).toEqual([
    {
      rulePriority: 1,
      action: { type: 'transition', targetStorageClass: 'archive' },
      selection: { tagStatus: 'any', countType: 'sinceImagePulled', countNumber: 90, countUnit: 'days' },
    },
    {
      rulePriority: 2,
      action: { type: 'expire' },
      selection: { tagStatus: 'any', countType: 'sinceImageTransitioned', countNumber: 365, countUnit: 'days', storageClass: 'archive' },
    },
  ]);
});

test('lets certain tags move, and other accounts and an organisation pull', () => {
  const { stack } = repository({ mutableTags: ['latest'], pullAccounts: ['111122223333'], pullOrganizationId: 'o-abcdefghij' });
  Template.fromStack(stack).hasResourceProperties('AWS::ECR::Repository', {
    ImageTagMutability: 'IMMUTABLE_WITH_EXCLUSION',
    ImageTagMutabilityExclusionFilters: [{ ImageTagMutabilityExclusionFilterType: 'WILDCARD', ImageTagMutabilityExclusionFilterValue: 'latest' }],
    RepositoryPolicyText: {
      Statement: [
        { Sid: 'PullFromAccounts', Principal: { AWS: { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':iam::111122223333:root']] } } },
        { Sid: 'PullFromOrganization', Principal: { AWS: '*' }, Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-abcdefghij' } } },
      ],
    },
  });
});

test('sets up caches, scanning, replication, templates and public repositories', () => {
  const stack = new Stack(new App(), 'Registry');
  new PullThroughCache(stack, 'Cache', { upstream: UpstreamRegistry.ECR_PUBLIC, prefix: 'ecr-public' });
  new RegistryScanning(stack, 'Scanning', { enhanced: true, scanContinuously: ['prod*'] });
  new RegistryReplication(stack, 'Replication', { rules: [{ destinations: [{ region: 'eu-west-1' }], repositoryPrefixes: ['shop/'] }] });
  new RepositoryTemplate(stack, 'Template', { prefix: 'ecr-public', lifecycleRules: [LifecycleRule.deleteAfterPush(Duration.days(30))] });
  new PublicImageRepository(stack, 'Public', { description: 'tools' });
  const template = Template.fromStack(stack);
  template.hasResourceProperties('AWS::ECR::PullThroughCacheRule', { EcrRepositoryPrefix: 'ecr-public', UpstreamRegistryUrl: 'public.ecr.aws' });
  template.hasResourceProperties('AWS::ECR::RegistryScanningConfiguration', {
    ScanType: 'ENHANCED',
    Rules: [
      { ScanFrequency: 'SCAN_ON_PUSH', RepositoryFilters: [{ Filter: '*', FilterType: 'WILDCARD' }] },
      { ScanFrequency: 'CONTINUOUS_SCAN', RepositoryFilters: [{ Filter: 'prod*', FilterType: 'WILDCARD' }] },
    ],
  });
  template.hasResourceProperties('AWS::ECR::ReplicationConfiguration', {
    ReplicationConfiguration: {
      Rules: [{
        Destinations: [{ Region: 'eu-west-1', RegistryId: { Ref: 'AWS::AccountId' } }], RepositoryFilters: [{ Filter: 'shop/', FilterType: 'PREFIX_MATCH' }],
      }],
    },
  });
  template.hasResourceProperties('AWS::ECR::RepositoryCreationTemplate', { Prefix: 'ecr-public', AppliedFor: ['PULL_THROUGH_CACHE', 'REPLICATION'] });
  template.hasResourceProperties('AWS::ECR::PublicRepository', { RepositoryCatalogData: { RepositoryDescription: 'tools' } });
});

const stackOf = () => new Stack(new App(), 'Registry');

test.each<[string, () => unknown, string]>([
  ['a pattern with five *', () => LifecycleRule.keepNewest(1, { tagPatterns: ['*a*b*c*d*'] }), '`tagPatterns` may hold four * each, got *a*b*c*d*'],
  ['a short stay in the archive', () => LifecycleRule.deleteFromArchive(Duration.days(30)), '`deleteFromArchive` needs at least 90 days, got 30 days'],
  ['half a day', () => LifecycleRule.deleteAfterPush(Duration.hours(36)), '`deleteAfterPush` needs whole days'],
  ['51 rules', () => repository({ lifecycleRules: Array.from({ length: 51 }, (_, index) => LifecycleRule.keepNewest(1, { tagPrefixes: [`v${index}`] })) }),
    '`lifecycleRules` may hold 50 rules, got 51'],
  ['an account of 3 digits', () => repository({ pullAccounts: ['123'] }), '`pullAccounts` must be account ids of 12 digits, got 123'],
  ['Docker Hub without a user', () => new PullThroughCache(stackOf(), 'Cache', { upstream: UpstreamRegistry.DOCKER_HUB, prefix: 'hub' }),
    '`credentials` must be given for registry-1.docker.io, got none'],
  ['continuous basic scans', () => new RegistryScanning(stackOf(), 'Scanning', { scanContinuously: ['*'] }), '`scanContinuously` must come with `enhanced: true`'],
  ['a rule without destinations', () => new RegistryReplication(stackOf(), 'Replication', { rules: [{ destinations: [] }] }),
    '`destinations` of rule 1 must hold at least one, got none'],
])('fails on %s', (_, make, message) => {
  expect(make).toThrow(message);
});
