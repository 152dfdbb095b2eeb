import { claim } from './rule-claims';
import { allow, container, instances, ON_INSTANCES, role, shop } from './shop-template';
import { closedVolumeKey } from '../../../src/preflight/rules/closed-volume-key';
import { incompletePullThroughCache } from '../../../src/preflight/rules/incomplete-pull-through-cache';
import { narrowEndpointPolicy } from '../../../src/preflight/rules/narrow-endpoint-policy';
import { refusedPullThroughCache } from '../../../src/preflight/rules/refused-pull-through-cache';
import { unpassableInstanceRole } from '../../../src/preflight/rules/unpassable-instance-role';

type Properties = Readonly<Record<string, unknown>>;
const OPEN = { 'Fn::ImportValue': 'Elsewhere' };

const account = { 'Fn::Sub': 'arn:aws:iam::${AWS::AccountId}:root' };
const statement = (principal: unknown, actions: unknown = 'kms:*', more: Properties = {}) =>
  ({ Effect: 'Allow', Principal: { AWS: principal }, Action: actions, Resource: '*', ...more });
const key = (...statements: readonly object[]) => ({ Key: { Type: 'AWS::KMS::Key', Properties: { KeyPolicy: { Statement: statements } } } });
const disk = (more: Properties = {}, group: Properties = {}) => ({
  ...instances(group, { BlockDeviceMappings: [{ DeviceName: '/dev/xvda', Ebs: { VolumeSize: 30, Encrypted: true, KmsKeyId: { 'Fn::GetAtt': ['Key', 'Arn'] }, ...more } }] }),
  ...ON_INSTANCES,
});
const SLR = { 'Fn::Sub': 'arn:aws:iam::${AWS::AccountId}:role/aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling' };
const USE = ['kms:Encrypt', 'kms:Decrypt', 'kms:ReEncrypt*', 'kms:GenerateDataKey*', 'kms:DescribeKey'];
const noInstance = { severity: 'warning', summary: 'template/Key does not let AWSServiceRoleForAutoScaling use it, so no instance of template/Group starts' } as const;

const taskVolume = (infrastructure: readonly Properties[], more: Properties = {}) => ({
  Infrastructure: role(infrastructure, 'ecs.amazonaws.com', more),
  Task: { Volumes: [{ Name: 'data', ConfiguredAtLaunch: true }] },
  Service: {
    VolumeConfigurations: [{
      Name: 'data', ManagedEBSVolume: { RoleArn: { 'Fn::GetAtt': ['Infrastructure', 'Arn'] }, SizeInGiB: 10, Encrypted: true, KmsKeyId: { Ref: 'Key' } },
    }],
  },
});
const noVolume = { severity: 'warning', summary: 'template/Key does not let template/Infrastructure use it, so tasks of template/Service get no volume' } as const;
const VOLUMES = { ManagedPolicyArns: ['arn:aws:iam::aws:policy/service-role/AmazonECSInfrastructureRolePolicyForVolumes'] };

claim(closedVolumeKey, {
  fires: [
    ['the policy that CDK writes', shop({ ...key(statement(account)), ...disk() }), noInstance],
    ['no policy at all', shop({ Key: { Type: 'AWS::KMS::Key', Properties: { KeyPolicy: { Statement: [] } } }, ...disk() }), noInstance],
    ['the default role, where the group has one of its own', shop({
      ...key(statement(account), statement(SLR, [...USE, 'kms:CreateGrant'])),
      ...disk({}, { ServiceLinkedRoleARN: 'arn:aws:iam::111111111111:role/aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling_shop' }),
    }), { severity: 'warning', summary: 'template/Key does not let AWSServiceRoleForAutoScaling_shop use it, so no instance of template/Group starts' }],
    ['a task volume under a key of somebody else', shop({ ...key(statement({ 'Fn::GetAtt': ['TaskRole', 'Arn'] })), ...taskVolume([], VOLUMES) }), noVolume],
    ['a task volume, and a role without the key', shop({ ...key(statement(account)), ...taskVolume([allow(['ec2:*'])]) }), noVolume],
  ],
  staysQuiet: [
    ['the role by name', shop({
      ...key(statement(account), statement(SLR, USE), statement(SLR, 'kms:CreateGrant', { Condition: { Bool: { 'kms:GrantIsForAWSResource': true } } })), ...disk(),
    })],
    ['a key of AWS', shop({ ...key(statement(account)), ...disk({ KmsKeyId: undefined }) })],
    ['a key that names the role of the volume', shop({ ...key(statement(account), statement({ 'Fn::GetAtt': ['Infrastructure', 'Arn'] })), ...taskVolume([], VOLUMES) })],
    ['a role that may use the key', shop({ ...key(statement(account)), ...taskVolume([allow(['kms:*'], { 'Fn::GetAtt': ['Key', 'Arn'] })]) })],
  ],
  doesNotKnow: [
    ['whom the key names', shop({ ...key(statement(OPEN)), ...disk() })],
    ['the key', shop({ ...key(statement(account)), ...disk({ KmsKeyId: OPEN }) })],
    ['what the policy of AWS for volumes allows', shop({ ...key(statement(account)), ...taskVolume([], VOLUMES) })],
  ],
});

