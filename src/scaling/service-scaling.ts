import { Duration, Token } from 'aws-cdk-lib';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import { Construct } from 'constructs';

/** How far and how eagerly the number of tasks follows a measure. */
export interface TrackUtilizationOptions {
  /** The average utilization to aim at, in percent of what the tasks reserve. */
  readonly targetPercent: number;

  /** The largest number of tasks. The same in every call on one service. */
  readonly maxCapacity: number;

  /**
   * The least number of tasks. The same in every call on one service.
   *
   * @default - the desired count of the service
   */
  readonly minCapacity?: number;

  /**
   * How long after stopping tasks the next may be stopped.
   *
   * @default Duration.minutes(5)
   */
  readonly scaleInCooldown?: Duration;

  /**
   * How long after starting tasks the next may be started.
   *
   * @default Duration.minutes(1)
   */
  readonly scaleOutCooldown?: Duration;
}

/** Properties of `ServiceScaling`. */
export interface ServiceScalingProps {
  /** The service whose desired count is scaled. */
  readonly ecsService: ecs.BaseService;

  /** The least number of tasks when a call names none. */
  readonly minCapacity: number;
}

/** Application Auto Scaling of a service. From the first call on, the scaler owns the desired count and the template leaves it out. */
export class ServiceScaling extends Construct {
  private target?: ecs.ScalableTaskCount;
  private bounds?: { readonly min: number; readonly max: number };

  constructor(scope: Construct, id: string, private readonly props: ServiceScalingProps) {
    super(scope, id);
  }

  /** Whether a scaler owns the desired count. */
  public get ownsDesiredCount(): boolean {
    return this.target !== undefined;
  }

  /**
   * Keeps the average CPU utilization of the tasks near a target.
   *
   * @config
   */
  public trackCpuUtilization(options: TrackUtilizationOptions): void {
    this.targetFor(options).scaleOnCpuUtilization('Cpu', tracking(options));
  }

  /**
   * Keeps the average memory utilization of the tasks near a target.
   *
   * @config
   */
  public trackMemoryUtilization(options: TrackUtilizationOptions): void {
    this.targetFor(options).scaleOnMemoryUtilization('Memory', tracking(options));
  }

  private targetFor(options: TrackUtilizationOptions): ecs.ScalableTaskCount {
    const bounds = { min: options.minCapacity ?? this.props.minCapacity, max: options.maxCapacity };
    checkTracking(options, bounds.min);
    if (this.bounds && (this.bounds.min !== bounds.min || this.bounds.max !== bounds.max)) {
      throw new Error(`\`minCapacity\` and \`maxCapacity\` must be the same in every call on ${this.node.path}, ` +
        `got ${this.bounds.min} to ${this.bounds.max} before and ${bounds.min} to ${bounds.max} now`);
    }
    this.bounds = bounds;
    return this.target ??= this.props.ecsService.autoScaleTaskCount({ minCapacity: bounds.min, maxCapacity: bounds.max });
  }
}

function tracking(options: TrackUtilizationOptions): ecs.CpuUtilizationScalingProps {
  return {
    targetUtilizationPercent: options.targetPercent,
    scaleInCooldown: options.scaleInCooldown ?? Duration.minutes(5),
    scaleOutCooldown: options.scaleOutCooldown ?? Duration.minutes(1),
  };
}

function checkTracking(options: TrackUtilizationOptions, min: number): void {
  const { targetPercent, maxCapacity } = options;
  if (!Token.isUnresolved(targetPercent) && !(targetPercent >= 1 && targetPercent <= 100)) {
    throw new Error(`\`targetPercent\` must be from 1 to 100, got ${targetPercent}`);
  }
  if (Token.isUnresolved(maxCapacity) || Token.isUnresolved(min)) return;
  if (!Number.isInteger(maxCapacity) || maxCapacity < Math.max(min, 1)) {
    throw new Error(`\`maxCapacity\` must be a whole number from ${Math.max(min, 1)} (\`minCapacity\`), got ${maxCapacity}`);
  }
}
