import { Duration, Size } from 'aws-cdk-lib';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as ssm from 'aws-cdk-lib/aws-ssm';
import { ContainerOptions } from './container-options';
import { Cpu } from './cpu';

/** What a sidecar may be given. */
export interface SidecarOptions {
  /**
   * The image, for example one in a repository of your own.
   *
   * @default - the public image of AWS, at a fixed version
   */
  readonly image?: ecs.ContainerImage;

  /**
   * CPU of the sidecar.
   *
   * @default - 32 CPU units
   */
  readonly cpu?: Cpu;

  /**
   * Memory the sidecar may use.
   *
   * @default - 256 MiB
   */
  readonly memory?: Size;
}

/** A CloudWatch agent or a collector, with its configuration. */
export interface ConfiguredSidecarOptions extends SidecarOptions {
  /**
   * An SSM parameter with the configuration.
   *
   * @default - the configuration in the image
   */
  readonly configuration?: ssm.IParameter;
}

/** A container beside the container of the user: traces, metrics, logs. Extend it for one of your own. */
export abstract class Sidecar {
  /**
   * The X-Ray daemon. Processes send segments to UDP port 2000. AWS ends its support in February 2027; `openTelemetry` takes its place.
   *
   * @param options image and size
   */
  public static xray(options: SidecarOptions = {}): Sidecar {
    return new Preset('xray', 'public.ecr.aws/xray/aws-xray-daemon:3.3.12', options, XRAY, {
      user: '1337', portMappings: [{ containerPort: 2000, protocol: ecs.Protocol.UDP }],
    });
  }

  /**
   * The AWS Distro for OpenTelemetry. Processes send traces and metrics to ports 4317 (gRPC) and 4318 (HTTP).
   *
   * @param options image, size and configuration
   */
  public static openTelemetry(options: ConfiguredSidecarOptions = {}): Sidecar {
    return new Preset('otel', 'public.ecr.aws/aws-observability/aws-otel-collector:v0.49.0', options, XRAY, {
      command: options.configuration ? undefined : ['--config=/etc/ecs/ecs-default-config.yaml'],
      secrets: options.configuration && { AOT_CONFIG_CONTENT: ecs.Secret.fromSsmParameter(options.configuration) },
      portMappings: [{ containerPort: 4317 }, { containerPort: 4318 }],
    });
  }

  /**
   * The CloudWatch agent. Processes send StatsD metrics to UDP port 8125.
   *
   * @param options image, size and configuration
   */
  public static cloudWatchAgent(options: ConfiguredSidecarOptions = {}): Sidecar {
    return new Preset('cloudwatch-agent', 'public.ecr.aws/cloudwatch-agent/cloudwatch-agent:1.300062.0b1304', options, ['cloudwatch:PutMetricData'], {
      secrets: options.configuration && { CW_CONFIG_CONTENT: ecs.Secret.fromSsmParameter(options.configuration) },
      portMappings: [{ containerPort: 8125, protocol: ecs.Protocol.UDP }],
      writablePaths: ['/opt/aws/amazon-cloudwatch-agent/etc', '/opt/aws/amazon-cloudwatch-agent/var'],
    });
  }

  /** What the sidecar is. */
  public abstract bind(): SidecarConfig;
}

/** What a sidecar adds to a task. */
export interface SidecarConfig {
  /** The name of the container. */
  readonly containerName: string;

  /** The container. */
  readonly container: ContainerOptions;

  /**
   * What the task role must allow.
   *
   * @default - nothing
   */
  readonly statements?: iam.PolicyStatement[];
}

/** Neither X-Ray nor metrics have resources to name. */
const XRAY = [
  'xray:PutTraceSegments', 'xray:PutTelemetryRecords', 'xray:GetSamplingRules', 'xray:GetSamplingTargets', 'xray:GetSamplingStatisticSummaries',
];

class Preset extends Sidecar {
  constructor(
    private readonly name: string, private readonly publicImage: string, private readonly options: SidecarOptions,
    private readonly actions: string[], private readonly container: Omit<ContainerOptions, 'image'>,
  ) {
    super();
  }

  public bind(): SidecarConfig {
    return {
      containerName: this.name,
      container: {
        image: this.options.image ?? ecs.ContainerImage.fromRegistry(this.publicImage),
        cpu: this.options.cpu ?? Cpu.units(32),
        memory: this.options.memory ?? Size.mebibytes(256),
        // A lost sidecar must not stop the task that is served.
        essential: false,
        restart: true,
        restartAttemptPeriod: Duration.minutes(1),
        ...this.container,
      },
      statements: [new iam.PolicyStatement({ actions: this.actions, resources: ['*'] })],
    };
  }
}