const FOR_MANAGED = { ManagedPolicyArns: ['arn:aws:iam::aws:policy/AmazonECSInfrastructureRolePolicyForManagedInstances'] };
const managed = (instanceRole: Properties, infrastructure: readonly Properties[] = [], more: Properties = FOR_MANAGED) => shop({
  Managed: {
    Type: 'AWS::ECS::CapacityProvider',
    Properties: {
      Name: 'managed',
      ClusterName: { Ref: 'Cluster' },
      ManagedInstancesProvider: {
        InfrastructureRoleArn: { 'Fn::GetAtt': ['Infrastructure', 'Arn'] },
        InstanceLaunchTemplate: {
          Ec2InstanceProfileArn: { 'Fn::GetAtt': ['Profile', 'Arn'] }, NetworkConfiguration: { Subnets: [{ Ref: 'SubnetA' }], SecurityGroups: [{ Ref: 'TaskGroup' }] },
        },
      },
    },
  },
  Infrastructure: role(infrastructure, 'ecs.amazonaws.com', more),
  Profile: { Type: 'AWS::IAM::InstanceProfile', Properties: { Roles: [{ Ref: 'Machine' }] } },
  Machine: role([], 'ec2.amazonaws.com', instanceRole),
});
const notPassed = (name: string) => ({
  severity: 'error',
  summary: `no instance of template/Managed starts: template/Infrastructure may pass roles named ecsInstanceRole*, and template/Machine has ${name}`,
} as const);
const MACHINE = { 'Fn::GetAtt': ['Machine', 'Arn'] };

claim(unpassableInstanceRole, {
  fires: [
    ['a name that CloudFormation makes up', managed({}), notPassed('a name that CloudFormation makes up')],
    ['another name', managed({ RoleName: 'machines' }), notPassed('machines')],
  ],
  staysQuiet: [
    ['a name that begins so', managed({ RoleName: 'ecsInstanceRoleForShop' })],
    ['a statement of its own', managed({}, [allow(['iam:PassRole'], MACHINE)])],
    ['a statement for every role', managed({ RoleName: 'machines' }, [allow(['iam:*'])])],
  ],
  doesNotKnow: [
    ['the name', managed({ RoleName: OPEN })],
    ['what else the infrastructure role may', managed({}, [{ Effect: 'Allow', Action: OPEN, Resource: '*' }])],
    ['another policy', managed({}, [], { ManagedPolicyArns: [...FOR_MANAGED.ManagedPolicyArns, 'arn:aws:iam::111111111111:policy/own'] })],
  ],
});

const endpoint = (service: string, policy: unknown, more: Properties = {}) => ({
  Type: 'AWS::EC2::VPCEndpoint',
  Properties: {
    VpcId: { Ref: 'Vpc' },
    ServiceName: `com.amazonaws.us-east-1.${service}`,
    VpcEndpointType: 'Interface',
    PrivateDnsEnabled: true,
    SubnetIds: [{ Ref: 'SubnetA' }],
    ...(policy === undefined ? {} : { PolicyDocument: { Statement: policy } }),
    ...more,
  },
});
const GATEWAY = { VpcEndpointType: 'Gateway', PrivateDnsEnabled: undefined, SubnetIds: undefined, RouteTableIds: [{ Ref: 'Routes' }] };
const open = (actions: unknown, resource: unknown = '*', more: Properties = {}) => [{ Effect: 'Allow', Principal: '*', Action: actions, Resource: resource, ...more }];
const LAYERS = 'arn:aws:s3:::prod-us-east-1-starport-layer-bucket/*';
const refused = (point: string, what: string) =>
  ({ severity: 'warning', summary: `the policy of the endpoint template/${point} refuses ${what}, which tasks of template/Service need to start` } as const);

