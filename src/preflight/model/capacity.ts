import type { GroupSettings } from './group-settings';
import type { InstanceRequirements } from './instance-requirements';
import type { Known } from './known';
import type { LaunchHardware } from './launch-hardware';
import type { Subject } from './subject';

/** Where tasks of a cluster can run, besides Fargate. */
export type Capacity = InstanceGroup | ManagedInstances;

/** Container instances made by one Auto Scaling group (or by one `AWS::EC2::Instance`). */
export interface InstanceGroup extends GroupSettings, LaunchHardware {
  readonly kind: 'instance-group';
  readonly id: string;
  readonly subject: Subject;
  /** True for one `AWS::EC2::Instance`, which has no size to change. */
  readonly isSingleInstance?: boolean;
  /** Id of the cluster that the instances register with. */
  readonly cluster: Known<string>;
  /** Capacity provider over the group; undefined when there is none. */
  readonly provider?: CapacityProvider;
  /** Other capacity providers over the same group, of which ECS takes none. */
  readonly moreProviders?: readonly CapacityProvider[];
  readonly instanceTypes: Known<readonly string[]>;
  readonly minSize: Known<number>;
  readonly maxSize: Known<number>;
  /** Absent in the template means the minimum, which is what Auto Scaling starts with. */
  readonly desiredCapacity: Known<number>;
  /** Names of the Availability Zones; placeholders such as `zone-1` where the template has only positions. */
  readonly zones: Known<readonly string[]>;
  readonly subnets: Known<readonly string[]>;
  readonly vpc: Known<string>;
  readonly ami: Ami;
  readonly agent: AgentConfig;
  readonly purchase: Known<Purchase>;
  /** Size of the root volume in GiB. */
  readonly rootVolumeGiB: Known<number>;
  readonly protectedFromScaleIn: Known<boolean>;
  readonly securityGroups: Known<readonly string[]>;
  readonly instanceRole: Known<string>;
  /** True when the group has scaling policies of its own, so that its size does not follow the tasks alone. */
  readonly hasOwnScaling?: boolean;
}

export interface CapacityProvider {
  readonly id: string;
  readonly subject: Subject;
  readonly name: Known<string>;
  readonly managedScaling: Known<boolean>;
  /** Percent, 1 to 100. */
  readonly targetCapacity: Known<number>;
  readonly minimumScalingStepSize: Known<number>;
  readonly maximumScalingStepSize: Known<number>;
  readonly managedTerminationProtection: Known<boolean>;
  readonly managedDraining: Known<boolean>;
  readonly instanceWarmupSeconds?: Known<number>;
}

export type OsFamily = 'amazon-linux-2023' | 'amazon-linux-2' | 'bottlerocket' | 'windows' | 'linux-other';

export interface Ami {
  readonly os: Known<OsFamily>;
  readonly architecture: Known<'x86_64' | 'arm64'>;
  /** `gpu` and `neuron` variants carry drivers. */
  readonly variant: Known<'standard' | 'gpu' | 'neuron'>;
  readonly ecsOptimized: Known<boolean>;
  /** The SSM parameter or the image id that the template names. */
  readonly source: Known<string>;
}

/** What user data tells the ECS agent. */
export interface AgentConfig {
  readonly reservedMemoryMiB: Known<number>;
  readonly attributes: Known<Readonly<Record<string, string>>>;
  /** Replaces the agent's default list of reserved TCP ports when present. */
  readonly reservedTcpPorts?: Known<readonly number[]>;
  readonly reservedUdpPorts?: Known<readonly number[]>;
  readonly loggingDrivers: Known<readonly string[]>;
  readonly gpuSupport: Known<boolean>;
  readonly spotDraining: Known<boolean>;
  readonly awsvpcBlockImds: Known<boolean>;
  /** `linux`, `bottlerocket` or `windows`; undefined without user data that could be read. */
  readonly userDataKind?: 'linux' | 'bottlerocket' | 'windows';
  /** User data as it was decoded, pieces that the deployment fills in as `${name}`. */
  readonly userData?: Known<string>;
  /** Every `ECS_*` setting found, as text. */
  readonly settings: Readonly<Record<string, Known<string>>>;
}

export interface Purchase {
  readonly kind: 'on-demand' | 'spot' | 'mixed';
  readonly onDemandBase?: number;
  readonly onDemandPercentageAboveBase?: number;
}

export interface ManagedInstances {
  readonly kind: 'managed-instances';
  readonly id: string;
  readonly subject: Subject;
  readonly cluster: Known<string>;
  readonly name: Known<string>;
  readonly allowedInstanceTypes: Known<readonly string[]>;
  readonly minVcpu: Known<number>;
  readonly maxVcpu: Known<number>;
  readonly minMemoryMiB: Known<number>;
  readonly maxMemoryMiB: Known<number>;
  readonly subnets: Known<readonly string[]>;
  readonly zones: Known<readonly string[]>;
  readonly requirements?: InstanceRequirements;
  readonly securityGroups?: Known<readonly Known<string>[]>;
  readonly infrastructureRole?: Known<string>;
  readonly instanceProfile?: Known<string>;
  readonly instanceRole?: Known<string>;
  /** `ON_DEMAND`, `SPOT` or `RESERVED`. */
  readonly capacityOption?: Known<string>;
  readonly storageGiB?: Known<number>;
  readonly reservationPreference?: Known<string>;
  readonly reservationGroup?: Known<string>;
  readonly usesLocalStorage?: Known<boolean>;
  /** Whether ECS replaces instances that are impaired; undefined when the template does not say. */
  readonly repairs?: Known<boolean>;
  readonly detailedMonitoring?: Known<string>;
  readonly propagateTags?: Known<string>;
  readonly scaleInAfterSeconds?: Known<number>;
}
