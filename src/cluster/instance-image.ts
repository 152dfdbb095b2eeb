import { Size } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import { Accelerator, InstanceHardware } from './accelerator';
import { AgentPlatform } from './agent-platform';

/** Which variant of an AMI family is used, and when it changes. */
export interface InstanceImageOptions {
  /**
   * The accelerator that the AMI has drivers for.
   *
   * @default - the one that the instance types have
   */
  readonly accelerator?: Accelerator;

  /**
   * Whether the AMI is looked up once and kept in `cdk.context.json`, instead of at each deployment.
   *
   * @default false
   */
  readonly cachedInContext?: boolean;
}

/** An AMI as `Ec2Capacity` needs to know it. */
export interface InstanceImageConfig {
  /** The AMI. */
  readonly machineImage: ec2.IMachineImage;

  /** How its agent is configured. */
  readonly platform: AgentPlatform;

  /** Its volumes: the device names, the one for images and containers last. */
  readonly deviceNames: string[];

  /** The least size of the volume for images and containers. */
  readonly leastVolumeSize: Size;

  /**
   * What users of the AMI should know.
   *
   * @default - nothing
   */
  readonly warning?: string;
}

/** The image of container instances. The variant follows from the instance types. */
export abstract class InstanceImage {
  /** The newest ECS-optimized Amazon Linux 2023. */
  public static amazonLinux2023(options: InstanceImageOptions = {}): InstanceImage {
    return new AmazonLinux(options, amazonLinux2023);
  }

  /** The newest ECS-optimized Amazon Linux 2. It reached its end of life on 30 June 2026. */
  public static amazonLinux2(options: InstanceImageOptions = {}): InstanceImage {
    return new AmazonLinux(options, ecs.EcsOptimizedImage.amazonLinux2,
      'Amazon Linux 2 reached its end of life on 30 June 2026 and gets no security updates; use InstanceImage.amazonLinux2023()');
  }

  /** The newest Bottlerocket for ECS. */
  public static bottlerocket(options: InstanceImageOptions = {}): InstanceImage {
    return new Bottlerocket(options);
  }

  /**
   * The newest ECS-optimized Windows Server.
   *
   * @param version the version of Windows Server; containers must be built for the same one
   */
  public static windows(version: ecs.WindowsOptimizedVersion, options: InstanceImageOptions = {}): InstanceImage {
    return new Windows(version, options);
  }

  /**
   * An AMI of your own, by a parameter of SSM Parameter Store that holds its id.
   *
   * @param parameterName the name of the parameter
   * @param platform how its agent is configured
   */
  public static ssmParameter(parameterName: string, platform: AgentPlatform = AgentPlatform.AMAZON_LINUX): InstanceImage {
    return new PinnedImage(ec2.MachineImage.fromSsmParameter(parameterName, { os: osOf(platform) }), platform);
  }

  /**
   * An AMI of your own, by its id. Ids differ between regions.
   *
   * @param amiIds the ids by region, for example `{ 'eu-west-1': 'ami-0123456789abcdef0' }`
   * @param platform how its agent is configured
   */
  public static amiIds(amiIds: Record<string, string>, platform: AgentPlatform = AgentPlatform.AMAZON_LINUX): InstanceImage {
    const machineImage = platform === AgentPlatform.WINDOWS ? ec2.MachineImage.genericWindows(amiIds) : ec2.MachineImage.genericLinux(amiIds);
    return new PinnedImage(machineImage, platform);
  }

  /**
   * The AMI for certain hardware.
   *
   * @param hardware what the instance types have in common; nothing when it is known only at deployment
   */
  public abstract bind(hardware?: InstanceHardware): InstanceImageConfig;
}

type LinuxImage = (hardwareType: ecs.AmiHardwareType, options: ecs.EcsOptimizedImageOptions) => ec2.IMachineImage;

/** Older releases of the CDK ask for the `inf` variant, which Amazon Linux 2023 has not: there it is called `neuron`. */
const amazonLinux2023: LinuxImage = (hardwareType, options) => hardwareType === ecs.AmiHardwareType.NEURON
  ? ec2.MachineImage.fromSsmParameter(NEURON_2023, { os: ec2.OperatingSystemType.LINUX, ...options })
  : ecs.EcsOptimizedImage.amazonLinux2023(hardwareType, options);

const NEURON_2023 = '/aws/service/ecs/optimized-ami/amazon-linux-2023/neuron/recommended/image_id';

class AmazonLinux extends InstanceImage {
  constructor(private readonly options: InstanceImageOptions, private readonly image: LinuxImage, private readonly warning?: string) {
    super();
  }

