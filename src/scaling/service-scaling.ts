import { Duration, Token } from 'aws-cdk-lib';
import * as appscaling from 'aws-cdk-lib/aws-applicationautoscaling';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as elbv2 from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { addQueueWakeUp, trackBacklogPerTask } from './backlog';
import { checkScalable } from './check-scalable';
import { FollowedMeasures } from './followed-measures';
import { setInitialCount } from './initial-count';
import { followForecast } from './predictive';
import { checkBounds, checkCount } from './scaling-bounds';
import {
  PredictedMeasure, PredictiveScalingOptions, ScalingBounds, ScalingCount, ScalingScheduleOptions, ScalingStepOptions, SuspendOptions,
  TrackBacklogOptions, TrackingOptions, TrackMetricOptions, TrackRequestsOptions, TrackResponseTimeOptions, TrackUtilizationOptions,
} from './scaling-options';
import { isExpression, trackExpression } from './track-expression';

const EACH_MINUTE = { period: Duration.minutes(1), statistic: 'Sum' };

/** Properties of `ServiceScaling`. */
export interface ServiceScalingProps {
  /** The service whose desired count is scaled. */
  readonly ecsService: ecs.BaseService;

  /** The least number of tasks when neither `count` nor a call names one. */
  readonly minCapacity: number;

  /**
   * Between how many tasks the service scales, and with how many it begins. With it the scaler owns the desired count from the start.
   *
   * @default - the first call says it
   */
  readonly count?: ScalingCount;
}

/** Application Auto Scaling of a service. From the first call on, the scaler owns the desired count and the template leaves it out. */
export class ServiceScaling extends Construct {
  private target?: ecs.ScalableTaskCount;
  private bounds?: { readonly min: number; readonly max: number };
  private targetGroups: readonly elbv2.ApplicationTargetGroup[] = [];
  private backlogOf?: sqs.IQueue;
  private mayBeNone = false;
  private readonly followed: FollowedMeasures;

  constructor(scope: Construct, id: string, private readonly props: ServiceScalingProps) {
    super(scope, id);
    checkScalable(props.ecsService);
    this.followed = new FollowedMeasures(this.node.path);
    if (props.count) this.begin(props.count);
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
    checkPercent(options.targetPercent);
    this.followed.claim('trackCpuUtilization', this.props.ecsService.metricCpuUtilization());
    this.targetFor(options).scaleOnCpuUtilization('Cpu', { targetUtilizationPercent: options.targetPercent, ...tracking(options) });
  }

  /**
   * Keeps the average memory utilization of the tasks near a target.
   *
   * @config
   */
  public trackMemoryUtilization(options: TrackUtilizationOptions): void {
    checkPercent(options.targetPercent);
    this.followed.claim('trackMemoryUtilization', this.props.ecsService.metricMemoryUtilization());
    this.targetFor(options).scaleOnMemoryUtilization('Memory', { targetUtilizationPercent: options.targetPercent, ...tracking(options) });
  }

  /**
   * Keeps the requests that each task gets in a minute near a target. For services behind an Application Load Balancer.
   *
   * @config
   */
  public trackRequests(options: TrackRequestsOptions): void {
    checkPositive('requestsPerTask', options.requestsPerTask);
    const [targetGroup, alternate] = this.balanced('trackRequests');
    const perTarget = targetGroup.metrics.requestCountPerTarget(EACH_MINUTE);
    this.followed.claim('trackRequests', perTarget);
    if (alternate) {
      // The two groups swap places with every deployment, and the predefined measure knows one of them.
      const inBoth = { here: perTarget, there: alternate.metrics.requestCountPerTarget(EACH_MINUTE) };
      const metric = new cloudwatch.MathExpression({ label: 'Requests per task', expression: 'FILL(here, 0) + FILL(there, 0)', usingMetrics: inBoth });
      this.track('Requests', metric, options.requestsPerTask, options);
    } else {
      this.targetFor(options).scaleOnRequestCount('Requests', { requestsPerTarget: options.requestsPerTask, targetGroup, ...tracking(options) });
    }
  }

