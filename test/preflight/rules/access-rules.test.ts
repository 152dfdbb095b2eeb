import { ContainerImage, EnvironmentFile, FargateTaskDefinition } from 'aws-cdk-lib/aws-ecs';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { claim, contextOf } from './rule-claims';
import { allow, container, instances, ON_INSTANCES, role, shop, shopResources } from './shop-template';
import { efsRootWithAccessPoint } from '../../../src/preflight/rules/efs-root-with-access-point';
import { executionRoleDenied } from '../../../src/preflight/rules/execution-role-denied';
import { fileSystemWithoutTaskRole } from '../../../src/preflight/rules/file-system-without-task-role';
import { misaddressedSecret } from '../../../src/preflight/rules/misaddressed-secret';
import { missingExecutionRole } from '../../../src/preflight/rules/missing-execution-role';
import { unorderedRolePolicy } from '../../../src/preflight/rules/unordered-role-policy';
import { untrustedPrincipal } from '../../../src/preflight/rules/untrusted-principal';
import { modelOfResources, modelOfStack } from '../extract/template';

const OPEN = { 'Fn::ImportValue': 'Elsewhere' };
const START = ['ecr:GetAuthorizationToken', 'ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer', 'logs:CreateLogStream', 'logs:PutLogEvents'];
const at = (account: string, changes: Parameters<typeof shopResources>[0]) => modelOfResources(shopResources(changes), { region: 'us-east-1', account });

const account = { 'Fn::Sub': 'arn:aws:iam::${AWS::AccountId}:root' };
const keyed = (principal: unknown, executionRole: readonly Readonly<Record<string, unknown>>[], condition?: object) => shop({
  Key: {
    Type: 'AWS::KMS::Key',
    Properties: { KeyPolicy: { Statement: [{ Effect: 'Allow', Principal: { AWS: principal }, Action: 'kms:*', Resource: '*', ...condition ? { Condition: condition } : {} }] } },
  },
  Token: { Type: 'AWS::SecretsManager::Secret', Properties: { KmsKeyId: { 'Fn::GetAtt': ['Key', 'Arn'] } } },
  ExecutionRole: role([allow(START), allow(['secretsmanager:GetSecretValue']), ...executionRole]),
  Task: container({ Secrets: [{ Name: 'TOKEN', ValueFrom: { Ref: 'Token' } }] }),
});
const lacksKey = { severity: 'error', summary: 'template/ExecutionRole does not let template/Task start: it lacks kms:Decrypt' } as const;
const SELF = { 'Fn::GetAtt': ['ExecutionRole', 'Arn'] };
const decrypt = allow(['kms:Decrypt'], { 'Fn::GetAtt': ['Key', 'Arn'] });

const filed = (file: unknown, executionRole: readonly Readonly<Record<string, unknown>>[], more = {}) => shop({
  Settings: { Type: 'AWS::S3::Bucket' },
  ExecutionRole: role([allow(START), ...executionRole]),
  Task: container({ EnvironmentFiles: [{ Type: 's3', Value: file }] }),
  ...more,
});
const OWN_FILE = { 'Fn::Sub': '${Settings.Arn}/app.env' };
const PARTED = { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':s3:::', { Ref: 'Settings' }, '/app.env']] };
const lacksFile = 'template/ExecutionRole does not let template/Task start: it lacks s3:GetObject, s3:GetBucketLocation';

