import { App, Fn, RemovalPolicy, Size, Stack } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as efs from 'aws-cdk-lib/aws-efs';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as s3 from 'aws-cdk-lib/aws-s3';
import * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import { ContainerOptions, Sidecar, TaskDefinition, TaskDefinitionProps, TaskVolume } from '../../src';
import { image, only, templateOf } from '../support/stack';

function newStack() {
  const stack = new Stack(new App(), 'Shop');
  return { stack, vpc: new ec2.Vpc(stack, 'Vpc', { maxAzs: 2, natGateways: 0 }) };
}

function task(props: Partial<TaskDefinitionProps> = {}) {
  const { stack, vpc } = newStack();
  return {
    stack,
    vpc,
    made: new TaskDefinition(stack, 'Task', { compatibility: ecs.Compatibility.EC2, memory: Size.gibibytes(1), ...props }),
  };
}
const WEB: ContainerOptions = { image, memory: Size.mebibytes(128) };

test('lets the execution role pull an image that is given as an address', () => {
  const { stack, made } = task();
  made.addContainer('web', { ...WEB, image: ecs.ContainerImage.fromRegistry('111122223333.dkr.ecr.eu-west-1.amazonaws.com/shop/web:1') });
  templateOf(stack).hasResourceProperties('AWS::IAM::ManagedPolicy', {
    PolicyDocument: {
      Statement: Match.arrayWith([
        Match.objectLike({
          Action: ['ecr:BatchCheckLayerAvailability', 'ecr:GetDownloadUrlForLayer', 'ecr:BatchGetImage'],
          Resource: { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':ecr:eu-west-1:111122223333:repository/shop/web']] },
        }),
      ]),
    },
  });
  Annotations.fromStack(stack).hasNoWarning('*', Match.stringLikeRegexp('ecrImageRequiresPolicy'));
});

test('adds exactly four actions for ECS Exec', () => {
  const { stack, made } = task({ enableExecuteCommand: true });
  made.addContainer('web', { ...WEB, logging: ecs.LogDrivers.jsonFile() });
  const { resource } = only(templateOf(stack), 'AWS::IAM::ManagedPolicy');
  expect((resource.Properties as { readonly PolicyDocument: object }).PolicyDocument).toEqual({
    Version: '2012-10-17',
    Statement: [
      {
        Action: [
          'ssmmessages:CreateControlChannel',
          'ssmmessages:CreateDataChannel',
          'ssmmessages:OpenControlChannel',
          'ssmmessages:OpenDataChannel',
        ],
        Effect: 'Allow',
        Resource: '*',
      },
    ],
  });
});

test('makes its roles under a path and with a boundary', () => {
  const { stack } = newStack();
  const permissionsBoundary = iam.ManagedPolicy.fromManagedPolicyArn(stack, 'Boundary', 'arn:aws:iam::111122223333:policy/boundary');
  new TaskDefinition(stack, 'Task', {
    compatibility: ecs.Compatibility.EC2,
    image,
    memory: Size.mebibytes(128),
    rolePath: '/ecs/',
    permissionsBoundary,
  });
  const template = templateOf(stack);
  template.allResourcesProperties(
    'AWS::IAM::Role',
    Match.objectLike({ Path: '/ecs/', PermissionsBoundary: 'arn:aws:iam::111122223333:policy/boundary' }),
  );
  template.hasResourceProperties('AWS::IAM::ManagedPolicy', { Path: '/ecs/' });
});

test('names the actions that a role which cannot be changed must allow', () => {
  const { stack } = newStack();
  const executionRole = iam.Role.fromRoleArn(stack, 'Role', 'arn:aws:iam::111122223333:role/ecs', { mutable: false });
  new TaskDefinition(stack, 'Task', { compatibility: ecs.Compatibility.EC2, image, memory: Size.mebibytes(128), executionRole });
  templateOf(stack).hasResourceProperties('AWS::ECS::TaskDefinition', { ExecutionRoleArn: 'arn:aws:iam::111122223333:role/ecs' });
  Annotations.fromStack(stack).hasWarning(
    '/Shop/Task',
    Match.stringLikeRegexp(
      '`executionRole` cannot be changed from here; the task needs it to allow logs:CreateLogStream, logs:PutLogEvents',
    ),
  );
});

