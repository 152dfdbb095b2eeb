import { Duration, Names, Size, Stack, Token } from 'aws-cdk-lib';
import * as autoscaling from 'aws-cdk-lib/aws-autoscaling';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { InstanceHardware } from './accelerator';
import { agentUserData } from './agent-user-data';
import { checkEc2Capacity } from './check-ec2-capacity';
import { checkInstanceTypes } from './check-instance-types';
import { checkRequirements } from './check-requirements';
import { checkTrunking } from './check-trunking';
import { Ec2CapacityOptions, WarmPoolOptions } from './ec2-capacity-options';
import { EniTrunking } from './eni-trunking';
import { deleteByForce } from './forced-deletion';
import { acceleratorRequired, hardwareOf } from './instance-hardware';
import { InstanceImage, InstanceImageConfig } from './instance-image';
import { InstancePolicy } from './instance-policy';
import { renderRequirements } from './instance-requirements';
import { PurchaseOption } from './purchase-option';
import { ENI_TRUNKING_METADATA } from '../facts';
import { warn } from '../validation/warn';

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

  /** The architecture of the instances, as far as it is known. */
  public readonly architecture?: ec2.InstanceArchitecture;

  /** The role of the container instances. Tasks do not get it. */
  public readonly role: iam.IRole;

  /** The principal that grants go to: the role of the container instances. */
  public readonly grantPrincipal: iam.IPrincipal;

  /** The network connections of the container instances, which tasks in bridge and host mode share. */
  public readonly connections: ec2.Connections;

  private associated = false;

  constructor(scope: Construct, id: string, props: Ec2CapacityProps) {
    super(scope, id);
    checkEc2Capacity(props);
    checkInstanceTypes(this, props.instanceTypes ?? []);
    if (props.instanceRequirements) checkRequirements(this, props.instanceRequirements);
    checkOwner(this, props.cluster, () => this.associated);
    const role = new iam.Role(this, 'Role', { assumedBy: new iam.ServicePrincipal('ec2.amazonaws.com') });
    const policy = new InstancePolicy(this, 'Policy', {
      cluster: props.cluster, role, sessionManager: props.sessionManager ?? true,
    });
    const securityGroup = new ec2.SecurityGroup(this, 'SecurityGroup', {
      vpc: props.cluster.vpc,
      description: `Container instances of ${this.node.path}`,
    });
    this.architecture = hardware(props)?.architecture;
    this.role = role;
    this.grantPrincipal = role;
    this.connections = new ec2.Connections({ securityGroups: [securityGroup] });
    this.launchTemplate = this.newLaunchTemplate(props, role, securityGroup);
    props.capacityReservation?.applyTo(this.launchTemplate);
    this.autoScalingGroup = this.newAutoScalingGroup(props);
    // An instance that starts before its policy or its way to AWS exists cannot register. At the end it needs both to drain.
    this.autoScalingGroup.node.addDependency(policy, props.cluster.vpc.selectSubnets(props.vpcSubnets).internetConnectivityEstablished);
    if (props.eniTrunking) this.trunk(props.eniTrunking);
    this.capacityProvider = this.newCapacityProvider(props);
    if (props.forceDelete ?? props.managedTerminationProtection) deleteByForce(this, this.autoScalingGroup, this.capacityProvider);
    this.capacityProviderName = this.capacityProvider.ref;
    if (props.warmPool) addWarmPool(this.autoScalingGroup, props.warmPool);
  }

  /**
   * A CapacityAssociation lists this capacity.
   *
   * @internal
   */
  public _associated(): void {
    this.associated = true;
  }

  /** The preflight reads the metadata: the setting itself is in no template. */
  private trunk(eniTrunking: EniTrunking): void {
    const setting = eniTrunking.bind(this);
    if (setting) this.autoScalingGroup.node.addDependency(setting);
    (this.autoScalingGroup.node.defaultChild as autoscaling.CfnAutoScalingGroup).addMetadata(ENI_TRUNKING_METADATA, true);
  }

  private newLaunchTemplate(props: Ec2CapacityProps, role: iam.IRole, securityGroup: ec2.ISecurityGroup): ec2.LaunchTemplate {
    const image = (props.image ?? InstanceImage.amazonLinux2023()).bind(hardware(props));
    if (props.eniTrunking) checkTrunking(this, image.platform, props.instanceTypes ?? []);
    if (image.warning) warn(this, 'stowage:instance-image', image.warning);
    return new ec2.LaunchTemplate(this, 'LaunchTemplate', {
      instanceType: props.instanceTypes?.[0],
      machineImage: image.machineImage,
      role,
      securityGroup,
      userData: agentUserData(image.platform, {
        clusterName: props.cluster.clusterName, options: props.agent ?? {}, warmPool: props.warmPool !== undefined,
      }),
      httpTokens: ec2.LaunchTemplateHttpTokens.REQUIRED,
      // One hop keeps tasks in bridge mode away from the credentials of the instance.
      httpPutResponseHopLimit: 1,
      detailedMonitoring: true,
      blockDevices: volumes(image, props),
    });
  }

  private newAutoScalingGroup(props: Ec2CapacityProps): autoscaling.AutoScalingGroup {
    const spot = (props.purchaseOption ?? PurchaseOption.onDemand()).bind() !== undefined;
    return new autoscaling.AutoScalingGroup(this, 'AutoScalingGroup', {
      vpc: props.cluster.vpc,
      vpcSubnets: props.vpcSubnets,
      ...this.launchFrom(props),
      minCapacity: props.minCapacity ?? 0,
      maxCapacity: props.maxCapacity,
      newInstancesProtectedFromScaleIn: props.managedTerminationProtection ?? false,
      capacityRebalance: props.capacityRebalance ?? (spot ? true : undefined),
      notifications: props.notificationTopic && [{ topic: props.notificationTopic, scalingEvents: autoscaling.ScalingEvents.ALL }],
      updatePolicy: props.replaceInstances ? oneByOne(props) : undefined,
    });
  }

  /** One type bought On-Demand needs no mixed instances policy, and several checkers cannot look inside one. */
  private launchFrom(props: Ec2CapacityProps): Pick<autoscaling.AutoScalingGroupProps, 'launchTemplate' | 'mixedInstancesPolicy'> {
    const instancesDistribution = (props.purchaseOption ?? PurchaseOption.onDemand()).bind();
    if (props.instanceTypes?.length === 1 && instancesDistribution === undefined) return { launchTemplate: this.launchTemplate };
    return {
      mixedInstancesPolicy: {
        launchTemplate: this.launchTemplate,
        launchTemplateOverrides: props.instanceRequirements
          ? [{ instanceRequirements: renderRequirements(props.instanceRequirements) }]
          : props.instanceTypes?.map((instanceType) => ({ instanceType })),
        instancesDistribution,
      },
    };
  }

  private newCapacityProvider(props: Ec2CapacityProps): ecs.CfnCapacityProvider {
    return new ecs.CfnCapacityProvider(this, 'CapacityProvider', {
      name: reservedPrefix(Stack.of(this).stackName) ? `cp-${Names.uniqueResourceName(this, { maxLength: 200 })}` : undefined,
      autoScalingGroupProvider: {
        autoScalingGroupArn: this.autoScalingGroup.autoScalingGroupName,
        managedScaling: managedScaling(props),
        managedDraining: 'ENABLED',
        managedTerminationProtection: props.managedTerminationProtection ? 'ENABLED' : 'DISABLED',
      },
    });
  }
}