claim(executionRoleDenied, {
  fires: [
    ['a key that leaves it to IAM, and a role without it', keyed(account, []), lacksKey],
    ['a key of somebody else', keyed({ 'Fn::GetAtt': ['TaskRole', 'Arn'] }, [decrypt]), lacksKey],
    ['an alias of the key', shop({
      Key: { Type: 'AWS::KMS::Key', Properties: { KeyPolicy: { Statement: [{ Effect: 'Allow', Principal: { AWS: account }, Action: 'kms:*', Resource: '*' }] } } },
      Alias: { Type: 'AWS::KMS::Alias', Properties: { AliasName: 'alias/shop', TargetKeyId: { Ref: 'Key' } } },
      Token: { Type: 'AWS::SecretsManager::Secret', Properties: { KmsKeyId: 'alias/shop' } },
      ExecutionRole: role([allow(START), allow(['secretsmanager:GetSecretValue'])]),
      Task: container({ Secrets: [{ Name: 'TOKEN', ValueFrom: { Ref: 'Token' } }] }),
    }), lacksKey],
    ['the login of a registry', shop({
      Login: { Type: 'AWS::SecretsManager::Secret' },
      ExecutionRole: role([allow(START)]),
      Task: container({ Image: 'registry.example.com/app:1', RepositoryCredentials: { CredentialsParameter: { Ref: 'Login' } } }),
    }), { severity: 'error', summary: 'template/ExecutionRole does not let template/Task start: it lacks secretsmanager:GetSecretValue' }],
    ['an environment file of a bucket of the input', filed(OWN_FILE, []), { severity: 'error', summary: lacksFile }],
    ['the same, as aws-ecs writes it', filed(PARTED, []), { severity: 'error', summary: lacksFile }],
    ['an environment file of another bucket, which may have a policy', filed('arn:aws:s3:::theirs/app.env', []), { severity: 'warning', summary: lacksFile }],
    ['the file without the place of the bucket', filed(OWN_FILE, [allow(['s3:GetObject'], OWN_FILE)]),
      { severity: 'warning', summary: 'template/ExecutionRole does not let template/Task start: it lacks s3:GetBucketLocation' }],
  ],
  staysQuiet: [
    ['the role and a key that leaves it to IAM', keyed(account, [decrypt])],
    ['a key that names the role', keyed([account, SELF], [])],
    ['a key without a policy of its own', shop({
      Key: { Type: 'AWS::KMS::Key' },
      Token: { Type: 'AWS::SecretsManager::Secret', Properties: { KmsKeyId: { Ref: 'Key' } } },
      ExecutionRole: role([allow(START), allow(['secretsmanager:GetSecretValue', 'kms:Decrypt'])]),
      Task: container({ Secrets: [{ Name: 'TOKEN', ValueFrom: { Ref: 'Token' } }] }),
    })],
    ['another partition of one role', filed(PARTED, [allow(['s3:*'], ['arn:aws:s3:::settings', 'arn:aws:s3:::settings/*'])], { Settings: { Type: 'AWS::S3::Bucket', Properties: { BucketName: 'settings' } } })],
    ['grantRead of the bucket', filed(OWN_FILE, [allow(['s3:GetObject*', 's3:GetBucket*', 's3:List*'], [{ 'Fn::GetAtt': ['Settings', 'Arn'] }, { 'Fn::Sub': '${Settings.Arn}/*' }])])],
  ],
  doesNotKnow: [
    ['whom the key names', keyed(OPEN, [decrypt])],
    ['a key with a condition', keyed(SELF, [], { StringEquals: { 'kms:ViaService': 'secretsmanager.us-east-1.amazonaws.com' } })],
    ['the file', filed(OPEN, [])],
    ['what the role may read', filed(OWN_FILE, [allow(['s3:*'], OPEN)])],
  ],
});

claim(misaddressedSecret, {
  fires: [
    ['the name of a secret', shop({
      Token: { Type: 'AWS::SecretsManager::Secret', Properties: { Name: 'shop/token' } },
      Task: container({ Secrets: [{ Name: 'TOKEN', ValueFrom: 'shop/token' }] }),
    }), { severity: 'warning', summary: 'TOKEN of template/Task reads the SSM parameter shop/token, which is the name of the secret template/Token' }],
    ['a parameter of another account', at('111111111111', {
      Task: container({ Secrets: [{ Name: 'TOKEN', ValueFrom: 'arn:aws:ssm:us-east-1:222222222222:parameter/token' }] }),
    }), { severity: 'warning', summary: 'TOKEN of template/Task reads a parameter of the account 222222222222, and the task runs in 111111111111' }],
  ],
  staysQuiet: [
    ['its ARN', shop({
      Token: { Type: 'AWS::SecretsManager::Secret', Properties: { Name: 'shop/token' } }, Task: container({ Secrets: [{ Name: 'TOKEN', ValueFrom: { Ref: 'Token' } }] }),
    })],
    ['a parameter of the same name', shop({
      Token: { Type: 'AWS::SecretsManager::Secret', Properties: { Name: 'shop/token' } },
      Parameter: { Type: 'AWS::SSM::Parameter', Properties: { Name: 'shop/token', Type: 'String', Value: 'x' } },
      Task: container({ Secrets: [{ Name: 'TOKEN', ValueFrom: 'shop/token' }] }),
    })],
    ['a parameter of its own account', at('111111111111', { Task: container({ Secrets: [{ Name: 'T', ValueFrom: 'arn:aws:ssm:us-east-1:111111111111:parameter/t' }] }) })],
  ],
  doesNotKnow: [
    ['the account', shop({ Task: container({ Secrets: [{ Name: 'TOKEN', ValueFrom: 'arn:aws:ssm:us-east-1:222222222222:parameter/token' }] }) })],
    ['the name', shop({ Token: { Type: 'AWS::SecretsManager::Secret', Properties: { Name: OPEN } }, Task: container({ Secrets: [{ Name: 'TOKEN', ValueFrom: 'shop/token' }] }) })],
  ],
});

