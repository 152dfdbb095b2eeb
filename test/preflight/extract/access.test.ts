import { Stack } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecr from 'aws-cdk-lib/aws-ecr';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { modelOfResources, modelOfStack, onlyTask } from './template';
import { mayDo, type Role } from '../../../src/preflight/model';

function roleOf(statements: readonly object[], rest: object = {}): Role {
  const model = modelOfResources({
    Bucket: { Type: 'AWS::S3::Bucket' },
    Other: { Type: 'AWS::S3::Bucket' },
    Role: {
      Type: 'AWS::IAM::Role',
      Properties: {
        AssumeRolePolicyDocument: { Statement: { Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service: 'ecs-tasks.amazonaws.com' } } },
        Policies: [{ PolicyName: 'p', PolicyDocument: { Statement: statements } }],
        ...rest,
      },
    },
  });
  return model.roles![0];
}

const allow = (Action: unknown, Resource: unknown, rest: object = {}): object => ({ Effect: 'Allow', Action, Resource, ...rest });
const BUCKET = { 'Fn::GetAtt': ['Bucket', 'Arn'] };

test.each<[string, object[], string, string, string]>([
  ['an exact action', [allow('s3:GetObject', '*')], 's3:GetObject', 'arn:aws:s3:::a/b', 'yes'],
  ['a pattern of actions', [allow('s3:Get*', '*')], 's3:GetObject', 'arn:aws:s3:::a/b', 'yes'],
  ['another action', [allow('s3:Put*', '*')], 's3:GetObject', 'arn:aws:s3:::a/b', 'no'],
  ['another resource', [allow('s3:*', 'arn:aws:s3:::c/*')], 's3:GetObject', 'arn:aws:s3:::a/b', 'no'],
  ['a resource of the input', [allow('s3:*', BUCKET)], 's3:ListBucket', 'template/Bucket', 'yes'],
  ['another resource of the input', [allow('s3:*', BUCKET)], 's3:ListBucket', 'template/Other', 'no'],
  ['objects of a bucket of the input', [allow('s3:*', { 'Fn::Join': ['', [BUCKET, '/*']] })], 's3:GetObject', '${template/Bucket.Arn}/a', 'yes'],
  ['a resource that is not known', [allow('s3:*', { Ref: 'Missing' })], 's3:GetObject', 'arn:aws:s3:::a/b', 'unknown'],
  ['a partition that only the deployment tells', [allow('s3:*', 'arn:aws:s3:::a/*')], 's3:GetObject', 'arn:${AWS::Partition}:s3:::a/b', 'unknown'],
  ['another service in such a partition', [allow('*', 'arn:aws:sqs:us-east-1:1:a')], 's3:GetObject', 'arn:${AWS::Partition}:s3:::a/b', 'no'],
  ['a condition', [allow('s3:*', '*', { Condition: { StringEquals: {} } })], 's3:GetObject', 'arn:aws:s3:::a/b', 'unknown'],
  ['a denial', [allow('s3:*', '*'), { Effect: 'Deny', Action: 's3:GetObject', Resource: '*' }], 's3:GetObject', 'arn:aws:s3:::a/b', 'no'],
  ['NotAction', [{ Effect: 'Allow', NotAction: 'iam:*', Resource: '*' }], 's3:GetObject', 'arn:aws:s3:::a/b', 'yes'],
])('%s: may the role do it', (_, statements, action, resource, answer) => {
  expect(mayDo(roleOf(statements), action, resource).answer).toBe(answer);
});

test('a managed policy that is not known leaves a refusal open, and a known one answers', () => {
  const managed = (name: string): object => ({ ManagedPolicyArns: [{ 'Fn::Sub': `arn:\${AWS::Partition}:iam::aws:policy/${name}` }] });
  expect(mayDo(roleOf([], managed('SomethingNew')), 's3:GetObject', '*')).toMatchObject({ answer: 'unknown', because: expect.stringMatching(/SomethingNew/) });
  expect(mayDo(roleOf([], managed('service-role/AmazonECSTaskExecutionRolePolicy')), 'ecr:BatchGetImage', '*').answer).toBe('yes');
  const infrastructure = roleOf([], managed('AmazonECSInfrastructureRolePolicyForManagedInstances'));
  expect(mayDo(infrastructure, 'iam:PassRole', 'arn:aws:iam::111111111111:role/machines').answer).toBe('no');
  expect(mayDo(infrastructure, 'iam:PassRole', 'arn:aws:iam::111111111111:role/ecsInstanceRole-shop').answer).toBe('unknown');
  expect(mayDo(infrastructure, 'ec2:RunInstances', '*').answer).toBe('unknown');
  expect(mayDo(roleOf([], managed('service-role/AmazonECSTaskExecutionRolePolicy')), 'secretsmanager:GetSecretValue', '*').answer).toBe('no');
});

test('the trust of a role names its principals', () => {
  const { trust } = roleOf([]);
  expect(trust).toMatchObject({ value: [{ principals: { value: ['ecs-tasks.amazonaws.com'] } }] });
});

test('policies of the constructs reach the role they belong to, and the task names the role', () => {
  const model = modelOfStack((stack: Stack) => {
    const repository = new ecr.Repository(stack, 'Repo');
    const taskDefinition = new ecs.FargateTaskDefinition(stack, 'Task');
    taskDefinition.addContainer('app', { image: ecs.ContainerImage.fromEcrRepository(repository), logging: ecs.LogDrivers.awsLogs({ streamPrefix: 'a' }) });
    new s3.Bucket(stack, 'Bucket').grantRead(taskDefinition.taskRole);
    new ecs.FargateService(stack, 'Service', { cluster: new ecs.Cluster(stack, 'Cluster', { vpc: new ec2.Vpc(stack, 'Vpc') }), taskDefinition });
    new iam.Role(stack, 'Unused', { assumedBy: new iam.AccountRootPrincipal() });
  });
  const task = onlyTask(model);
  const execution = model.roles!.find((role) => task.executionRole?.known && role.id === task.executionRole.value)!;
  const repositoryId = model.repositories![0].id;
  expect(mayDo(execution, 'ecr:BatchGetImage', repositoryId).answer).toBe('yes');
  expect(mayDo(execution, 'secretsmanager:GetSecretValue', 'arn:aws:secretsmanager:us-east-1:1:secret:x').answer).toBe('no');
  const image = task.containers.known && task.containers.value[0].image;
  expect(image).toMatchObject({ value: expect.stringMatching(/^\$\{AWS::AccountId\}\.dkr\.ecr\.\$\{AWS::Region\}\.\$\{AWS::URLSuffix\}\/\$\{Shop\/Repo\w+\}:latest$/) });
});
