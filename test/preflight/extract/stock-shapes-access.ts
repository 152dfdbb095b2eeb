import { Size, type Stack } from 'aws-cdk-lib';
import * as asg from 'aws-cdk-lib/aws-autoscaling';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecr from 'aws-cdk-lib/aws-ecr';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as efs from 'aws-cdk-lib/aws-efs';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as s3 from 'aws-cdk-lib/aws-s3';
import * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import type { Shape } from './stock-shapes-ec2';

interface Parts {
  readonly vpc: ec2.Vpc;
  readonly cluster: ecs.Cluster;
  readonly task: ecs.FargateTaskDefinition;
  readonly service: ecs.FargateService;
}

function parts(stack: Stack, container: Partial<ecs.ContainerDefinitionOptions> = {}, network: ec2.VpcProps = {}): Parts {
  const vpc = new ec2.Vpc(stack, 'Vpc', { maxAzs: 2, ...network });
  const cluster = new ecs.Cluster(stack, 'Cluster', { vpc });
  const task = new ecs.FargateTaskDefinition(stack, 'Task', { cpu: 512, memoryLimitMiB: 1024 });
  task.addContainer('app', { image: ecs.ContainerImage.fromRegistry('nginx'), ...container });
  return { vpc, cluster, task, service: new ecs.FargateService(stack, 'Service', { cluster, taskDefinition: task }) };
}

function settings(stack: Stack, granted: boolean): void {
  const bucket = new s3.Bucket(stack, 'Settings');
  const { task } = parts(stack, { environmentFiles: [ecs.EnvironmentFile.fromBucket(bucket, 'app.env')] });
  const role = task.obtainExecutionRole();
  if (granted) bucket.grantRead(role);
}

function files(stack: Stack, granted: boolean): void {
  const { vpc, task, service } = parts(stack);
  const system = new efs.FileSystem(stack, 'Files', { vpc, allowAnonymousAccess: false });
  task.addVolume({ name: 'files', efsVolumeConfiguration: { fileSystemId: system.fileSystemId, transitEncryption: 'ENABLED', authorizationConfig: { iam: 'ENABLED' } } });
  task.defaultContainer?.addMountPoints({ sourceVolume: 'files', containerPath: '/data', readOnly: false });
  system.connections.allowDefaultPortFrom(service);
  service.node.addDependency(system.mountTargetsAvailable);
  if (granted) system.grantReadWrite(task.taskRole);
}

function isolated(stack: Stack, layers: boolean): void {
  const repository = new ecr.Repository(stack, 'Images', { lifecycleRules: [{ maxImageCount: 10 }] });
  const { vpc, cluster } = parts(stack, { image: ecs.ContainerImage.fromEcrRepository(repository, 'v1') }, {
    natGateways: 0, subnetConfiguration: [{ name: 'Tasks', subnetType: ec2.SubnetType.PRIVATE_ISOLATED }],
  });
  for (const [id, service] of [['Api', ec2.InterfaceVpcEndpointAwsService.ECR], ['Docker', ec2.InterfaceVpcEndpointAwsService.ECR_DOCKER]] as const) {
    vpc.addInterfaceEndpoint(id, { service });
  }
  const bucket = new s3.Bucket(stack, 'Own');
  const gateway = vpc.addGatewayEndpoint('Buckets', { service: ec2.GatewayVpcEndpointAwsService.S3 });
  const allow = (resource: string) => gateway.addToPolicy(new iam.PolicyStatement({ principals: [new iam.AnyPrincipal()], actions: ['s3:GetObject'], resources: [resource] }));
  allow(bucket.arnForObjects('*'));
  if (layers) allow(`arn:aws:s3:::prod-${stack.region}-starport-layer-bucket/*`);
  void cluster;
}

