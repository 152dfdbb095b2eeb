import { Names, Size, Stack, Token } from 'aws-cdk-lib';
import * as autoscaling from 'aws-cdk-lib/aws-autoscaling';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import { agentUserData } from './agent-user-data';
import { checkEc2Capacity } from './check-ec2-capacity';
import { architectureOf } from './instance-architecture';
import { InstancePolicy } from './instance-policy';
import { PurchaseOption } from './purchase-option';

/** What the container instances are, and how many there may be. */
export interface Ec2CapacityOptions {
  /** The instance types the container instances may have, best first. The architecture of the AMI follows from them. */
  readonly instanceTypes: ec2.InstanceType[];

  /**
   * How the instances are bought.
   *
   * @default PurchaseOption.onDemand()
   */
  readonly purchaseOption?: PurchaseOption;

  /**
   * The least number of container instances.
   *
   * @default 0
   */
  readonly minCapacity?: number;

  /** The largest number of container instances. ECS starts and stops instances between the two numbers as tasks ask for room. */
  readonly maxCapacity: number;

  /**
   * The image of the container instances.
   *
   * @default - the newest ECS-optimized Amazon Linux 2023 AMI for the architecture of the instance type
   */
  readonly machineImage?: ec2.IMachineImage;

  /**
   * The subnets of the container instances.
   *
   * @default - the private subnets of the cluster's VPC
   */
  readonly vpcSubnets?: ec2.SubnetSelection;

  /**
   * The size of the root volume, a whole number of GiB. Images and container layers are stored on it.
   *
   * @default Size.gibibytes(30)
   */
  readonly rootVolumeSize?: Size;

  /**
   * The key that encrypts the root volume.
   *
   * @default - the key that EBS keeps for the account
   */
  readonly rootVolumeKey?: kms.IKey;

  /**
   * How much of the group ECS aims to keep in use, in percent. Below 100 there is room to spare for the next task.
   *
   * @default 100
   */
  readonly targetCapacityPercent?: number;

  /**
   * Whether ECS protects instances that run tasks from scale-in, so that it ends empty instances first.
   *
   * Deleting a group with protected instances waits until someone lifts the protection, so `cdk destroy` hangs. Without
   * it tasks are still moved away before their instance ends, by managed draining.
   *
   * @default false
   */
  readonly managedTerminationProtection?: boolean;

  /**
   * Whether a shell can be opened through Session Manager. There is no SSH key in either case.
   *
   * @default true
   */
  readonly sessionManager?: boolean;
}

/** Properties of `Ec2Capacity`. */
export interface Ec2CapacityProps extends Ec2CapacityOptions {
  /** The cluster the container instances register with. */
  readonly cluster: ecs.ICluster;
}

/** Container instances of a cluster: an Auto Scaling group behind a capacity provider. Made by `cluster.addEc2Capacity()`. */
export class Ec2Capacity extends Construct implements ec2.IConnectable, iam.IGrantable {
  /** The Auto Scaling group of the container instances. */
  public readonly autoScalingGroup: autoscaling.AutoScalingGroup;

  /** The launch template of the container instances. */
  public readonly launchTemplate: ec2.LaunchTemplate;

  /** The capacity provider that scales the group. */
  public readonly capacityProvider: ecs.CfnCapacityProvider;

  /** The name services use to ask for this capacity. */
  public readonly capacityProviderName: string;

  /** The role of the container instances. Tasks do not get it. */
  public readonly role: iam.IRole;

  /** The principal that grants go to: the role of the container instances. */
  public readonly grantPrincipal: iam.IPrincipal;

  /** The network connections of the container instances, which tasks in bridge and host mode share. */
  public readonly connections: ec2.Connections;

  constructor(scope: Construct, id: string, props: Ec2CapacityProps) {
    super(scope, id);
    checkEc2Capacity(props);
    const role = new iam.Role(this, 'Role', { assumedBy: new iam.ServicePrincipal('ec2.amazonaws.com') });
    const policy = new InstancePolicy(this, 'Policy', {
      cluster: props.cluster, role, sessionManager: props.sessionManager ?? true,
    });
    const securityGroup = new ec2.SecurityGroup(this, 'SecurityGroup', {
      vpc: props.cluster.vpc,
      description: `Container instances of ${this.node.path}`,
    });
    this.role = role;
    this.grantPrincipal = role;
    this.connections = new ec2.Connections({ securityGroups: [securityGroup] });
    this.launchTemplate = this.newLaunchTemplate(props, role, securityGroup);
    this.autoScalingGroup = this.newAutoScalingGroup(props);
    // An instance that starts before its policy exists cannot register, and its agent gives up.
    this.autoScalingGroup.node.addDependency(policy);
    this.capacityProvider = this.newCapacityProvider(props);
    this.capacityProviderName = this.capacityProvider.ref;
  }

