import { Lazy, Size } from 'aws-cdk-lib';
import { Match } from 'aws-cdk-lib/assertions';
import * as ecr from 'aws-cdk-lib/aws-ecr';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as logs from 'aws-cdk-lib/aws-logs';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { Cpu, TaskDefinition, TaskDefinitionProps } from '../../src';
import { clusterStack, image, only, templateOf } from '../support/stack';

function task(props: Partial<TaskDefinitionProps> = {}) {
  const { stack } = clusterStack();
  const taskDefinition = new TaskDefinition(stack, 'Task', {
    image, cpu: Cpu.vcpu(0.5), memory: Size.gibibytes(1), compatibility: ecs.Compatibility.EC2, ...props,
  });
  return { stack, taskDefinition };
}

test('reserves the size for the task and limits the container to its memory', () => {
  templateOf(task().stack).hasResourceProperties('AWS::ECS::TaskDefinition', {
    Cpu: '512', Memory: '1024', NetworkMode: 'awsvpc', ContainerDefinitions: [{ Memory: 1024, ReadonlyRootFilesystem: true, Essential: true }],
  });
});

test('lets only tasks of this account take its roles', () => {
  const trust = {
    Version: '2012-10-17',
    Statement: [{
      Action: 'sts:AssumeRole',
      Effect: 'Allow',
      Principal: { Service: 'ecs-tasks.amazonaws.com' },
      Condition: {
        StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } },
        ArnLike: {
          'aws:SourceArn': {
            'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':ecs:', { Ref: 'AWS::Region' }, ':', { Ref: 'AWS::AccountId' }, ':*']],
          },
        },
      },
    }],
  };
  const template = templateOf(task().stack);
  for (const role of ['TaskTaskRole', 'TaskExecutionRole']) {
    expect(only(template, 'AWS::IAM::Role', role).resource).toEqual({ Type: 'AWS::IAM::Role', Properties: { AssumeRolePolicyDocument: trust } });
  }
});

test('lets the execution role pull the one image and write the one log group, and the task role do nothing', () => {
  const { stack } = clusterStack();
  const repository = new ecr.Repository(stack, 'Images');
  new TaskDefinition(stack, 'Task', {
    image: ecs.ContainerImage.fromEcrRepository(repository, '1.0.0'),
    cpu: Cpu.units(256),
    memory: Size.mebibytes(512),
    compatibility: ecs.Compatibility.FARGATE,
  });
  const template = templateOf(stack);
  template.resourceCountIs('AWS::IAM::Policy', 0);
  const images = stack.resolve(repository.repositoryArn);
  const logGroup = { 'Fn::GetAtt': [only(template, 'AWS::Logs::LogGroup').id, 'Arn'] };
  template.resourceCountIs('AWS::IAM::ManagedPolicy', 1);
  template.hasResourceProperties('AWS::IAM::ManagedPolicy', {
    Roles: [{ Ref: only(template, 'AWS::IAM::Role', 'TaskExecutionRole').id }],
    PolicyDocument: {
      Version: '2012-10-17',
      Statement: [
        {
          Action: ['ecr:BatchCheckLayerAvailability', 'ecr:GetDownloadUrlForLayer', 'ecr:BatchGetImage'],
          Effect: 'Allow',
          Resource: images,
        },
        { Action: 'ecr:GetAuthorizationToken', Effect: 'Allow', Resource: '*' },
        { Action: ['logs:CreateLogStream', 'logs:PutLogEvents'], Effect: 'Allow', Resource: logGroup },
      ],
    },
  });
});

test('sends grants to the task role, in a managed policy', () => {
  const { stack, taskDefinition } = task();
  new s3.Bucket(stack, 'Bucket').grantRead(taskDefinition);
  const template = templateOf(stack);
  template.resourceCountIs('AWS::IAM::Policy', 0);
  template.hasResourceProperties('AWS::IAM::ManagedPolicy', {
    Roles: [{ Ref: only(template, 'AWS::IAM::Role', 'TaskTaskRole').id }],
    PolicyDocument: { Statement: [Match.objectLike({ Action: ['s3:GetObject*', 's3:GetBucket*', 's3:List*'] })] },
  });
});

test('keeps encrypted logs for a year, without ever blocking the container', () => {
  const template = templateOf(task().stack);
  template.hasResourceProperties('AWS::Logs::LogGroup', {
    RetentionInDays: 365, KmsKeyId: { 'Fn::GetAtt': [only(template, 'AWS::KMS::Key').id, 'Arn'] },
  });
  template.hasResourceProperties('AWS::ECS::TaskDefinition', {
    ContainerDefinitions: [{
      LogConfiguration: {
        LogDriver: 'awslogs', Options: { 'mode': 'non-blocking', 'max-buffer-size': '26214400b', 'awslogs-stream-prefix': 'Task' },
      },
    }],
  });
});