claim(narrowEndpointPolicy, {
  fires: [
    ['a gateway for one bucket of the input', shop({ Bucket: { Type: 'AWS::S3::Bucket' }, Layers: endpoint('s3', open('s3:*', { 'Fn::Sub': '${Bucket.Arn}/*' }), GATEWAY) }),
      refused('Layers', `s3:GetObject on ${LAYERS}`)],
    ['a gateway for literal buckets', shop({ Layers: endpoint('s3', open('s3:*', ['arn:aws:s3:::own', 'arn:aws:s3:::own/*']), GATEWAY) }), refused('Layers', `s3:GetObject on ${LAYERS}`)],
    ['logs that are only read', shop({ Point: endpoint('logs', open('logs:Get*')) }), refused('Point', 'logs:CreateLogStream, logs:PutLogEvents')],
    ['no token of the registry', shop({ Point: endpoint('ecr.api', open(['ecr:BatchGetImage'])) }), refused('Point', 'ecr:GetAuthorizationToken')],
  ],
  staysQuiet: [
    ['no policy', shop({ Point: endpoint('logs', undefined) })], ['everything', shop({ Point: endpoint('logs', open('*')) })],
    ['the layers beside the own bucket', shop({ Layers: endpoint('s3', open('s3:GetObject', ['arn:aws:s3:::own/*', LAYERS]), GATEWAY) })],
    ['a gateway that the subnets do not use', shop({ Layers: endpoint('s3', open('s3:*', 'arn:aws:s3:::own/*'), { ...GATEWAY, RouteTableIds: ['rtb-0123456789abcdef0'] }) })],
    ['an image from elsewhere', shop({ Layers: endpoint('s3', open('s3:*', 'arn:aws:s3:::own/*'), GATEWAY), Task: container({ Image: 'public.ecr.aws/nginx/nginx:1.27' }) })],
    ['a role by name, which may be the caller', shop({ Point: endpoint('logs', [{ ...open('*')[0], Principal: { AWS: { 'Fn::GetAtt': ['ExecutionRole', 'Arn'] } } }]) })],
    ['a denial for somebody', shop({ Point: endpoint('logs', [...open('*'), { Effect: 'Deny', Principal: { AWS: 'arn:aws:iam::111111111111:role/x' }, Action: '*', Resource: '*' }]) })],
  ],
  doesNotKnow: [
    ['the actions', shop({ Point: endpoint('logs', open(OPEN)) })],
    ['the bucket', shop({ Layers: endpoint('s3', open('s3:*', OPEN), GATEWAY) })],
    ['whether a condition holds', shop({ Point: endpoint('logs', open('*', '*', { Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-1' } } })) })],
  ],
});

const cacheRule = (more: Properties = {}) => ({
  Hub: {
    Type: 'AWS::ECR::PullThroughCacheRule',
    Properties: {
      EcrRepositoryPrefix: 'docker-hub', UpstreamRegistryUrl: 'registry-1.docker.io', CredentialArn: 'arn:aws:secretsmanager:us-east-1:111111111111:secret:ecr-pullthroughcache/hub-AbCdEf', ...more,
    },
  },
});
const PULL = ['ecr:GetAuthorizationToken', 'ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer', 'logs:CreateLogStream', 'logs:PutLogEvents'];
const IMPORT = ['ecr:BatchImportUpstreamImage', 'ecr:CreateRepository'];
const cached = (image: unknown, actions: readonly string[] = IMPORT, more: Properties = {}) => shop({
  ...cacheRule(), ExecutionRole: role([allow([...PULL, ...actions])]), Task: container({ Image: image }), ...more as Parameters<typeof shop>[0],
});
const NGINX = '111111111111.dkr.ecr.us-east-1.amazonaws.com/docker-hub/library/nginx:1.27';
const lacks = (actions: string) =>
  ({ severity: 'warning', summary: `template/ExecutionRole lacks ${actions}, so template/Service cannot be the first to pull docker-hub/library/nginx` } as const);
const POINTS = { Api: endpoint('ecr.api', undefined), Docker: endpoint('ecr.dkr', undefined), Logs1: endpoint('logs', undefined), Layers: endpoint('s3', undefined, GATEWAY) };

claim(incompletePullThroughCache, {
  fires: [
    ['a role that only pulls', cached(NGINX, []), lacks('ecr:BatchImportUpstreamImage and ecr:CreateRepository')],
    ['a role that makes no repository', cached(NGINX, ['ecr:BatchImportUpstreamImage']), lacks('ecr:CreateRepository')],
    ['the account and Region of the deployment', cached({ 'Fn::Sub': '${AWS::AccountId}.dkr.ecr.${AWS::Region}.amazonaws.com/docker-hub/library/nginx:1.27' }, ['ecr:CreateRepository']), lacks('ecr:BatchImportUpstreamImage')],
    ['an official image without its library', cached('111111111111.dkr.ecr.us-east-1.amazonaws.com/docker-hub/nginx:1.27'),
      { severity: 'warning', summary: 'template/Service pulls docker-hub/nginx through template/Hub, and Docker Hub has it as library/nginx' }],
    ['endpoints only', cached(NGINX, IMPORT, { WayOut: null, ...POINTS }), {
      severity: 'warning', summary: 'template/Service pulls docker-hub/library/nginx through a cache from subnets with endpoints only, where the first pull fails',
    }],
  ],
  staysQuiet: [
    ['all of it', cached(NGINX)],
    ['an image of somebody', cached('111111111111.dkr.ecr.us-east-1.amazonaws.com/docker-hub/grafana/grafana:11')],
    ['a repository that is there', cached(NGINX, ['ecr:BatchImportUpstreamImage'], { Nginx: { Type: 'AWS::ECR::Repository', Properties: { RepositoryName: 'docker-hub/library/nginx' } } })],
    ['a policy of the registry', cached(NGINX, [], { Policy: { Type: 'AWS::ECR::RegistryPolicy', Properties: { PolicyText: { Statement: [] } } } })],
    ['an image of another prefix', cached('111111111111.dkr.ecr.us-east-1.amazonaws.com/app:1', [])],
  ],
  doesNotKnow: [
    ['the image', cached(OPEN, [])],
    ['the prefix', shop({ ...cacheRule({ EcrRepositoryPrefix: OPEN }), ExecutionRole: role([allow(PULL)]), Task: container({ Image: NGINX }) })],
    ['the role', cached(NGINX, [], { ExecutionRole: role([{ Effect: 'Allow', Action: OPEN, Resource: '*' }]) })],
  ],
});

claim(refusedPullThroughCache, {
  fires: [
    ['Docker Hub without credentials', shop(cacheRule({ CredentialArn: undefined })),
      { severity: 'error', summary: 'template/Hub caches registry-1.docker.io without CredentialArn, and Amazon ECR takes that registry with credentials only' }],
    ['a secret of the input by another name', shop({ ...cacheRule({ CredentialArn: { Ref: 'Login' } }), Login: { Type: 'AWS::SecretsManager::Secret', Properties: { Name: 'hub' } } }),
      { severity: 'error', summary: 'template/Hub takes its credentials from the secret hub, and Amazon ECR takes only names that begin with ecr-pullthroughcache/' }],
    ['a secret elsewhere by another name', shop(cacheRule({ CredentialArn: 'arn:aws:secretsmanager:us-east-1:111111111111:secret:hub-AbCdEf' })),
      { severity: 'error', summary: 'template/Hub takes its credentials from the secret hub-AbCdEf, and Amazon ECR takes only names that begin with ecr-pullthroughcache/' }],
  ],
  staysQuiet: [['a secret of that name', shop(cacheRule())], ['a public registry', shop(cacheRule({ UpstreamRegistryUrl: 'public.ecr.aws', CredentialArn: undefined }))]],
  doesNotKnow: [['the registry', shop(cacheRule({ UpstreamRegistryUrl: OPEN, CredentialArn: undefined }))], ['the secret', shop(cacheRule({ CredentialArn: OPEN }))]],
});