/** The construct of the CDK compares the sizes; those that are known at deployment only are written over what it renders. */
function addWarmPool(group: autoscaling.AutoScalingGroup, options: WarmPoolOptions): void {
  const { minSize, maxGroupPreparedCapacity } = options;
  const known = (size: number | undefined) => Token.isUnresolved(size) ? undefined : size;
  const pool = group.addWarmPool({ ...options, minSize: known(minSize), maxGroupPreparedCapacity: known(maxGroupPreparedCapacity) });
  const resource = pool.node.defaultChild as autoscaling.CfnWarmPool;
  if (Token.isUnresolved(minSize)) resource.minSize = minSize;
  if (Token.isUnresolved(maxGroupPreparedCapacity)) resource.maxGroupPreparedCapacity = maxGroupPreparedCapacity;
}

/** A provider that no list of the cluster names takes no task, and nobody would hear of it before tasks wait. */
function checkOwner(capacity: Ec2Capacity, cluster: ecs.ICluster, associated: () => boolean): void {
  if (!ecs.Cluster.isCluster(cluster)) return;
  const [own, its] = [Stack.of(capacity), Stack.of(cluster)];
  const cure = own === its ? 'make it with `cluster.addEc2Capacity()`'
    : `it is in ${own.node.path} and the cluster in ${its.node.path}, so list it in a \`CapacityAssociation\`, ` +
      'or make it with `cluster.addEc2Capacity()`; services in other stacks can use it either way';
  capacity.node.addValidation({
    validate: () => associated() || cluster.capacityProviderNames.includes(capacity.capacityProviderName) ? [] :
      [`${capacity.node.path} is no capacity of its cluster: ${cure}`],
  });
}

