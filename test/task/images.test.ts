import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, Size, Stack } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecr from 'aws-cdk-lib/aws-ecr';
import * as ecr_assets from 'aws-cdk-lib/aws-ecr-assets';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as s3 from 'aws-cdk-lib/aws-s3';
import * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import { AssetManifest } from 'aws-cdk-lib/cloud-assembly-schema';
import { Capacity, ContainerOptions, Cpu, QueueWorker, TaskDefinition, TaskDefinitionProps } from '../../src';
import { clusterStack, image, m6iLarge, only, templateOf } from '../support/stack';

const DOCKERFILE = join(__dirname, 'dockerfile');
const ARM = { runtimePlatform: { cpuArchitecture: ecs.CpuArchitecture.ARM64 } };
const FARGATE = { compatibility: ecs.Compatibility.FARGATE };

function stackWith(options: Partial<ContainerOptions>, props: Partial<TaskDefinitionProps> = FARGATE) {
  const stack = new Stack(new App(), 'Shop');
  const made = new TaskDefinition(stack, 'Task', { compatibility: ecs.Compatibility.EC2, ...props });
  made.addContainer('web', { image, memory: Size.mebibytes(512), ...options });
  return stack;
}

/** What the manifest of the stack tells the CDK to build. */
function buildsOf(stack: Stack) {
  const { directory } = (stack.node.root as App).synth();
  const manifest = JSON.parse(readFileSync(join(directory, `${stack.stackName}.assets.json`), 'utf8')) as AssetManifest;
  return Object.values(manifest.dockerImages ?? {}).map(({ source }) => source);
}

function platformsOf(stack: Stack): readonly (string | undefined)[] {
  return buildsOf(stack).map(({ platform }) => platform);
}

test.each<[string, Partial<TaskDefinitionProps>, string | undefined]>([
  ['x86-64 on Fargate', FARGATE, 'linux/amd64'],
  ['ARM64 when the task says so', { ...FARGATE, ...ARM }, 'linux/arm64'],
  ['what the capacity says', { buildArchitecture: ecs.CpuArchitecture.ARM64 }, 'linux/arm64'],
  ['the machine of the build when nothing says where the task runs', {}, undefined],
  [
    'the machine of the build for Windows',
    {
      ...FARGATE,
      cpu: Cpu.vcpu(1),
      memory: Size.gibibytes(2),
      runtimePlatform: { operatingSystemFamily: ecs.OperatingSystemFamily.WINDOWS_SERVER_2022_CORE },
    },
    undefined,
  ],
])('builds a Dockerfile for %s', (_, props, platform) => {
  expect(platformsOf(stackWith({ image: ecs.ContainerImage.fromAsset(DOCKERFILE) }, props))).toEqual([platform]);
});

test('keeps the other options of the Dockerfile', () => {
  const stack = stackWith({ image: ecs.ContainerImage.fromAsset(DOCKERFILE, { buildArgs: { A: '1' }, target: 'web' }) });
  expect(buildsOf(stack)).toEqual([
    expect.objectContaining({ dockerBuildArgs: { A: '1' }, dockerBuildTarget: 'web', platform: 'linux/amd64' }),
  ]);
});

test('fails on a Dockerfile for another architecture than that of the task', () => {
  const amd64 = ecs.ContainerImage.fromAsset(DOCKERFILE, { platform: ecr_assets.Platform.LINUX_AMD64 });
  expect(() => stackWith({ image: amd64 }, { ...FARGATE, ...ARM })).toThrow(
    '`platform` of the image of web must be linux/arm64, where the task runs, got linux/amd64',
  );
  expect(() => stackWith({ image: amd64 })).not.toThrow();
});

test.each([
  ['m6g.large', 'linux/arm64'],
  ['m6i.large', 'linux/amd64'],
])('on %s builds the Dockerfile of a service for %s', (type, platform) => {
  const { stack, cluster } = clusterStack();
  const capacity = cluster.addEc2Capacity('General', { instanceTypes: [new ec2.InstanceType(type)], maxCapacity: 2 });
  new QueueWorker(stack, 'Api', {
    cluster,
    capacity: Capacity.ec2(capacity),
    image: ecs.ContainerImage.fromAsset(DOCKERFILE),
    cpu: Cpu.vcpu(0.25),
    memory: Size.mebibytes(256),
    maxCapacity: 2,
  });
  expect(platformsOf(stack)).toEqual([platform]);
});

test('fails on a Dockerfile for another architecture than that of the instances', () => {
  const { stack, cluster } = clusterStack();
  const capacity = cluster.addEc2Capacity('General', { instanceTypes: [m6iLarge], maxCapacity: 2 });
  expect(
    () =>
      new QueueWorker(stack, 'Api', {
        cluster,
        capacity: Capacity.ec2(capacity),
        image: ecs.ContainerImage.fromAsset(DOCKERFILE, { platform: ecr_assets.Platform.LINUX_ARM64 }),
        cpu: Cpu.vcpu(0.25),
        memory: Size.mebibytes(256),
        maxCapacity: 2,
      }),
  ).toThrow('`platform` of the image of app must be linux/amd64, where the task runs, got linux/arm64');
});