  /**
   * Keeps the average time to an answer near a target. For services behind an Application Load Balancer.
   *
   * More tasks help only while the tasks themselves are what is slow.
   *
   * @config
   */
  public trackResponseTime(options: TrackResponseTimeOptions): void {
    // A token cannot be divided: it is taken as the seconds that it says.
    const seconds = options.target.isUnresolved() ? options.target.toSeconds() : options.target.toMilliseconds() / 1000;
    checkPositive('target', seconds);
    const [here, there] = this.balanced('trackResponseTime').map(({ metrics }) => metrics.targetResponseTime({ period: Duration.minutes(1) }));
    this.followed.claim('trackResponseTime', here);
    const metric = there
      ? new cloudwatch.MathExpression({ label: 'Time to an answer', expression: 'MAX([FILL(here, 0), FILL(there, 0)])', usingMetrics: { here, there } })
      : here;
    this.track('ResponseTime', metric, seconds, options);
  }

  /**
   * Keeps the number of messages that wait for each running task near a target.
   *
   * With a least number of 0, the last task stops when nothing waits, and the first starts within a minute of a message.
   *
   * @config
   */
  public trackBacklog(options: TrackBacklogOptions): void {
    checkPositive('messagesPerTask', options.messagesPerTask);
    this.followed.claim('trackBacklog', options.queue.metricApproximateNumberOfMessagesVisible());
    trackBacklogPerTask(this.targetFor(options), this.props.ecsService, { ...options, ...tracking(options) });
    this.backlogOf = options.queue;
    this.wakeUp(this.bounds?.min);
  }

  /**
   * Keeps any measure near a target, also one that is computed from others.
   *
   * @param id tells several measures of one service apart
   * @config
   */
  public trackMetric(id: string, options: TrackMetricOptions): void {
    this.followed.claim(id, options.metric);
    this.track(id, options.metric, options.target, options);
  }

  /**
   * Starts or stops as many tasks as the range says in which a measure is.
   *
   * @param id tells several measures of one service apart
   * @config
   */
  public addSteps(id: string, options: ScalingStepOptions): void {
    this.followed.claim(id, options.metric);
    this.targetFor(options).scaleOnMetric(id, { metric: options.metric, scalingSteps: options.steps, cooldown: options.cooldown });
  }

  /**
   * Changes the least and the largest number of tasks at a time.
   *
   * @param id tells several schedules of one service apart
   * @config
   */
  public addSchedule(id: string, options: ScalingScheduleOptions): void {
    const { newMin, newMax, schedule, timeZone } = options;
    if (newMin === undefined && newMax === undefined) throw new Error('a schedule needs `newMin` or `newMax`, got neither');
    this.targetFor(options).scaleOnSchedule(id, { schedule, timeZone, minCapacity: newMin, maxCapacity: newMax });
    this.wakeUp(newMin);
  }

  /**
   * Starts tasks ahead of the load that past days and weeks foretell. It never stops tasks; a tracked measure beside it does.
   *
   * @config
   */
  public followForecast(options: PredictiveScalingOptions): void {
    const [targetGroup, alternate] = options.measure === PredictedMeasure.REQUESTS ? this.balanced('followForecast') : [];
    if (alternate) throw new Error('`measure` of a forecast must not be REQUESTS when deployments move traffic: it knows one of the two target groups');
    followForecast(this.targetFor(options), options, targetGroup);
  }

