import { App, Size, Stack } from 'aws-cdk-lib';
import { Match } from 'aws-cdk-lib/assertions';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as s3 from 'aws-cdk-lib/aws-s3';
import * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import * as ssm from 'aws-cdk-lib/aws-ssm';
import { ContainerOptions, TaskDefinition, TaskDefinitionProps, TaskVolume } from '../../src';
import { image, only, templateOf } from '../support/stack';

function task(options: Partial<ContainerOptions>, props: Partial<TaskDefinitionProps> = {}, stack: Stack = new Stack(new App(), 'Shop')) {
  const made = new TaskDefinition(stack, 'Task', { compatibility: ecs.Compatibility.EC2, ...props });
  made.addContainer('web', { image, memory: Size.mebibytes(128), logging: ecs.LogDrivers.jsonFile(), ...options });
  return { stack, made };
}

const WINDOWS = { runtimePlatform: { operatingSystemFamily: ecs.OperatingSystemFamily.WINDOWS_SERVER_2022_CORE } };
const MANAGED = { compatibility: ecs.Compatibility.MANAGED_INSTANCES };

test('renders the proxy of App Mesh and where container instances must be', () => {
  const { stack } = task(
    {},
    {
      proxyConfiguration: ecs.ProxyConfigurations.appMeshProxyConfiguration({
        containerName: 'envoy',
        properties: { appPorts: [80], proxyEgressPort: 15001, proxyIngressPort: 15000, ignoredUID: 1337 },
      }),
      taskPlacementConstraints: [ecs.PlacementConstraint.memberOf('attribute:ecs.os-type == linux')],
    },
  );
  templateOf(stack).hasResourceProperties('AWS::ECS::TaskDefinition', {
    ProxyConfiguration: {
      Type: 'APPMESH',
      ContainerName: 'envoy',
      ProxyConfigurationProperties: Match.arrayWith([{ Name: 'AppPorts', Value: '80' }]),
    },
    PlacementConstraints: [{ Type: 'memberOf', Expression: 'attribute:ecs.os-type == linux' }],
  });
});

test('gives a container of Windows its identity in the Active Directory, which exactly its execution role reads', () => {
  const stack = new Stack(new App(), 'Shop');
  const parameter = ssm.StringParameter.fromStringParameterName(stack, 'Gmsa', 'gmsa');
  task({ credentialSpecs: [ecs.DomainJoinedCredentialSpec.fromSsmParameter(parameter)] }, WINDOWS, stack);
  const template = templateOf(stack);
  const arn = ['arn:', { Ref: 'AWS::Partition' }, ':ssm:', { Ref: 'AWS::Region' }, ':', { Ref: 'AWS::AccountId' }, ':parameter/gmsa'];
  template.hasResourceProperties('AWS::ECS::TaskDefinition', {
    ContainerDefinitions: [
      { CredentialSpecs: [{ 'Fn::Join': ['', ['credentialspec:arn:', ...arn.slice(1)]] }], ReadonlyRootFilesystem: false },
    ],
  });
  template.hasResourceProperties('AWS::IAM::ManagedPolicy', {
    PolicyDocument: { Statement: [{ Action: 'ssm:GetParameters', Effect: 'Allow', Resource: { 'Fn::Join': ['', arn] } }] },
  });
});

test('reads the identity of a container from exactly its object', () => {
  const stack = new Stack(new App(), 'Shop');
  const bucket = new s3.Bucket(stack, 'Identities');
  task({ credentialSpecs: [ecs.DomainlessCredentialSpec.fromS3Bucket(bucket, 'gmsa.json')] }, WINDOWS, stack);
  const template = templateOf(stack);
  template.hasResourceProperties('AWS::IAM::ManagedPolicy', {
    PolicyDocument: {
      Statement: [
        {
          Action: 's3:GetObject',
          Effect: 'Allow',
          Resource: { 'Fn::Join': ['', [{ 'Fn::GetAtt': [only(template, 'AWS::S3::Bucket').id, 'Arn'] }, '/gmsa.json']] },
        },
      ],
    },
  });
});

test('names the platform of a task on container instances', () => {
  const { stack } = task(
    {},
    { runtimePlatform: { cpuArchitecture: ecs.CpuArchitecture.ARM64, operatingSystemFamily: ecs.OperatingSystemFamily.LINUX } },
  );
  templateOf(stack).hasResourceProperties('AWS::ECS::TaskDefinition', {
    RequiresCompatibilities: ['EC2'],
    RuntimePlatform: { CpuArchitecture: 'ARM64', OperatingSystemFamily: 'LINUX' },
  });
});

test('gives all Neuron devices of a managed instance to one container', () => {
  const { stack, made } = task({ neuronDevices: true }, MANAGED);
  made.addContainer('other', { image, memory: Size.mebibytes(64), logging: ecs.LogDrivers.jsonFile() });
  templateOf(stack).hasResourceProperties('AWS::ECS::TaskDefinition', {
    ContainerDefinitions: [
      Match.objectLike({ Name: 'web', ResourceRequirements: [{ Type: 'NeuronDevice', Value: 'ALL' }] }),
      Match.objectLike({ Name: 'other', ResourceRequirements: Match.absent() }),
    ],
  });
  expect(JSON.parse(made.toJson()).containerDefinitions[0].resourceRequirements).toEqual([{ type: 'NeuronDevice', value: 'ALL' }]);
});