test('reads exactly the secret with the credentials of another registry', () => {
  const stack = new Stack(new App(), 'Shop');
  const credentials = new secretsmanager.Secret(stack, 'Credentials');
  const made = new TaskDefinition(stack, 'Task', { compatibility: ecs.Compatibility.EC2 });
  made.addContainer('web', {
    image: ecs.ContainerImage.fromRegistry('registry.example.com/web:1', { credentials }),
    memory: Size.mebibytes(512),
    logging: ecs.LogDrivers.jsonFile(),
  });
  const template = templateOf(stack);
  const secret = { Ref: only(template, 'AWS::SecretsManager::Secret').id };
  template.hasResourceProperties('AWS::ECS::TaskDefinition', {
    ContainerDefinitions: [{ RepositoryCredentials: { CredentialsParameter: secret } }],
  });
  expect(statementsOf(template)).toEqual([
    { Action: 'secretsmanager:GetSecretValue', Effect: 'Allow', Resource: secret },
  ]);
});

test('reads exactly the environment files, and decrypts them with their key', () => {
  const stack = new Stack(new App(), 'Shop');
  const key = new kms.Key(stack, 'Key');
  const bucket = s3.Bucket.fromBucketName(stack, 'Bucket', 'settings');
  const made = new TaskDefinition(stack, 'Task', { compatibility: ecs.Compatibility.EC2 });
  made.addContainer('web', {
    image,
    memory: Size.mebibytes(512),
    environmentFiles: [ecs.EnvironmentFile.fromBucket(bucket, 'shop/web.env'), ecs.EnvironmentFile.fromBucket(bucket, 'shop/all.env')],
    environmentFilesKey: key,
    logging: ecs.LogDrivers.jsonFile(),
  });
  const template = templateOf(stack);
  const arn = (name: string) => ({ 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, `:s3:::${name}`]] });
  template.hasResourceProperties('AWS::ECS::TaskDefinition', {
    ContainerDefinitions: [
      {
        EnvironmentFiles: [
          { Type: 's3', Value: arn('settings/shop/web.env') },
          { Type: 's3', Value: arn('settings/shop/all.env') },
        ],
      },
    ],
  });
  expect(statementsOf(template)).toEqual([
    { Action: 's3:GetObject', Effect: 'Allow', Resource: [arn('settings/shop/web.env'), arn('settings/shop/all.env')] },
    { Action: 's3:GetBucketLocation', Effect: 'Allow', Resource: arn('settings') },
    { Action: 'kms:Decrypt', Effect: 'Allow', Resource: { 'Fn::GetAtt': [only(template, 'AWS::KMS::Key').id, 'Arn'] } },
  ]);
});

test('fails on an environment file that does not end in .env', () => {
  const bucket = s3.Bucket.fromBucketName(new Stack(), 'Bucket', 'settings');
  expect(() => stackWith({ environmentFiles: [ecs.EnvironmentFile.fromBucket(bucket, 'web.properties')] })).toThrow(
    '`environmentFiles` of web must end in .env, got web.properties',
  );
});

test('pulls the agent of GuardDuty when its repository is given', () => {
  const stack = new Stack(new App(), 'Shop');
  const guardDutyAgent = ecr.Repository.fromRepositoryArn(
    stack,
    'Agent',
    'arn:aws:ecr:us-east-1:593207742271:repository/aws-guardduty-agent-fargate',
  );
  new TaskDefinition(stack, 'Task', { ...FARGATE, image, guardDutyAgent, memory: Size.gibibytes(1), cpu: Cpu.vcpu(0.5) });
  templateOf(stack).hasResourceProperties('AWS::IAM::ManagedPolicy', {
    PolicyDocument: {
      Statement: Match.arrayWith([
        Match.objectLike({ Resource: 'arn:aws:ecr:us-east-1:593207742271:repository/aws-guardduty-agent-fargate' }),
      ]),
    },
  });
});

/** The statements of the only policy. */
function statementsOf(template: Template): unknown {
  const { Properties } = only(template, 'AWS::IAM::ManagedPolicy').resource as {
    readonly Properties: { readonly PolicyDocument: { readonly Statement: unknown } };
  };
  return Properties.PolicyDocument.Statement;
}

test('on Managed Instances a Dockerfile is built for the architecture that is said, and where nothing says one a warning asks for it', () => {
  const build = (architecture?: ec2.InstanceArchitecture, built = ecs.ContainerImage.fromAsset(DOCKERFILE)) => {
    const { stack, cluster } = clusterStack();
    const capacity = Capacity.managedInstances(cluster.addManagedInstances('Managed', { architecture }));
    new QueueWorker(stack, 'Worker', { cluster, capacity, image: built, cpu: Cpu.vcpu(0.25), memory: Size.mebibytes(256), maxCapacity: 2 });
    const warnings = Annotations.fromStack(stack).findWarning('*', Match.stringLikeRegexp('is built for the processor of the machine that builds it'));
    return [platformsOf(stack), warnings.length];
  };
  expect(build(ec2.InstanceArchitecture.ARM_64)).toEqual([['linux/arm64'], 0]);
  expect(build()).toEqual([[undefined], 1]);
  expect(build(undefined, ecs.ContainerImage.fromAsset(DOCKERFILE, { platform: ecr_assets.Platform.LINUX_AMD64 }))).toEqual([['linux/amd64'], 0]);
});
