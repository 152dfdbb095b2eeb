import { Size, SizeRoundingBehavior, Stack } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { checkRequirements } from './check-requirements';
import { requiredArchitecture } from './required-architecture';
import { MANAGED_INSTANCES_STORAGE_GIB } from '../facts';
import { acknowledge } from '../validation/acknowledge';
import { acknowledgeWildcard } from '../validation/acknowledge-wildcard';

/** What the instances that ECS manages must be. */
export interface ManagedInstancesCapacityOptions {
  /**
   * What an instance type must have. ECS chooses, starts, patches and ends the instances.
   *
   * @default - ECS chooses the types that fit the tasks
   */
  readonly instanceRequirements?: ec2.InstanceRequirementsConfig;

  /**
   * The architecture of the CPU, which Dockerfiles are built for. It chooses no instance types: `instanceRequirements` do, and the
   * `runtimePlatform` of tasks.
   *
   * @default - the one of `instanceRequirements`, where only one meets them; otherwise each task says it in `runtimePlatform`
   */
  readonly architecture?: ec2.InstanceArchitecture;

  /**
   * Whether Spot Instances are used in place of On-Demand Instances.
   *
   * @default false
   */
  readonly spot?: boolean;

  /**
   * The subnets of the instances.
   *
   * @default - the private subnets of the cluster's VPC
   */
  readonly vpcSubnets?: ec2.SubnetSelection;

  /**
   * The size of the volume for images, logs and temporary files.
   *
   * @default Size.gibibytes(80)
   */
  readonly volumeSize?: Size;
}

/** Properties of `ManagedInstancesCapacity`. */
export interface ManagedInstancesCapacityProps extends ManagedInstancesCapacityOptions {
  /** The cluster the instances register with. */
  readonly cluster: ecs.Cluster;
}

/** Instances that ECS starts, patches and ends on its own: Amazon ECS Managed Instances. Made by `cluster.addManagedInstances()`. */
export class ManagedInstancesCapacity extends Construct implements ec2.IConnectable {
  /** The capacity provider of the CDK that this construct holds. */
  public readonly capacityProvider: ecs.ManagedInstancesCapacityProvider;

  /** The name services use to ask for this capacity. */
  public readonly capacityProviderName: string;

  /** The architecture of the instances, as far as it is known. */
  public readonly architecture?: ec2.InstanceArchitecture;

  /** The role ECS uses to start and end the instances. */
  public readonly infrastructureRole: iam.IRole;

  /** The role of the instances. Tasks do not get it. */
  public readonly instanceRole: iam.IRole;

  /** The network connections of the instances. */
  public readonly connections: ec2.Connections;

  constructor(scope: Construct, id: string, props: ManagedInstancesCapacityProps) {
    super(scope, id);
    checkVolume(props.volumeSize);
    if (props.instanceRequirements) checkRequirements(this, props.instanceRequirements);
    this.architecture = agreedArchitecture(props);
    const securityGroup = new ec2.SecurityGroup(this, 'SecurityGroup', {
      vpc: props.cluster.vpc, description: `Managed instances of ${this.node.path}`,
    });
    this.connections = new ec2.Connections({ securityGroups: [securityGroup] });
    this.instanceRole = new iam.Role(this, 'InstanceRole', { assumedBy: new iam.ServicePrincipal('ec2.amazonaws.com') });
    this.infrastructureRole = infrastructureRole(this);
    const policies = [instancePolicy(this, props.cluster, this.instanceRole), passPolicy(this, this.infrastructureRole, this.instanceRole)];
    const subnets = props.cluster.vpc.selectSubnets(props.vpcSubnets);
    this.capacityProvider = new ecs.ManagedInstancesCapacityProvider(this, 'Provider', {
      infrastructureRole: this.infrastructureRole,
      ec2InstanceProfile: new iam.InstanceProfile(this, 'InstanceProfile', { role: this.instanceRole }),
      subnets: subnets.subnets,
      securityGroups: [securityGroup],
      taskVolumeStorage: props.volumeSize,
      instanceRequirements: props.instanceRequirements,
      capacityOptionType: props.spot ? ecs.CapacityOptionType.SPOT : ecs.CapacityOptionType.ON_DEMAND,
      monitoring: ecs.InstanceMonitoring.DETAILED,
      propagateTags: ecs.PropagateManagedInstancesTags.CAPACITY_PROVIDER,
    });
    // ECS ends the instances when the provider is deleted, and needs the role with its policies for it.
    this.capacityProvider.node.addDependency(...policies, subnets.internetConnectivityEstablished);
    this.capacityProviderName = this.capacityProvider.capacityProviderName;
    props.cluster.addManagedInstancesCapacityProvider(this.capacityProvider);
  }
}