test.each<[string, (stack: Stack) => iam.IRole]>([
  ['is looked up and not changed', (stack) => iam.Role.fromRoleName(stack, 'Role', 'ecs', { mutable: false })],
  [
    'is taken away its policies',
    (stack) => new iam.Role(stack, 'Role', { assumedBy: new iam.ServicePrincipal('ecs-tasks.amazonaws.com') }).withoutPolicyUpdates(),
  ],
  [
    'is made elsewhere',
    (stack) => {
      const elsewhere = new Construct(stack, 'Elsewhere');
      iam.Role.customizeRoles(elsewhere, { usePrecreatedRoles: { 'Shop/Elsewhere/Role': 'ecs' } });
      return new iam.Role(elsewhere, 'Role', { assumedBy: new iam.ServicePrincipal('ecs-tasks.amazonaws.com') });
    },
  ],
  [
    'takes nothing and says so',
    (stack) =>
      Object.create(new iam.Role(stack, 'Role', { assumedBy: new iam.ServicePrincipal('ecs-tasks.amazonaws.com') }), {
        addToPrincipalPolicy: { value: () => ({ statementAdded: false }) },
      }),
  ],
])('names the actions that a role needs which %s', (_, make) => {
  const { stack } = newStack();
  new TaskDefinition(stack, 'Task', {
    compatibility: ecs.Compatibility.EC2,
    image,
    memory: Size.mebibytes(128),
    executionRole: make(stack),
  });
  templateOf(stack);
  Annotations.fromStack(stack).hasWarning(
    '/Shop/Task',
    Match.stringLikeRegexp('the task needs it to allow logs:CreateLogStream, logs:PutLogEvents'),
  );
});

test.each<[string, (stack: Stack) => iam.IRole]>([
  ['is made here', (stack) => new iam.Role(stack, 'Role', { assumedBy: new iam.ServicePrincipal('ecs-tasks.amazonaws.com') })],
  ['is imported and may be changed', (stack) => iam.Role.fromRoleArn(stack, 'Role', 'arn:aws:iam::111122223333:role/ecs')],
  [
    'is made when it is needed',
    (stack) => new iam.LazyRole(stack, 'Role', { assumedBy: new iam.ServicePrincipal('ecs-tasks.amazonaws.com') }),
  ],
])('says nothing about a role that takes the grants and %s', (_, make) => {
  const { stack } = newStack();
  new TaskDefinition(stack, 'Task', {
    compatibility: ecs.Compatibility.EC2,
    image,
    memory: Size.mebibytes(128),
    executionRole: make(stack),
  });
  templateOf(stack);
  Annotations.fromStack(stack).hasNoWarning('*', Match.stringLikeRegexp('cannot be changed'));
});