test('reads parameters and secrets, whole, by JSON key and by version, and permits exactly these', () => {
  const stack = new Stack(new App(), 'Shop');
  const secret = new secretsmanager.Secret(stack, 'Secret');
  const parameter = new ssm.StringParameter(stack, 'Parameter', { stringValue: 'on' });
  task(
    {
      secrets: {
        WHOLE: ecs.Secret.fromSecretsManager(secret),
        KEY: ecs.Secret.fromSecretsManager(secret, 'password'),
        VERSION: ecs.Secret.fromSecretsManagerVersion(secret, { versionStage: 'AWSPREVIOUS' }, 'password'),
        PARAMETER: ecs.Secret.fromSsmParameter(parameter),
      },
    },
    {},
    stack,
  );
  const template = templateOf(stack);
  const secretArn = { Ref: only(template, 'AWS::SecretsManager::Secret').id };
  const parameterArn = {
    'Fn::Join': [
      '',
      [
        'arn:',
        { Ref: 'AWS::Partition' },
        ':ssm:',
        { Ref: 'AWS::Region' },
        ':',
        { Ref: 'AWS::AccountId' },
        ':parameter/',
        { Ref: only(template, 'AWS::SSM::Parameter').id },
      ],
    ],
  };
  const part = (end: string) => ({ 'Fn::Join': ['', [secretArn, end]] });
  template.hasResourceProperties('AWS::ECS::TaskDefinition', {
    ContainerDefinitions: [
      {
        Secrets: [
          { Name: 'WHOLE', ValueFrom: secretArn },
          { Name: 'KEY', ValueFrom: part(':password::') },
          { Name: 'VERSION', ValueFrom: part(':password:AWSPREVIOUS:') },
          { Name: 'PARAMETER', ValueFrom: parameterArn },
        ],
      },
    ],
  });
  template.hasResourceProperties('AWS::IAM::ManagedPolicy', {
    PolicyDocument: {
      Statement: [
        { Action: 'secretsmanager:GetSecretValue', Resource: secretArn },
        { Action: 'ssm:GetParameters', Resource: parameterArn },
      ],
    },
  });
});

test('mounts S3 Files with permission for its access point alone, and opens the way', () => {
  const stack = new Stack(new App(), 'Shop');
  const vpc = new ec2.Vpc(stack, 'Vpc', { maxAzs: 2, natGateways: 0 });
  const fileSystemArn = 'arn:aws:s3files:eu-west-1:111122223333:file-system/fs-1';
  const accessPointArn = `${fileSystemArn}/access-point/fsap-1`;
  const { made } = task({}, {}, stack);
  made.addVolume(
    'data',
    TaskVolume.s3Files({
      fileSystemArn,
      accessPointArn,
      readOnly: true,
      mountTargets: new ec2.SecurityGroup(stack, 'MountTargets', { vpc }),
    }),
  );
  made.connectVolumes(new ec2.SecurityGroup(stack, 'Tasks', { vpc }));
  const template = templateOf(stack);
  template.hasResourceProperties('AWS::ECS::TaskDefinition', {
    Volumes: [{ Name: 'data', S3FilesVolumeConfiguration: { FileSystemArn: fileSystemArn, AccessPointArn: accessPointArn } }],
  });
  template.hasResourceProperties('AWS::IAM::ManagedPolicy', {
    PolicyDocument: {
      Statement: [
        {
          Action: 's3files:ClientMount',
          Effect: 'Allow',
          Resource: fileSystemArn,
          Condition: { StringEquals: { 's3files:AccessPointArn': accessPointArn } },
        },
      ],
    },
  });
  template.hasResourceProperties('AWS::EC2::SecurityGroupIngress', { FromPort: 2049, ToPort: 2049, IpProtocol: 'tcp' });
});

test.each<[string, Partial<ContainerOptions>, Partial<TaskDefinitionProps>, string]>([
  [
    'Neuron devices on EC2',
    { neuronDevices: true },
    {},
    '`neuronDevices` of web must be left out except on Managed Instances, got true; on EC2 name the `devices`',
  ],
  [
    'a read-only root file system on Windows',
    { readonlyRootFilesystem: true },
    WINDOWS,
    '`readonlyRootFilesystem` of a Windows container must be left out, got true',
  ],
  ['a privileged container on Windows', { privileged: true }, WINDOWS, '`privileged` of a Windows container must be left out, got true'],
  [
    'ulimits on Windows',
    { ulimits: [{ name: ecs.UlimitName.NOFILE, softLimit: 1, hardLimit: 2 }] },
    WINDOWS,
    '`ulimits` of a Windows container must be left out, got 1',
  ],
])('fails on %s', (_, options, props, message) => {
  expect(() => task(options, props)).toThrow(message);
});

test('fails on a second container with Neuron devices', () => {
  const { made } = task({ neuronDevices: true }, MANAGED);
  expect(() => made.addContainer('other', { image, memory: Size.mebibytes(64), neuronDevices: true })).toThrow(
    'one container of a task may have `neuronDevices`, got other as one more',
  );
});