const volume = (kind: string, settings: object, task: object = {}, more: object = {}) =>
  shop({ Files: { Type: 'AWS::EFS::FileSystem' }, Task: { Volumes: [{ Name: 'files', [kind]: settings }], ...task }, ...more });
const authorized = (iam: unknown) => ({ FilesystemId: { Ref: 'Files' }, TransitEncryption: 'ENABLED', AuthorizationConfig: { IAM: iam } });
const withPolicy = (statement: object) => ({ Files: { Type: 'AWS::EFS::FileSystem', Properties: { FileSystemPolicy: { Statement: [statement] } } } });
const mounts = (principal: unknown) => ({ Effect: 'Allow', Principal: { AWS: principal }, Action: 'elasticfilesystem:ClientMount' });
const S3_FILES = { FileSystemArn: 'arn:aws:s3files:us-east-1:111111111111:file-system/fs-0123456789abcdef0' };

claim(fileSystemWithoutTaskRole, {
  fires: [
    ['IAM without a role', volume('EFSVolumeConfiguration', authorized('ENABLED'), { TaskRoleArn: undefined }),
      { severity: 'warning', summary: 'the volume files of template/Task is mounted with IAM authorization, and the task has no task role' }],
    ['S3 Files without a role', volume('S3FilesVolumeConfiguration', S3_FILES, { TaskRoleArn: undefined }),
      { severity: 'error', summary: 'the volume files of template/Task is one of S3 Files, and the task has no task role' }],
    ['a policy for another role', volume('EFSVolumeConfiguration', authorized('ENABLED'), {}, withPolicy(mounts(SELF))), {
      severity: 'warning',
      summary: 'template/TaskRole lacks elasticfilesystem:ClientMount, and the policy of template/Files does not give it, so the volume files of template/Task is not mounted',
    }],
  ],
  staysQuiet: [
    ['instances, which have a role', volume('EFSVolumeConfiguration', authorized('ENABLED'), { ...ON_INSTANCES.Task, TaskRoleArn: undefined }, { ...instances(), Service: ON_INSTANCES.Service })],
    ['no IAM', volume('EFSVolumeConfiguration', authorized('DISABLED'), { TaskRoleArn: undefined })],
    ['a file system without a policy', volume('EFSVolumeConfiguration', authorized('ENABLED'))],
    ['a policy for all', volume('EFSVolumeConfiguration', authorized('ENABLED'), {}, withPolicy(mounts('*')))],
    ['a role that may', volume('EFSVolumeConfiguration', authorized('ENABLED'), {}, {
      ...withPolicy(mounts(SELF)), TaskRole: role([allow(['elasticfilesystem:Client*'], { 'Fn::GetAtt': ['Files', 'Arn'] })]),
    })],
    ['S3 Files with a role', volume('S3FilesVolumeConfiguration', S3_FILES)],
  ],
  doesNotKnow: [
    ['whether IAM is asked', volume('EFSVolumeConfiguration', authorized(OPEN), { TaskRoleArn: undefined })],
    ['the role', volume('EFSVolumeConfiguration', authorized('ENABLED'), { TaskRoleArn: OPEN }, withPolicy(mounts(SELF)))],
    ['the policy', volume('EFSVolumeConfiguration', authorized('ENABLED'), {}, withPolicy(mounts(OPEN)))],
  ],
});