test('lets somebody start tasks in one cluster, and hand them their roles', () => {
  const { stack, vpc } = newStack();
  const made = new TaskDefinition(stack, 'Task', { compatibility: ecs.Compatibility.EC2, image, memory: Size.mebibytes(128) });
  const caller = new iam.Role(stack, 'Caller', { assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com') });
  made.grants.run(caller, new ecs.Cluster(stack, 'Cluster', { vpc }));
  const template = templateOf(stack);
  const role = (prefix: string) => ({ 'Fn::GetAtt': [only(template, 'AWS::IAM::Role', prefix).id, 'Arn'] });
  template.hasResourceProperties('AWS::IAM::Policy', {
    PolicyDocument: {
      Statement: [
        {
          Action: 'ecs:RunTask',
          Condition: { ArnEquals: { 'ecs:cluster': { 'Fn::GetAtt': [only(template, 'AWS::ECS::Cluster').id, 'Arn'] } } },
          Resource: { Ref: only(template, 'AWS::ECS::TaskDefinition').id },
        },
        {
          Action: 'iam:PassRole',
          Condition: { StringEquals: { 'iam:PassedToService': 'ecs-tasks.amazonaws.com' } },
          Resource: [role('TaskTaskRole'), role('TaskExecutionRole')],
        },
      ],
    },
  });
});

test('keeps old revisions when it is told to', () => {
  const { stack } = task({ image, keepRevisions: true });
  templateOf(stack).hasResource('AWS::ECS::TaskDefinition', { DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' });
  templateOf(task({ image }).stack).hasResource('AWS::ECS::TaskDefinition', {
    DeletionPolicy: Match.absent(),
    UpdateReplacePolicy: Match.absent(),
  });
});

test('warns about a literal that looks like a secret, and not about its look-alikes', () => {
  const { stack, made } = task();
  made.addContainer('web', {
    ...WEB,
    environment: { DB_PASSWORD: 'hunter2hunter2', PASSWORD_MIN_LENGTH: '12', TOKEN_URL: 'https://x', URL: 'postgres://u:p4ss@h/db' },
  });
  Annotations.fromStack(stack).hasWarning(
    '/Shop/Task',
    Match.stringLikeRegexp('DB_PASSWORD, URL in `environment` of web look like secrets'),
  );
});

test('fails on a variable that is also a secret', () => {
  const { stack, made } = task();
  const secret = ecs.Secret.fromSecretsManager(new secretsmanager.Secret(stack, 'Secret'), 'password');
  expect(() => made.addContainer('web', { ...WEB, environment: { A: '1' }, secrets: { A: secret } })).toThrow(
    '`environment` and `secrets` must not share names, got A in both',
  );
});

test('mounts EFS through an access point, encrypted, with permission for it alone, and opens the way', () => {
  const { stack, vpc, made } = task({ compatibility: ecs.Compatibility.FARGATE, cpu: undefined, memory: undefined });
  const fileSystem = new efs.FileSystem(stack, 'Files', { vpc, removalPolicy: RemovalPolicy.DESTROY });
  const tasks = new ec2.SecurityGroup(stack, 'Tasks', { vpc });
  made.addVolume('data', TaskVolume.efs(fileSystem));
  made.addContainer('web', { ...WEB, mountPoints: [{ sourceVolume: 'data', containerPath: '/data', readOnly: false }] });
  made.connectVolumes(tasks);
  const template = templateOf(stack);
  const accessPoint = only(template, 'AWS::EFS::AccessPoint').id;
  template.hasResourceProperties('AWS::ECS::TaskDefinition', {
    Volumes: [
      {
        Name: 'data',
        EFSVolumeConfiguration: {
          TransitEncryption: 'ENABLED',
          AuthorizationConfig: { IAM: 'ENABLED', AccessPointId: { Ref: accessPoint } },
        },
      },
    ],
  });
  template.hasResourceProperties('AWS::IAM::ManagedPolicy', {
    PolicyDocument: {
      Statement: [
        Match.objectLike({
          Action: ['elasticfilesystem:ClientMount', 'elasticfilesystem:ClientWrite'],
          Condition: { StringEquals: { 'elasticfilesystem:AccessPointArn': Match.anyValue() } },
        }),
      ],
    },
  });
  template.hasResourceProperties('AWS::EC2::SecurityGroupIngress', { FromPort: 2049, ToPort: 2049, IpProtocol: 'tcp' });
});

test('declares every kind of volume', () => {
  const { stack, made } = task();
  made.addVolume('empty', TaskVolume.empty());
  made.addVolume('host', TaskVolume.host('/srv'));
  made.addVolume('docker', TaskVolume.docker({ shared: true, autoprovision: true }));
  made.addVolume('s3', TaskVolume.s3Files({ fileSystemArn: 'arn:aws:s3files:eu-west-1:111122223333:file-system/fs-1' }));
  made.addVolume(
    'fsx',
    TaskVolume.fsxWindows({
      fileSystemId: 'fs-2',
      rootDirectory: 'share',
      domain: 'example.com',
      credentials: new secretsmanager.Secret(stack, 'User'),
    }),
  );
  made.addContainer('web', WEB);
  templateOf(stack).hasResourceProperties('AWS::ECS::TaskDefinition', {
    Volumes: [
      { Name: 'empty' },
      { Name: 'host', Host: { SourcePath: '/srv' } },
      { Name: 'docker', DockerVolumeConfiguration: { Driver: 'local', Scope: 'shared', Autoprovision: true } },
      { Name: 's3', S3FilesVolumeConfiguration: { FileSystemArn: 'arn:aws:s3files:eu-west-1:111122223333:file-system/fs-1' } },
      { Name: 'fsx', FSxWindowsFileServerVolumeConfiguration: { FileSystemId: 'fs-2', RootDirectory: 'share' } },
    ],
  });
});

test('fails on a mount of a volume that the task has not', () => {
  expect(() =>
    task().made.addContainer('web', { ...WEB, mountPoints: [{ sourceVolume: 'x', containerPath: '/x', readOnly: true }] }),
  ).toThrow('`mountPoints` of web must name volumes of the task (none), got x');
});

test('fails on a host directory on Fargate, and on a second EBS volume', () => {
  const fargate = task({ compatibility: ecs.Compatibility.FARGATE, memory: undefined }).made;
  expect(() => fargate.addVolume('host', TaskVolume.host('/srv'))).toThrow(
    'volume host of a Fargate task must be empty, EFS, EBS or S3 Files, got a host directory',
  );
  fargate.addVolume('one', TaskVolume.ebsAtLaunch());
  expect(() => fargate.addVolume('two', TaskVolume.ebsAtLaunch())).toThrow('a task may have one `ebsAtLaunch` volume, got two as one more');
});

test.each<[string, Sidecar, string]>([
  ['xray', Sidecar.xray(), 'xray:PutTraceSegments'],
  ['otel', Sidecar.openTelemetry(), 'xray:PutTraceSegments'],
  ['cloudwatch-agent', Sidecar.cloudWatchAgent(), 'cloudwatch:PutMetricData'],
])('adds the sidecar %s, whose loss does not stop the task', (name, sidecar, action) => {
  const { stack, made } = task();
  made.addContainer('web', WEB);
  made.addSidecar(sidecar);
  const template = templateOf(stack);
  template.hasResourceProperties('AWS::ECS::TaskDefinition', {
    ContainerDefinitions: [Match.anyValue(), Match.objectLike({ Name: name, Essential: false })],
  });
  expect(JSON.stringify(template.findResources('AWS::IAM::ManagedPolicy'))).toContain(action);
});

test('routes logs through FireLens, and refuses to without a router', () => {
  const { stack, made } = task();
  const logging = ecs.LogDrivers.firelens({ options: { Name: 'stdout' } });
  expect(() => task().made.addContainer('web', { ...WEB, logging })).toThrow(
    '`logging` of web must have a log router before it for awsfirelens, got none',
  );
  made.addLogRouter();
  made.addContainer('web', { ...WEB, logging });
  templateOf(stack).hasResourceProperties('AWS::ECS::TaskDefinition', {
    ContainerDefinitions: [
      Match.objectLike({
        Name: 'log-router',
        Essential: true,
        FirelensConfiguration: { Type: 'fluentbit', Options: { 'enable-ecs-log-metadata': 'true' } },
      }),
      Match.objectLike({ Name: 'web', LogConfiguration: { LogDriver: 'awsfirelens', Options: { Name: 'stdout' } } }),
    ],
  });
});

test('takes the configuration of a router from a bucket of the app, and lets it be read', () => {
  const { stack, made } = task();
  const bucket = s3.Bucket.fromBucketArn(stack, 'Bucket', Fn.importValue('BucketArn'));
  made.addLogRouter({ configuration: bucket.arnForObjects('fluent-bit.conf') });
  templateOf(stack).hasResourceProperties('AWS::ECS::TaskDefinition', {
    ContainerDefinitions: [Match.objectLike({
      FirelensConfiguration: {
        Options: Match.objectLike({
          'config-file-type': 's3', 'config-file-value': { 'Fn::Join': ['', [{ 'Fn::ImportValue': 'BucketArn' }, '/fluent-bit.conf']] },
        }),
      },
    })],
  });
});

test.each<[string, (token: ecs.Secret) => ecs.LogDriver]>([
  ['splunk', (secretToken) => ecs.LogDrivers.splunk({ url: 'https://splunk', secretToken })],
  ['gelf', () => ecs.LogDrivers.gelf({ address: 'udp://log:12201' })],
  ['fluentd', () => ecs.LogDrivers.fluentd()],
  ['syslog', () => ecs.LogDrivers.syslog()],
  ['journald', () => ecs.LogDrivers.journald()],
  ['json-file', () => ecs.LogDrivers.jsonFile()],
])('logs with %s, without a log group', (driver, logging) => {
  const { stack, made } = task();
  made.addContainer('web', { ...WEB, logging: logging(ecs.Secret.fromSecretsManager(new secretsmanager.Secret(stack, 'Token'))) });
  const template = templateOf(stack);
  template.hasResourceProperties('AWS::ECS::TaskDefinition', { ContainerDefinitions: [{ LogConfiguration: { LogDriver: driver } }] });
  template.resourceCountIs('AWS::Logs::LogGroup', 0);
});
