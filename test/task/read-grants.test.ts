import { App, Size, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import * as ssm from 'aws-cdk-lib/aws-ssm';
import { Cpu, ExpressService, Sidecar, TaskDefinition, TaskVolume } from '../../src';
import { clusterStack, image, templateOf } from '../support/stack';

const FOREIGN = 'arn:aws:secretsmanager:eu-west-1:444455556666:secret:shop-AbCdEf';

function task(more: { executionRole?: (stack: Stack) => iam.IRole; compatibility?: ecs.Compatibility } = {}) {
  const stack = new Stack(new App(), 'Shop', { env: { account: '111122223333', region: 'eu-west-1' } });
  const made = new TaskDefinition(stack, 'Task', {
    compatibility: more.compatibility ?? ecs.Compatibility.EC2, executionRole: more.executionRole?.(stack),
  });
  const add = (secret: ecs.Secret) => made.addContainer('web', { image, memory: Size.mebibytes(256), secrets: { SECRET: secret } });
  return { stack, made, add };
}

/** What the execution role may read, as [action or actions, resource]. */
function reads(template: Template): [string | string[], unknown][] {
  return Object.values(template.findResources('AWS::IAM::ManagedPolicy'))
    .flatMap(({ Properties }) => Properties.PolicyDocument.Statement as { Action: string | string[]; Resource: unknown }[])
    .filter(({ Action }) => /secretsmanager|ssm:|kms:/.test(String(Action)))
    .map(({ Action, Resource }) => [Action, Resource]);
}

test('a secret of another account and its key: one action on each, and the key admits the role', () => {
  const { stack, add } = task();
  const encryptionKey = kms.Key.fromKeyArn(stack, 'Key', 'arn:aws:kms:eu-west-1:444455556666:key/1');
  add(ecs.Secret.fromSecretsManager(secretsmanager.Secret.fromSecretAttributes(stack, 'Secret', { secretCompleteArn: FOREIGN, encryptionKey })));
  expect(reads(templateOf(stack))).toEqual(expect.arrayContaining([['secretsmanager:GetSecretValue', FOREIGN]]));
  expect(JSON.stringify(reads(templateOf(stack)))).not.toMatch(/Describe|History/);
});

test('a secret with a key of the stack: the key admits the role through Secrets Manager', () => {
  const { stack, add } = task();
  const key = new kms.Key(stack, 'Key');
  add(ecs.Secret.fromSecretsManager(new secretsmanager.Secret(stack, 'Secret', { encryptionKey: key })));
  templateOf(stack).hasResourceProperties('AWS::KMS::Key', {
    KeyPolicy: {
      Statement: Match.arrayWith([Match.objectLike({
        Action: 'kms:Decrypt', Principal: { AWS: { 'Fn::GetAtt': [Match.stringLikeRegexp('^TaskExecutionRole'), 'Arn'] } },
      })]),
    },
  });
});

test('a parameter that is encrypted: it is read, and its key decrypts', () => {
  const { stack, add } = task();
  const encryptionKey = kms.Key.fromKeyArn(stack, 'Key', 'arn:aws:kms:eu-west-1:111122223333:key/1');
  add(ecs.Secret.fromSsmParameter(ssm.StringParameter.fromSecureStringParameterAttributes(stack, 'Api', { parameterName: '/api', encryptionKey })));
  expect(reads(templateOf(stack))).toEqual([
    ['kms:Decrypt', 'arn:aws:kms:eu-west-1:111122223333:key/1'],
    ['ssm:GetParameters', { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':ssm:eu-west-1:111122223333:parameter/api']] }],
  ]);
});

test('secrets of a log driver, of a sidecar, of a volume and of an Express service as well', () => {
  const { stack, made } = task();
  const secret = (id: string) => secretsmanager.Secret.fromSecretCompleteArn(stack, id, FOREIGN.replace('shop', id));
  made.addContainer('web', {
    image,
    memory: Size.mebibytes(256),
    logging: ecs.LogDrivers.splunk({ url: 'https://splunk.example.com', secretToken: ecs.Secret.fromSecretsManager(secret('token')) }),
  });
  made.addSidecar(Sidecar.openTelemetry({ configuration: ssm.StringParameter.fromStringParameterName(stack, 'Otel', '/otel') }));
  made.addVolume('share', TaskVolume.fsxWindows({ fileSystemId: 'fs-1', rootDirectory: 'share', domain: 'example.com', credentials: secret('fsx') }));
  expect(reads(templateOf(stack)).map(([action]) => action)).toEqual([
    'secretsmanager:GetSecretValue', 'ssm:GetParameters', 'secretsmanager:GetSecretValue',
  ]);
  const { stack: other, cluster } = clusterStack('Express');
  new ExpressService(other, 'Api', {
    cluster,
    image,
    cpu: Cpu.vcpu(0.25),
    memory: Size.mebibytes(512),
    secrets: { A: ecs.Secret.fromSecretsManager(secretsmanager.Secret.fromSecretCompleteArn(other, 'Secret', FOREIGN)) },
  });
  expect(reads(templateOf(other))).toEqual([['secretsmanager:GetSecretValue', FOREIGN]]);
});

test('what the user grants is left as it is, on either name of the role', () => {
  const { stack, made } = task();
  made.addContainer('web', { image, memory: Size.mebibytes(256) });
  secretsmanager.Secret.fromSecretCompleteArn(stack, 'One', FOREIGN).grantRead(made.executionRole);
  const other = FOREIGN.replace('shop', 'other');
  secretsmanager.Secret.fromSecretCompleteArn(stack, 'Other', other).grantRead(made.ecsTaskDefinition.obtainExecutionRole());
  const both = ['secretsmanager:GetSecretValue', 'secretsmanager:DescribeSecret'];
  expect(reads(templateOf(stack))).toEqual([[both, FOREIGN], [both, other]]);
});

test('a role of the user gets the same, and one that cannot be changed is told the one action', () => {
  const { stack, add } = task({ executionRole: (scope) => iam.Role.fromRoleName(scope, 'Role', 'execution', { mutable: false }) });
  add(ecs.Secret.fromSecretsManager(secretsmanager.Secret.fromSecretCompleteArn(stack, 'Secret', FOREIGN)));
  const said = JSON.stringify((stack.node.root as App).synth().getStackByName('Shop').messages.map(({ entry }) => entry.data));
  expect(said).toContain('the task needs it to allow');
  expect(said).toContain('secretsmanager:GetSecretValue');
  expect(said).not.toContain('DescribeSecret');
});