claim(efsRootWithAccessPoint, {
  fires: [['a volume of S3 Files', volume('S3FilesVolumeConfiguration', { ...S3_FILES, AccessPointArn: 'arn:aws:s3files:point', RootDirectory: '/data' }),
    { severity: 'error', summary: 'the volume files of template/Task has an access point and the root directory /data' }]],
  staysQuiet: [['the root of S3 Files', volume('S3FilesVolumeConfiguration', { ...S3_FILES, AccessPointArn: 'arn:aws:s3files:point', RootDirectory: '/' })]],
  doesNotKnow: [['the root', volume('S3FilesVolumeConfiguration', { ...S3_FILES, AccessPointArn: 'arn:aws:s3files:point', RootDirectory: OPEN })]],
});

const external = (change: object) => shop({
  Service: { LaunchType: 'EXTERNAL', NetworkConfiguration: undefined, LoadBalancers: undefined },
  Task: { NetworkMode: 'bridge', RequiresCompatibilities: ['EXTERNAL'], ExecutionRoleArn: undefined, ...change },
});

claim(missingExecutionRole, {
  fires: [['external instances', external({}), {
    severity: 'warning',
    summary: 'template/Task has no execution role, which an image of Amazon ECR on external instances and the log driver awslogs on external instances need',
  }]],
  staysQuiet: [['nothing of AWS', external(container({ Image: 'nginx:1.27', LogConfiguration: undefined }))], ['a role', external({ ExecutionRoleArn: SELF })]],
  doesNotKnow: [['the image', external(container({ Image: OPEN, LogConfiguration: undefined }))]],
});

const policy = { Type: 'AWS::IAM::Policy', Properties: { PolicyName: 'own', Roles: [{ Ref: 'TaskRole' }], PolicyDocument: { Statement: [allow(['s3:GetObject'])] } } };
const linked = { Type: 'AWS::IAM::ServiceLinkedRole', Properties: { AWSServiceName: 'ecs.amazonaws.com' } };
const waiting = (...names: readonly string[]) => {
  const { Service } = shopResources() as { Service: { Type: string; Properties: Record<string, unknown> } };
  return { Service: { ...Service, DependsOn: ['Listener', ...names] } };
};

claim(unorderedRolePolicy, {
  fires: [
    ['the policy of the task role', shop({ Own: policy }), {
      severity: 'note', summary: 'template/Service may be created before Own, which the task role template/TaskRole gets its rights from',
    }],
    ['the service-linked role', shop({ Linked: linked }),
      { severity: 'warning', summary: 'template/Service may be created before template/Linked, the service-linked role of ECS' }],
  ],
  staysQuiet: [
    ['both waited for', shop({ Own: policy, Linked: linked, ...waiting('Own', 'Linked') })],
    ['the policy inside of the role', shop({ TaskRole: role([allow(['s3:GetObject'])]) })],
    ['a policy that refers to the service', shop({
      Own: { ...policy, Properties: { ...policy.Properties, PolicyDocument: { Statement: [allow(['ecs:UpdateService'], { Ref: 'Service' })] } } },
    })],
    ['no task at first', shop({ Own: policy, Service: { DesiredCount: 0 } })],
    ['the execution role, without which a task is started again', shop({ Own: { ...policy, Properties: { ...policy.Properties, Roles: [{ Ref: 'ExecutionRole' }] } } })],
  ],
  doesNotKnow: [
    ['the roles of the policy', shop({ Own: { ...policy, Properties: { ...policy.Properties, Roles: OPEN } } })],
    ['the task role', shop({ Own: policy, Task: { TaskRoleArn: OPEN } })],
  ],
});

const expressAfter = (dependsOn: readonly string[]) => shop({
  Service: { DesiredCount: 0 },
  Own: policy,
  Express: {
    Type: 'AWS::ECS::ExpressGatewayService',
    DependsOn: dependsOn,
    Properties: {
      ExecutionRoleArn: SELF,
      InfrastructureRoleArn: 'arn:aws:iam::111111111111:role/express',
      TaskRoleArn: { 'Fn::GetAtt': ['TaskRole', 'Arn'] },
      PrimaryContainer: { Image: 'public.ecr.aws/nginx/nginx:1.27' },
    },
  },
});