function disks(stack: Stack, named: boolean): void {
  const { vpc, cluster } = parts(stack);
  const key = new kms.Key(stack, 'Key');
  if (named) {
    const principals = [new iam.ArnPrincipal(`arn:aws:iam::${stack.account}:role/aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling`)];
    key.addToResourcePolicy(new iam.PolicyStatement({
      principals, actions: ['kms:Encrypt', 'kms:Decrypt', 'kms:ReEncrypt*', 'kms:GenerateDataKey*', 'kms:DescribeKey'], resources: ['*'],
    }));
    key.addToResourcePolicy(new iam.PolicyStatement({
      principals, actions: ['kms:CreateGrant'], resources: ['*'], conditions: { Bool: { 'kms:GrantIsForAWSResource': 'true' } },
    }));
  }
  const launchTemplate = new ec2.LaunchTemplate(stack, 'Launch', {
    instanceType: new ec2.InstanceType('m6i.large'),
    machineImage: ecs.EcsOptimizedImage.amazonLinux2023(),
    userData: ec2.UserData.forLinux(),
    role: new iam.Role(stack, 'Machine', { assumedBy: new iam.ServicePrincipal('ec2.amazonaws.com') }),
    securityGroup: new ec2.SecurityGroup(stack, 'Machines', { vpc }),
    requireImdsv2: true,
    blockDevices: [{ deviceName: '/dev/xvda', volume: ec2.BlockDeviceVolume.ebs(50, { encrypted: true, kmsKey: key }) }],
  });
  const group = new asg.AutoScalingGroup(stack, 'Group', { vpc, launchTemplate, minCapacity: 2, maxCapacity: 4 });
  cluster.addAsgCapacityProvider(new ecs.AsgCapacityProvider(stack, 'Provider', { autoScalingGroup: group }));
}

function managed(stack: Stack, roleName: string | undefined): void {
  const { vpc, cluster } = parts(stack);
  const role = new iam.Role(stack, 'Machine', {
    roleName, assumedBy: new iam.ServicePrincipal('ec2.amazonaws.com'), managedPolicies: [iam.ManagedPolicy.fromAwsManagedPolicyName('AmazonECSInstanceRolePolicyForManagedInstances')],
  });
  cluster.addManagedInstancesCapacityProvider(new ecs.ManagedInstancesCapacityProvider(stack, 'Managed', {
    subnets: vpc.privateSubnets,
    securityGroups: [new ec2.SecurityGroup(stack, 'Machines', { vpc })],
    ec2InstanceProfile: new iam.InstanceProfile(stack, 'Profile', { role }),
  }));
}

function hub(stack: Stack, name: string, allowed: boolean): void {
  new ecr.CfnPullThroughCacheRule(stack, 'Hub', {
    ecrRepositoryPrefix: 'hub',
    upstreamRegistryUrl: 'registry-1.docker.io',
    credentialArn: new secretsmanager.Secret(stack, 'Login', { secretName: 'ecr-pullthroughcache/hub' }).secretArn,
  });
  const { task } = parts(stack, { image: ecs.ContainerImage.fromRegistry(`${stack.account}.dkr.ecr.${stack.region}.amazonaws.com/hub/${name}`) });
  task.addToExecutionRolePolicy(new iam.PolicyStatement({
    actions: ['ecr:GetAuthorizationToken', 'ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer', ...allowed ? ['ecr:BatchImportUpstreamImage', 'ecr:CreateRepository'] : []],
    resources: ['*'],
  }));
}

/** What tasks and instances may read, mount, pull and decrypt. */
export const ACCESS_SHAPES: readonly Shape[] = [
  ['environment file with a grant', (stack) => settings(stack, true)],
  ['efs with a policy and a grant', (stack) => files(stack, true)],
  ['endpoints with the layers', (stack) => isolated(stack, true)],
  ['disks under a key that names auto scaling', (stack) => disks(stack, true)],
  ['managed instances with a role of the name', (stack) => managed(stack, 'ecsInstanceRoleShop')],
  ['docker hub through a cache', (stack) => hub(stack, 'library/nginx:1.27', true)],
  ['secret and task volume under a key', (stack) => {
    const key = new kms.Key(stack, 'Key');
    const { task, service } = parts(stack, { secrets: { TOKEN: ecs.Secret.fromSecretsManager(new secretsmanager.Secret(stack, 'Token', { encryptionKey: key })) } });
    const volume = new ecs.ServiceManagedVolume(stack, 'Volume', { name: 'data', managedEBSVolume: { size: Size.gibibytes(10), encrypted: true, kmsKeyId: key } });
    if (task.defaultContainer) volume.mountIn(task.defaultContainer, { containerPath: '/data', readOnly: false });
    task.addVolume(volume);
    service.addVolume(volume);
  }],
];

/** The same, each with one mistake, and the rule that finds it. */
export const MISTAKEN_ACCESS: readonly (readonly [rule: string, build: Shape[1]])[] = [
  ['execution-role-denied', (stack) => settings(stack, false)],
  ['file-system-without-task-role', (stack) => files(stack, false)],
  ['narrow-endpoint-policy', (stack) => isolated(stack, false)],
  ['closed-volume-key', (stack) => disks(stack, false)],
  ['unpassable-instance-role', (stack) => managed(stack, undefined)],
  ['incomplete-pull-through-cache', (stack) => hub(stack, 'library/nginx:1.27', false)],
  ['incomplete-pull-through-cache', (stack) => hub(stack, 'nginx:1.27', true)],
];