  private newLaunchTemplate(props: Ec2CapacityProps, role: iam.IRole, securityGroup: ec2.ISecurityGroup): ec2.LaunchTemplate {
    return new ec2.LaunchTemplate(this, 'LaunchTemplate', {
      instanceType: props.instanceTypes[0],
      machineImage: props.machineImage ?? ecsOptimizedImage(props.instanceTypes),
      role,
      securityGroup,
      userData: agentUserData(props.cluster.clusterName),
      httpTokens: ec2.LaunchTemplateHttpTokens.REQUIRED,
      // One hop keeps tasks in bridge mode away from the credentials of the instance.
      httpPutResponseHopLimit: 1,
      detailedMonitoring: true,
      blockDevices: [{
        deviceName: '/dev/xvda',
        volume: ec2.BlockDeviceVolume.ebs((props.rootVolumeSize ?? Size.gibibytes(30)).toGibibytes(), {
          encrypted: true, kmsKey: props.rootVolumeKey, volumeType: ec2.EbsDeviceVolumeType.GP3,
        }),
      }],
    });
  }

  private newAutoScalingGroup(props: Ec2CapacityProps): autoscaling.AutoScalingGroup {
    return new autoscaling.AutoScalingGroup(this, 'AutoScalingGroup', {
      vpc: props.cluster.vpc,
      vpcSubnets: props.vpcSubnets,
      ...this.launchFrom(props),
      minCapacity: props.minCapacity ?? 0,
      maxCapacity: props.maxCapacity,
      newInstancesProtectedFromScaleIn: props.managedTerminationProtection ?? false,
    });
  }

  /** One type bought On-Demand needs no mixed instances policy, and several checkers cannot look inside one. */
  private launchFrom(props: Ec2CapacityProps): Pick<autoscaling.AutoScalingGroupProps, 'launchTemplate' | 'mixedInstancesPolicy'> {
    const instancesDistribution = (props.purchaseOption ?? PurchaseOption.onDemand()).bind();
    if (props.instanceTypes.length === 1 && instancesDistribution === undefined) return { launchTemplate: this.launchTemplate };
    return {
      mixedInstancesPolicy: {
        launchTemplate: this.launchTemplate,
        launchTemplateOverrides: props.instanceTypes.map((instanceType) => ({ instanceType })),
        instancesDistribution,
      },
    };
  }

  private newCapacityProvider(props: Ec2CapacityProps): ecs.CfnCapacityProvider {
    return new ecs.CfnCapacityProvider(this, 'CapacityProvider', {
      name: reservedPrefix(Stack.of(this).stackName) ? `cp-${Names.uniqueResourceName(this, { maxLength: 200 })}` : undefined,
      autoScalingGroupProvider: {
        autoScalingGroupArn: this.autoScalingGroup.autoScalingGroupName,
        managedScaling: { status: 'ENABLED', targetCapacity: props.targetCapacityPercent ?? 100 },
        managedDraining: 'ENABLED',
        managedTerminationProtection: props.managedTerminationProtection ? 'ENABLED' : 'DISABLED',
      },
    });
  }
}

function ecsOptimizedImage(instanceTypes: ec2.InstanceType[]): ec2.IMachineImage {
  const arm = architectureOf(instanceTypes) === ec2.InstanceArchitecture.ARM_64;
  return ecs.EcsOptimizedImage.amazonLinux2023(arm ? ecs.AmiHardwareType.ARM : ecs.AmiHardwareType.STANDARD);
}

/** CloudFormation begins generated names with the stack name, and ECS refuses capacity providers that begin with these words. */
function reservedPrefix(stackName: string): boolean {
  return !Token.isUnresolved(stackName) && /^(aws|ecs|fargate)/i.test(stackName);
}