claim(unorderedRolePolicy, {
  fires: [['an express service', expressAfter([]), {
    severity: 'note', summary: 'template/Express may be created before Own, which the task role template/TaskRole gets its rights from',
  }]],
  staysQuiet: [['an express service that waits', expressAfter(['Own'])]],
  doesNotKnow: [['the role of an express service', shop({ Own: policy, Service: { DesiredCount: 0 } })]],
});

const under = (condition: object, account_ = '111111111111') => at(account_, {
  TaskRole: {
    AssumeRolePolicyDocument: { Statement: [{ Effect: 'Allow', Principal: { Service: 'ecs-tasks.amazonaws.com' }, Action: 'sts:AssumeRole', Condition: condition }] },
  },
});

const express = (infrastructure: string) => shop({
  Express: {
    Type: 'AWS::ECS::ExpressGatewayService',
    Properties: {
      ExecutionRoleArn: SELF, InfrastructureRoleArn: { 'Fn::GetAtt': ['Infrastructure', 'Arn'] }, PrimaryContainer: { Image: 'public.ecr.aws/nginx/nginx:1.27' },
    },
  },
  Infrastructure: role([], infrastructure),
});

claim(untrustedPrincipal, {
  fires: [
    ['the infrastructure role of an express service', express('ecs-tasks.amazonaws.com'),
      { severity: 'error', summary: 'template/Infrastructure does not trust ecs.amazonaws.com, and is the load balancer role of template/Express' }],
    ['another account', under({ StringEquals: { 'aws:SourceAccount': '222222222222' } }), {
      severity: 'warning', summary: 'template/TaskRole trusts ecs-tasks.amazonaws.com only with aws:SourceAccount 222222222222, and is the task role of template/Task',
    }],
    ['another Region', under({ ArnLike: { 'aws:SourceArn': 'arn:aws:ecs:eu-west-1:111111111111:*' } }), {
      severity: 'warning',
      summary: 'template/TaskRole trusts ecs-tasks.amazonaws.com only with aws:SourceArn arn:aws:ecs:eu-west-1:111111111111:*, and is the task role of template/Task',
    }],
    ['one cluster', under({ ArnLike: { 'aws:SourceArn': 'arn:aws:ecs:us-east-1:111111111111:cluster/shop' } }), {
      severity: 'warning',
      summary: 'template/TaskRole trusts ecs-tasks.amazonaws.com only with aws:SourceArn arn:aws:ecs:us-east-1:111111111111:cluster/shop, and is the task role of template/Task',
    }],
  ],
  staysQuiet: [
    ['an express service that ECS may work for', express('ecs.amazonaws.com')],
    ['its own account', under({ StringEquals: { 'aws:SourceAccount': '111111111111' }, ArnLike: { 'aws:SourceArn': 'arn:aws:ecs:us-east-1:111111111111:*' } })],
    ['one of several accounts', under({ StringEquals: { 'aws:SourceAccount': ['222222222222', '111111111111'] } })],
    ['every account', under({ StringLike: { 'aws:SourceAccount': '*' } })],
  ],
  doesNotKnow: [
    ['the account of the deployment', shop({ TaskRole: { AssumeRolePolicyDocument: { Statement: [{ Effect: 'Allow', Principal: { Service: 'ecs-tasks.amazonaws.com' }, Condition: { StringEquals: { 'aws:SourceAccount': '222222222222' } } }] } } })],
    ['the account of the condition', under({ StringEquals: { 'aws:SourceAccount': OPEN } })],
  ],
});


describe('an environment file of aws-ecs', () => {
  const found = (granted: boolean) => executionRoleDenied.check(contextOf(modelOfStack((stack) => {
    const bucket = new Bucket(stack, 'Settings');
    const task = new FargateTaskDefinition(stack, 'Task');
    task.addContainer('app', { image: ContainerImage.fromRegistry('nginx:1.27'), environmentFiles: [EnvironmentFile.fromBucket(bucket, 'app.env')] });
    if (granted) bucket.grantRead(task.obtainExecutionRole());
    else task.obtainExecutionRole();
  }))).map(({ severity, summary }) => `${severity}: ${summary}`);

  test('is not read without a grant, which aws-ecs does not make', () => {
    expect(found(false)).toEqual(['error: Shop/Task/ExecutionRole does not let Shop/Task start: it lacks s3:GetObject, s3:GetBucketLocation']);
  });

  test('is read with one', () => {
    expect(found(true)).toEqual([]);
  });
});