test('keeps logs as long as the user says', () => {
  templateOf(task({ logRetention: logs.RetentionDays.ONE_MONTH }).stack)
    .hasResourceProperties('AWS::Logs::LogGroup', { RetentionInDays: 30 });
});

test('shares one log key among the tasks of a stack', () => {
  const { stack } = task();
  new TaskDefinition(stack, 'Other', { image, cpu: Cpu.vcpu(1), memory: Size.gibibytes(2), compatibility: ecs.Compatibility.EC2 });
  templateOf(stack).resourceCountIs('AWS::KMS::Key', 1);
});

test('makes the given paths writable on a read-only file system', () => {
  templateOf(task({ writablePaths: ['/var/cache/nginx', '/tmp'], user: '1000:1000' }).stack).hasResourceProperties('AWS::ECS::TaskDefinition', {
    Volumes: [{ Name: 'var-cache-nginx' }, { Name: 'tmp' }],
    ContainerDefinitions: [{
      User: '1000:1000',
      ReadonlyRootFilesystem: true,
      MountPoints: [
        { ContainerPath: '/var/cache/nginx', SourceVolume: 'var-cache-nginx', ReadOnly: false },
        { ContainerPath: '/tmp', SourceVolume: 'tmp', ReadOnly: false },
      ],
    }],
  });
});

test.each<[string, ecs.NetworkMode, number | undefined, unknown]>([
  ['a free port of the instance in bridge mode', ecs.NetworkMode.BRIDGE, undefined, 0],
  ['the fixed port in bridge mode', ecs.NetworkMode.BRIDGE, 8080, 8080],
  ['the container port in host mode', ecs.NetworkMode.HOST, undefined, 80],
  ['no host port in awsvpc mode', ecs.NetworkMode.AWS_VPC, undefined, Match.absent()],
])('maps %s', (_, networkMode, hostPort, expected) => {
  templateOf(task({ networkMode, hostPort, containerPort: 80 }).stack).hasResourceProperties('AWS::ECS::TaskDefinition', {
    NetworkMode: networkMode, ContainerDefinitions: [{ PortMappings: [{ ContainerPort: 80, HostPort: expected }] }],
  });
});

test('takes a size that is known only at deployment', () => {
  const cpu = Cpu.units(Lazy.number({ produce: () => 512 }));
  templateOf(task({ cpu, compatibility: ecs.Compatibility.FARGATE }).stack).hasResourceProperties('AWS::ECS::TaskDefinition', { Memory: '1024' });
});

test.each<[string, Partial<TaskDefinitionProps>, string]>([
  ['a Fargate size that is not sold', { compatibility: ecs.Compatibility.FARGATE, memory: Size.gibibytes(5) },
    '`memory` of a Fargate task with 0.5 vCPU must be 1024 to 4096 MiB in steps of 1024 MiB, got 5120 MiB'],
  ['a Fargate size with a quarter vCPU that is not sold', { compatibility: ecs.Compatibility.FARGATE, cpu: Cpu.units(256), memory: Size.gibibytes(3) },
    '`memory` of a Fargate task with 0.25 vCPU must be 512, 1024 or 2048 MiB, got 3072 MiB'],
  ['a Fargate CPU that is not sold', { compatibility: ecs.Compatibility.FARGATE, cpu: Cpu.units(300) },
    '`cpu` of a Fargate task must be 0.25, 0.5, 1, 2, 4, 8, 16 or 32 vCPU, got 0.29296875 vCPU'],
  ['bridge mode on Fargate', { compatibility: ecs.Compatibility.FARGATE, networkMode: ecs.NetworkMode.BRIDGE },
    '`networkMode` of a Fargate task must be awsvpc, got bridge'],
  ['a host port that awsvpc cannot have', { containerPort: 80, hostPort: 8080 },
    '`hostPort` in awsvpc mode must be left out or equal `containerPort` (80), got 8080'],
  ['a port outside the range', { containerPort: 70000 }, '`containerPort` must be a whole number from 1 to 65535, got 70000'],
  ['a relative writable path', { writablePaths: ['tmp'] }, '`writablePaths` must be absolute paths below /, got tmp'],
  ['two writable paths with one volume name', { writablePaths: ['/a/b', '/a-b'] },
    '`writablePaths` must differ in their letters and digits, got /a/b and /a-b'],
])('fails on %s', (_, props, message) => {
  expect(() => task(props)).toThrow(message);
});

test('fails on part of a CPU unit', () => {
  expect(() => Cpu.vcpu(0.3)).toThrow('`cpu` must be a whole number of CPU units from 1 (1 vCPU is 1,024 units), got 0.3 vCPU');
  expect(() => Cpu.units(0)).toThrow('got 0 CPU units');
});
