import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, Size, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import { AssetManifest } from 'aws-cdk-lib/cloud-assembly-schema';
import { AssetSynthesizerOptions, Cpu, ImageRepository, TaskDefinition } from '../../src';

function twoStacks(options?: AssetSynthesizerOptions) {
  const app = new App();
  const platform = new Stack(app, 'Platform');
  const images = new ImageRepository(platform, 'Images', { repositoryName: 'shop/orders' });
  const orders = new Stack(app, 'Orders', { synthesizer: images.assetSynthesizer(options) });
  new TaskDefinition(orders, 'Task', {
    compatibility: ecs.Compatibility.FARGATE,
    cpu: Cpu.vcpu(0.25),
    memory: Size.mebibytes(512),
    image: ecs.ContainerImage.fromAsset(join(__dirname, '../task/dockerfile')),
  });
  return { app, platform, orders, images };
}

test('pushes the Dockerfile images of a stack to the repository', () => {
  const { app } = twoStacks({ tagPrefix: 'orders-' });
  const { directory } = app.synth();
  const { dockerImages = {} } = JSON.parse(readFileSync(join(directory, 'Orders.assets.json'), 'utf8')) as AssetManifest;
  const [{ destinations }] = Object.values(dockerImages);
  expect(Object.values(destinations)).toEqual([
    expect.objectContaining({
      repositoryName: 'shop/orders',
      imageTag: expect.stringMatching(/^orders-[0-9a-f]{64}$/),
      assumeRoleArn: expect.stringContaining('image-publishing-role'),
    }),
  ]);
});

test('deploys the repository before the stack whose images it holds', () => {
  const { orders, platform } = twoStacks();
  expect(orders.dependencies).toEqual([platform]);
});

test('builds and pushes the images after the repository is there', () => {
  const { app, platform } = twoStacks();
  const { manifest } = app.synth();
  expect(manifest.artifacts?.['Orders.assets'].dependencies).toEqual([platform.artifactId]);
  expect(manifest.artifacts?.Orders.dependencies).toEqual([platform.artifactId, 'Orders.assets']);
  expect(manifest.artifacts?.['Platform.assets'].dependencies).toBeUndefined();
});

test('holds the tags of the images in use before any other rule sees them', () => {
  const { platform } = twoStacks({ tagPrefix: 'orders-' });
  const [{ Properties }] = Object.values(Template.fromStack(platform).findResources('AWS::ECR::Repository')) as {
    Properties: { LifecyclePolicy: { LifecyclePolicyText: string } };
  }[];
  const [first, ...rest] = (JSON.parse(Properties.LifecyclePolicy.LifecyclePolicyText) as { rules: { selection: object }[] }).rules;
  expect(first.selection).toEqual({
    tagStatus: 'tagged',
    tagPatternList: [expect.stringMatching(/^orders-[0-9a-f]{64}$/)],
    countType: 'imageCountMoreThan',
    countNumber: 1,
  });
  expect(rest).toHaveLength(2);
});

test('lets the publishing role of the bootstrap stack push, and the task pull', () => {
  const { platform, orders } = twoStacks({ qualifier: 'shop' });
  Template.fromStack(platform).hasResourceProperties('AWS::ECR::Repository', {
    RepositoryPolicyText: {
      Statement: [
        Match.objectLike({
          Sid: 'PublishAssetsshop',
          Effect: 'Allow',
          Action: Match.arrayWith(['ecr:PutImage', 'ecr:UploadLayerPart']),
          Principal: {
            AWS: {
              'Fn::Join': [
                '',
                [
                  'arn:',
                  { Ref: 'AWS::Partition' },
                  ':iam::',
                  { Ref: 'AWS::AccountId' },
                  ':role/cdk-shop-image-publishing-role-',
                  { Ref: 'AWS::AccountId' },
                  '-',
                  { Ref: 'AWS::Region' },
                ],
              ],
            },
          },
        }),
      ],
    },
  });
  Template.fromStack(orders).hasResourceProperties('AWS::IAM::ManagedPolicy', {
    PolicyDocument: {
      Statement: Match.arrayWith([
        Match.objectLike({
          Action: ['ecr:BatchCheckLayerAvailability', 'ecr:GetDownloadUrlForLayer', 'ecr:BatchGetImage'],
          Resource: {
            'Fn::Join': [
              '',
              [
                'arn:',
                { Ref: 'AWS::Partition' },
                ':ecr:',
                { Ref: 'AWS::Region' },
                ':',
                { Ref: 'AWS::AccountId' },
                ':repository/shop/orders',
              ],
            ],
          },
        }),
      ]),
    },
  });
});

test('fails on a repository whose name is made up by CloudFormation', () => {
  expect(() => new ImageRepository(new Stack(), 'Images').assetSynthesizer()).toThrow(
    '`repositoryName` must be given as text for `assetSynthesizer`, got none',
  );
});

test('fails on a stack of another region', () => {
  const app = new App();
  const images = new ImageRepository(new Stack(app, 'Platform', { env: { region: 'eu-west-1' } }), 'Images', {
    repositoryName: 'shop/orders',
  });
  expect(() => new Stack(app, 'Orders', { env: { region: 'us-east-1' }, synthesizer: images.assetSynthesizer() })).toThrow(
    '`region` of Orders must be that of the repository (eu-west-1), got us-east-1',
  );
});
