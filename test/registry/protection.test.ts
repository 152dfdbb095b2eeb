import { App, Duration, Size, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as signer from 'aws-cdk-lib/aws-signer';
import {
  ImageRepository,
  ImageRepositoryProps,
  LifecycleRule,
  PublicImageRepository,
  PullThroughCache,
  RegistryReplication,
  RegistryScanning,
  RegistrySigning,
  RepositoryTemplate,
  TaskDefinition,
  UpstreamRegistry,
} from '../../src';

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
    {
      rulePriority: 2,
      action: { type: 'expire' },
      selection: { tagStatus: 'any', countType: 'sinceImagePushed', countNumber: 30, countUnit: 'days' },
    },
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
    ImageTagMutabilityExclusionFilters: [
      { ImageTagMutabilityExclusionFilterType: 'WILDCARD', ImageTagMutabilityExclusionFilterValue: 'latest' },
    ],
    RepositoryPolicyText: {
      Statement: [
        {
          Sid: 'PullFromAccounts',
          Principal: { AWS: { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':iam::111122223333:root']] } },
        },
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
  template.hasResourceProperties('AWS::ECR::PullThroughCacheRule', {
    EcrRepositoryPrefix: 'ecr-public',
    UpstreamRegistryUrl: 'public.ecr.aws',
  });
  template.hasResourceProperties('AWS::ECR::RegistryScanningConfiguration', {
    ScanType: 'ENHANCED',
    Rules: [
      { ScanFrequency: 'SCAN_ON_PUSH', RepositoryFilters: [{ Filter: '*', FilterType: 'WILDCARD' }] },
      { ScanFrequency: 'CONTINUOUS_SCAN', RepositoryFilters: [{ Filter: 'prod*', FilterType: 'WILDCARD' }] },
    ],
  });
  template.hasResourceProperties('AWS::ECR::ReplicationConfiguration', {
    ReplicationConfiguration: {
      Rules: [
        {
          Destinations: [{ Region: 'eu-west-1', RegistryId: { Ref: 'AWS::AccountId' } }],
          RepositoryFilters: [{ Filter: 'shop/', FilterType: 'PREFIX_MATCH' }],
        },
      ],
    },
  });
  template.hasResourceProperties('AWS::ECR::RepositoryCreationTemplate', {
    Prefix: 'ecr-public',
    AppliedFor: ['PULL_THROUGH_CACHE', 'REPLICATION'],
  });
  template.hasResourceProperties('AWS::ECR::PublicRepository', { RepositoryCatalogData: { RepositoryDescription: 'tools' } });
});

test('lets a task pull through the cache, and have Amazon ECR fetch the image first', () => {
  const stack = new Stack(new App(), 'Registry');
  const cache = new PullThroughCache(stack, 'Cache', { upstream: UpstreamRegistry.ECR_PUBLIC, prefix: 'ecr-public' });
  const task = new TaskDefinition(stack, 'Task', { compatibility: ecs.Compatibility.EC2 });
  task.addContainer('web', { image: cache.image('nginx/nginx:1.29'), memory: Size.mebibytes(128), logging: ecs.LogDrivers.jsonFile() });
  const template = Template.fromStack(stack);
  const own = [{ Ref: 'AWS::Region' }, ':', { Ref: 'AWS::AccountId' }];
  const Resource = { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':ecr:', ...own, ':repository/ecr-public/nginx/nginx']] };
  template.hasResourceProperties('AWS::IAM::ManagedPolicy', {
    PolicyDocument: {
      Statement: [
        { Action: ['ecr:BatchCheckLayerAvailability', 'ecr:GetDownloadUrlForLayer', 'ecr:BatchGetImage'], Resource },
        { Action: 'ecr:GetAuthorizationToken', Resource: '*' },
        { Action: ['ecr:BatchImportUpstreamImage', 'ecr:CreateRepository'], Resource },
      ],
    },
  });
  template.hasResource('AWS::ECS::TaskDefinition', {
    Properties: {
      ContainerDefinitions: [
        {
          Image: {
            'Fn::Join': [
              '',
              [
                { Ref: 'AWS::AccountId' },
                '.dkr.ecr.',
                { Ref: 'AWS::Region' },
                '.',
                { Ref: 'AWS::URLSuffix' },
                '/ecr-public/nginx/nginx:1.29',
              ],
            ],
          },
        },
      ],
    },
    DependsOn: Match.arrayWith([Object.keys(template.findResources('AWS::ECR::PullThroughCacheRule'))[0]]),
  });
});