  public bind(hardware?: InstanceHardware): InstanceImageConfig {
    const known = agreed(hardware, this.options);
    return {
      machineImage: this.image.call(ecs.EcsOptimizedImage, variantOf(known), { cachedInContext: this.options.cachedInContext }),
      platform: AgentPlatform.AMAZON_LINUX,
      deviceNames: ['/dev/xvda'],
      leastVolumeSize: Size.gibibytes(30),
      warning: this.warning,
    };
  }
}

class Bottlerocket extends InstanceImage {
  constructor(private readonly options: InstanceImageOptions) {
    super();
  }

  public bind(hardware?: InstanceHardware): InstanceImageConfig {
    const known = agreed(hardware, this.options);
    if (known.accelerator === Accelerator.NEURON) throw new Error('Bottlerocket for ECS has no variant for neuron; use Amazon Linux 2023');
    return {
      machineImage: new ecs.BottleRocketImage({
        architecture: known.architecture,
        variant: known.accelerator === Accelerator.NVIDIA ? ecs.BottlerocketEcsVariant.AWS_ECS_2_NVIDIA : ecs.BottlerocketEcsVariant.AWS_ECS_2,
        cachedInContext: this.options.cachedInContext,
      }),
      platform: AgentPlatform.BOTTLEROCKET,
      // The operating system has a small volume of its own.
      deviceNames: ['/dev/xvda', '/dev/xvdb'],
      leastVolumeSize: Size.gibibytes(20),
    };
  }
}

class Windows extends InstanceImage {
  constructor(private readonly version: ecs.WindowsOptimizedVersion, private readonly options: InstanceImageOptions) {
    super();
  }

  public bind(hardware?: InstanceHardware): InstanceImageConfig {
    if (hardware?.architecture === ec2.InstanceArchitecture.ARM_64) {
      throw new Error('`instanceTypes` of Windows container instances must be x86_64, got arm64');
    }
    return {
      machineImage: ecs.EcsOptimizedImage.windows(this.version, { cachedInContext: this.options.cachedInContext }),
      platform: AgentPlatform.WINDOWS,
      deviceNames: ['/dev/sda1'],
      leastVolumeSize: Size.gibibytes(50),
    };
  }
}

class PinnedImage extends InstanceImage {
  constructor(private readonly machineImage: ec2.IMachineImage, private readonly platform: AgentPlatform) {
    super();
  }

  public bind(): InstanceImageConfig {
    return {
      machineImage: this.machineImage,
      platform: this.platform,
      deviceNames: DEVICES[this.platform],
      leastVolumeSize: Size.gibibytes(1),
    };
  }
}

const DEVICES: Readonly<Record<AgentPlatform, string[]>> = {
  [AgentPlatform.AMAZON_LINUX]: ['/dev/xvda'],
  [AgentPlatform.BOTTLEROCKET]: ['/dev/xvda', '/dev/xvdb'],
  [AgentPlatform.WINDOWS]: ['/dev/sda1'],
};

function osOf(platform: AgentPlatform): ec2.OperatingSystemType {
  return platform === AgentPlatform.WINDOWS ? ec2.OperatingSystemType.WINDOWS : ec2.OperatingSystemType.LINUX;
}

/** The hardware, with what the user says about the accelerator; the two must not contradict each other. */
function agreed(hardware: InstanceHardware | undefined, options: InstanceImageOptions): InstanceHardware {
  if (hardware === undefined) {
    throw new Error('`architecture` is needed when `instanceTypes` holds a token or `instanceRequirements` are given: the AMI depends on it');
  }
  if (options.accelerator !== undefined && options.accelerator !== hardware.accelerator) {
    throw new Error(`\`accelerator\` of the AMI must be the one of the instance types (${hardware.accelerator}), got ${options.accelerator}`);
  }
  return hardware;
}

function variantOf({ architecture, accelerator }: InstanceHardware): ecs.AmiHardwareType {
  const arm = architecture === ec2.InstanceArchitecture.ARM_64;
  if (accelerator === Accelerator.NONE) return arm ? ecs.AmiHardwareType.ARM : ecs.AmiHardwareType.STANDARD;
  if (arm) throw new Error(`Amazon Linux has no ECS-optimized AMI for ${accelerator} on arm64; use InstanceImage.bottlerocket() or an AMI of your own`);
  return accelerator === Accelerator.NVIDIA ? ecs.AmiHardwareType.GPU : ecs.AmiHardwareType.NEURON;
}