  /**
   * Holds the scaling back, for example while a fault is looked into. Policies and schedules stay, and act again when this call is gone.
   *
   * @config
   */
  public suspend(options: SuspendOptions = {}): void {
    if (!this.target) throw new Error(`\`suspend\` needs something to hold back: say \`count\` or what ${this.node.path} follows before`);
    const resource = this.target.node.findChild('Target').node.defaultChild as appscaling.CfnScalableTarget;
    resource.suspendedState = {
      dynamicScalingInSuspended: options.scaleIn ?? true,
      dynamicScalingOutSuspended: options.scaleOut ?? true,
      scheduledScalingSuspended: options.schedules ?? true,
    };
  }

  /**
   * Names the target group whose requests and answers count. Services behind a load balancer do this themselves.
   *
   * @param targetGroup the tasks, as the load balancer sees them
   * @param alternate the group that takes its place with every other deployment, when deployments move traffic
   * @config
   */
  public answerFor(targetGroup: elbv2.ApplicationTargetGroup, alternate?: elbv2.ApplicationTargetGroup): void {
    this.targetGroups = alternate ? [targetGroup, alternate] : [targetGroup];
  }

  /** Lets the first message start a task, once the number of tasks may fall to none. */
  private wakeUp(min: number | undefined): void {
    this.mayBeNone ||= min !== undefined && (min === 0 || Token.isUnresolved(min));
    if (!this.target || !this.backlogOf || !this.mayBeNone || this.target.node.tryFindChild('WakeUp')) return;
    addQueueWakeUp(this.target, this.backlogOf, this.props.ecsService);
  }

  private balanced(method: string): readonly elbv2.ApplicationTargetGroup[] {
    if (this.targetGroups.length > 0) return this.targetGroups;
    throw new Error(`\`${method}\` needs a load balancer, which ${this.node.path} has none of`);
  }

  private track(id: string, metric: cloudwatch.IMetric, targetValue: number, options: TrackingOptions): void {
    const target = this.targetFor(options);
    if (isExpression(metric)) trackExpression(target, id, metric, targetValue, tracking(options));
    else target.scaleToTrackCustomMetric(id, { metric, targetValue, ...tracking(options) });
  }

  private begin(count: ScalingCount): void {
    checkCount(count);
    const target = this.targetFor({ minCapacity: count.min, maxCapacity: count.max });
    if (count.initial !== undefined && count.initial !== count.min) setInitialCount(target, this.props.ecsService, count.initial);
  }

  private targetFor(options: ScalingBounds): ecs.ScalableTaskCount {
    const max = options.maxCapacity ?? this.bounds?.max;
    if (max === undefined) throw new Error(`\`maxCapacity\` must be given: neither \`count\` nor an earlier call says how far ${this.node.path} goes`);
    const bounds = { min: options.minCapacity ?? this.bounds?.min ?? this.props.minCapacity, max };
    checkBounds(bounds.min, bounds.max);
    if (this.bounds && (this.bounds.min !== bounds.min || this.bounds.max !== bounds.max)) {
      throw new Error(`\`minCapacity\` and \`maxCapacity\` must be the same in every call on ${this.node.path}, ` +
        `got ${this.bounds.min} to ${this.bounds.max} before and ${bounds.min} to ${bounds.max} now`);
    }
    this.bounds = bounds;
    return this.target ??= this.props.ecsService.autoScaleTaskCount({ minCapacity: bounds.min, maxCapacity: bounds.max });
  }
}

function tracking(options: TrackingOptions) {
  return {
    scaleInCooldown: options.scaleInCooldown ?? Duration.minutes(5),
    scaleOutCooldown: options.scaleOutCooldown ?? Duration.minutes(1),
    disableScaleIn: options.disableScaleIn,
  };
}

function checkPercent(targetPercent: number): void {
  if (!Token.isUnresolved(targetPercent) && !(targetPercent >= 1 && targetPercent <= 100)) {
    throw new Error(`\`targetPercent\` must be from 1 to 100, got ${targetPercent}`);
  }
}

function checkPositive(prop: string, value: number): void {
  if (!Token.isUnresolved(value) && !(value > 0)) throw new Error(`\`${prop}\` must be above 0, got ${value}`);
}