test('signs what is pushed, with a profile of its own or a given one', () => {
  const stack = new Stack(new App(), 'Registry');
  new RegistrySigning(stack, 'Signing', { repositoryNames: ['shop/*'] });
  const template = Template.fromStack(stack);
  template.hasResourceProperties('AWS::Signer::SigningProfile', { PlatformId: 'Notation-OCI-SHA384-ECDSA' });
  template.hasResourceProperties('AWS::ECR::SigningConfiguration', {
    Rules: [
      {
        SigningProfileArn: { 'Fn::GetAtt': [Object.keys(template.findResources('AWS::Signer::SigningProfile'))[0], 'Arn'] },
        RepositoryFilters: [{ Filter: 'shop/*', FilterType: 'WILDCARD_MATCH' }],
      },
    ],
  });
  const other = new Stack(new App(), 'Registry');
  const profile = new signer.SigningProfile(other, 'Profile', { platform: signer.Platform.NOTATION_OCI_SHA384_ECDSA });
  new RegistrySigning(other, 'Signing', { profile });
  Template.fromStack(other).hasResourceProperties('AWS::ECR::SigningConfiguration', {
    Rules: [{ SigningProfileArn: other.resolve(profile.signingProfileArn), RepositoryFilters: Match.absent() }],
  });
  Template.fromStack(other).resourceCountIs('AWS::Signer::SigningProfile', 1);
});

const stackOf = () => new Stack(new App(), 'Registry');

test.each<[string, () => unknown, string]>([
  [
    'a pattern with five *',
    () => LifecycleRule.keepNewest(1, { tagPatterns: ['*a*b*c*d*'] }),
    '`tagPatterns` may hold four * each, got *a*b*c*d*',
  ],
  [
    'a short stay in the archive',
    () => LifecycleRule.deleteFromArchive(Duration.days(30)),
    '`deleteFromArchive` needs at least 90 days, got 30 days',
  ],
  ['half a day', () => LifecycleRule.deleteAfterPush(Duration.hours(36)), '`deleteAfterPush` needs whole days'],
  [
    '51 rules',
    () =>
      repository({ lifecycleRules: Array.from({ length: 51 }, (_, index) => LifecycleRule.keepNewest(1, { tagPrefixes: [`v${index}`] })) }),
    '`lifecycleRules` may hold 50 rules, got 51',
  ],
  ['an account of 3 digits', () => repository({ pullAccounts: ['123'] }), '`pullAccounts` must be account ids of 12 digits, got 123'],
  [
    'Docker Hub without a user',
    () => new PullThroughCache(stackOf(), 'Cache', { upstream: UpstreamRegistry.DOCKER_HUB, prefix: 'hub' }),
    '`credentials` must be given for registry-1.docker.io, got none',
  ],
  [
    'continuous basic scans',
    () => new RegistryScanning(stackOf(), 'Scanning', { scanContinuously: ['*'] }),
    '`scanContinuously` must come with `enhanced: true`',
  ],
  [
    'an image of a cache without a tag',
    () => new PullThroughCache(stackOf(), 'Cache', { upstream: UpstreamRegistry.QUAY, prefix: 'quay' }).image('org/web'),
    '`image` of a cache must have a tag or a digest that is known now, got org/web',
  ],
  [
    'no repository to sign',
    () => new RegistrySigning(stackOf(), 'Signing', { repositoryNames: [] }),
    '`repositoryNames` must hold 1 to 100 names, got 0',
  ],
  [
    'a rule without destinations',
    () => new RegistryReplication(stackOf(), 'Replication', { rules: [{ destinations: [] }] }),
    '`destinations` of rule 1 must hold at least one, got none',
  ],
])('fails on %s', (_, make, message) => {
  expect(make).toThrow(message);
});