/** What the agent of a managed instance calls. It also sends system logs, which ECS reads when an instance fails. */
function instancePolicy(scope: Construct, cluster: ecs.ICluster, role: iam.IRole): iam.ManagedPolicy {
  const instances = Stack.of(scope).formatArn({ service: 'ecs', resource: 'container-instance', resourceName: `${cluster.clusterName}/*` });
  const policy = new iam.ManagedPolicy(scope, 'InstancePolicy', {
    roles: [role],
    statements: [
      new iam.PolicyStatement({ actions: ['ecs:DiscoverPollEndpoint'], resources: ['*'] }),
      new iam.PolicyStatement({
        actions: ['ecs:RegisterContainerInstance', 'ecs:SubmitAttachmentStateChanges', 'ecs:SubmitTaskStateChange'],
        resources: [cluster.clusterArn],
      }),
      new iam.PolicyStatement({
        actions: ['ecs:Poll', 'ecs:StartTelemetrySession', 'ecs:PutSystemLogEvents'],
        resources: [instances],
      }),
    ],
  });
  acknowledgeWildcard(policy, '*', 'ecs:DiscoverPollEndpoint has no resource-level permissions');
  acknowledgeWildcard(policy, instances, 'an instance gets its id when it registers; the statement is limited to one cluster');
  return policy;
}

function infrastructureRole(scope: Construct): iam.IRole {
  const role = new iam.Role(scope, 'InfrastructureRole', {
    assumedBy: new iam.ServicePrincipal('ecs.amazonaws.com'),
    managedPolicies: [iam.ManagedPolicy.fromAwsManagedPolicyName('AmazonECSInfrastructureRolePolicyForManagedInstances')],
  });
  acknowledge(
    role,
    'AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/AmazonECSInfrastructureRolePolicyForManagedInstances]',
    'ECS asks for this policy, and adds to it what new versions of Managed Instances call',
  );
  return role;
}

/** The policy of AWS passes only roles named ecsInstanceRole*; ours may be passed as well, so that it needs no fixed name. */
function passPolicy(scope: Construct, role: iam.IRole, instanceRole: iam.IRole): iam.ManagedPolicy {
  return new iam.ManagedPolicy(scope, 'PassInstanceRole', {
    roles: [role],
    statements: [new iam.PolicyStatement({
      actions: ['iam:PassRole'],
      resources: [instanceRole.roleArn],
      conditions: { StringEquals: { 'iam:PassedToService': 'ec2.amazonaws.com' } },
    })],
  });
}

function agreedArchitecture({ architecture, instanceRequirements }: ManagedInstancesCapacityOptions): ec2.InstanceArchitecture | undefined {
  const required = requiredArchitecture(instanceRequirements);
  if (architecture !== undefined && required !== undefined && architecture !== required) {
    throw new Error(`\`architecture\` must be the one of \`instanceRequirements\` (${required}), got ${architecture}`);
  }
  return architecture ?? required;
}

function checkVolume(size: Size | undefined): void {
  if (size === undefined || size.isUnresolved()) return;
  const { min, max } = MANAGED_INSTANCES_STORAGE_GIB;
  const gibibytes = size.toGibibytes({ rounding: SizeRoundingBehavior.NONE });
  if (!Number.isInteger(gibibytes) || gibibytes < min || gibibytes > max) {
    throw new Error(`\`volumeSize\` of Managed Instances must be from ${min} to ${max} GiB, in whole GiB, got ${gibibytes} GiB`);
  }
}