function hardware(props: Ec2CapacityProps): InstanceHardware | undefined {
  const named = props.instanceTypes && hardwareOf(props.instanceTypes);
  if (named === undefined) {
    return props.architecture && { architecture: props.architecture, accelerator: acceleratorRequired(props.instanceRequirements) };
  }
  if (props.architecture !== undefined && props.architecture !== named.architecture) {
    throw new Error(`\`architecture\` must be the one of the instance types (${named.architecture}), got ${props.architecture}`);
  }
  return named;
}

/** Every volume of the AMI is named, because a volume that is not named is not encrypted. */
function volumes(image: InstanceImageConfig, props: Ec2CapacityProps): ec2.BlockDevice[] {
  const least = image.leastVolumeSize.toGibibytes();
  const size = props.volumeSize?.toGibibytes() ?? Math.max(least, 30);
  if (!Token.isUnresolved(size) && size < least) {
    throw new Error(`\`volumeSize\` must be at least ${least} GiB for this AMI, got ${size} GiB`);
  }
  const encrypted = { encrypted: true, kmsKey: props.volumeKey, volumeType: ec2.EbsDeviceVolumeType.GP3 };
  return image.deviceNames.map((deviceName, index) => ({
    deviceName,
    volume: ec2.BlockDeviceVolume.ebs(index === image.deviceNames.length - 1 ? size : OS_VOLUME.toGibibytes(), encrypted),
  }));
}

/** The volume of Bottlerocket that holds the operating system alone. */
const OS_VOLUME = Size.gibibytes(8);

/** Managed draining holds each instance back until its tasks have moved, however fast the group goes on. */
function oneByOne(props: Ec2CapacityProps): autoscaling.UpdatePolicy {
  const min = props.minCapacity ?? 0;
  const known = !Token.isUnresolved(min) && !Token.isUnresolved(props.maxCapacity);
  return autoscaling.UpdatePolicy.rollingUpdate({
    maxBatchSize: 1,
    minInstancesInService: known ? Math.max(0, Math.min(min, props.maxCapacity - 1)) : 0,
    pauseTime: Duration.minutes(5),
    waitOnResourceSignals: false,
  });
}

function managedScaling(props: Ec2CapacityProps): ecs.CfnCapacityProvider.ManagedScalingProperty {
  if (props.managedScaling === false) return { status: 'DISABLED' };
  return {
    status: 'ENABLED',
    targetCapacity: props.targetCapacityPercent ?? 100,
    minimumScalingStepSize: props.minimumScalingStepSize,
    maximumScalingStepSize: props.maximumScalingStepSize,
    instanceWarmupPeriod: props.instanceWarmup?.toSeconds(),
  };
}

/** CloudFormation begins generated names with the stack name, and ECS refuses capacity providers that begin with these words. */
function reservedPrefix(stackName: string): boolean {
  return !Token.isUnresolved(stackName) && /^(aws|ecs|fargate)/i.test(stackName);
}
