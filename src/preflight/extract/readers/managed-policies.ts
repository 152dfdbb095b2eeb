/** What the managed policies of AWS that ECS roles carry allow, on every resource. Only unconditional statements. */
const ACTIONS: Readonly<Record<string, readonly string[]>> = {
  AmazonECSTaskExecutionRolePolicy: [
    'ecr:GetAuthorizationToken', 'ecr:BatchCheckLayerAvailability', 'ecr:GetDownloadUrlForLayer', 'ecr:BatchGetImage',
    'logs:CreateLogStream', 'logs:PutLogEvents',
  ],
  AmazonEC2ContainerServiceforEC2Role: [
    'ec2:DescribeTags', 'ecs:CreateCluster', 'ecs:DeregisterContainerInstance', 'ecs:DiscoverPollEndpoint', 'ecs:Poll',
    'ecs:RegisterContainerInstance', 'ecs:StartTelemetrySession', 'ecs:UpdateContainerInstancesState', 'ecs:Submit*',
    'ecr:GetAuthorizationToken', 'ecr:BatchCheckLayerAvailability', 'ecr:GetDownloadUrlForLayer', 'ecr:BatchGetImage',
    'logs:CreateLogStream', 'logs:PutLogEvents',
  ],
  AmazonEC2ContainerServiceEventsRole: ['ecs:RunTask'],
  AmazonEC2ContainerRegistryReadOnly: [
    'ecr:GetAuthorizationToken', 'ecr:BatchCheckLayerAvailability', 'ecr:GetDownloadUrlForLayer', 'ecr:GetRepositoryPolicy',
    'ecr:DescribeRepositories', 'ecr:ListImages', 'ecr:DescribeImages', 'ecr:BatchGetImage', 'ecr:GetLifecyclePolicy',
    'ecr:GetLifecyclePolicyPreview', 'ecr:ListTagsForResource', 'ecr:DescribeImageScanFindings',
  ],
  AmazonSSMManagedInstanceCore: [
    'ssm:DescribeAssociation', 'ssm:GetDeployablePatchSnapshotForInstance', 'ssm:GetDocument', 'ssm:DescribeDocument', 'ssm:GetManifest',
    'ssm:GetParameter', 'ssm:GetParameters', 'ssm:ListAssociations', 'ssm:ListInstanceAssociations', 'ssm:PutInventory',
    'ssm:PutComplianceItems', 'ssm:PutConfigurePackageResult', 'ssm:UpdateAssociationStatus', 'ssm:UpdateInstanceAssociationStatus',
    'ssm:UpdateInstanceInformation', 'ssmmessages:*', 'ec2messages:*',
  ],
  AmazonSSMReadOnlyAccess: ['ssm:Describe*', 'ssm:Get*', 'ssm:List*'],
  CloudWatchLogsFullAccess: ['logs:*'],
  AmazonS3ReadOnlyAccess: ['s3:Get*', 's3:List*', 's3:Describe*'],
  AmazonS3FullAccess: ['s3:*'],
  AmazonElasticFileSystemClientFullAccess: [
    'elasticfilesystem:ClientMount', 'elasticfilesystem:ClientRootAccess', 'elasticfilesystem:ClientWrite', 'elasticfilesystem:DescribeMountTargets',
  ],
  AdministratorAccess: ['*'],
};

/** Policies that say by name which roles may be handed on; what else they allow stays open. */
const PASSES: Readonly<Record<string, string>> = {
  AmazonECSInfrastructureRolePolicyForManagedInstances: 'arn:aws:iam::*:role/ecsInstanceRole*',
};

/** Policies that allow more than is listed above, in statements with conditions. */
const MORE_WITH_CONDITIONS = new Set(['AmazonEC2ContainerServiceEventsRole', 'AmazonEC2ContainerServiceforEC2Role']);

interface ManagedPolicy {
  readonly actions: readonly string[];
  /** ARN pattern of the roles that `iam:PassRole` is allowed on. */
  readonly passes?: string;
  readonly more: boolean;
}

/** What a managed policy of AWS allows; undefined when the policy is not known here. */
export function managedPolicy(arn: string): ManagedPolicy | undefined {
  const name = /:aws:policy\/(?:[\w-]+\/)*([\w-]+)$/.exec(arn)?.[1];
  if (name === undefined) return undefined;
  if (Object.prototype.hasOwnProperty.call(PASSES, name)) return { actions: [], passes: PASSES[name], more: false };
  return Object.prototype.hasOwnProperty.call(ACTIONS, name) ? { actions: ACTIONS[name], more: MORE_WITH_CONDITIONS.has(name) } : undefined;
}
