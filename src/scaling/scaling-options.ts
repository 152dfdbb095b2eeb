import { Duration, TimeZone } from 'aws-cdk-lib';
import * as appscaling from 'aws-cdk-lib/aws-applicationautoscaling';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as sqs from 'aws-cdk-lib/aws-sqs';

/** Between how many tasks a service scales, and with how many it begins. */
export interface ScalingCount {
  /** The least number of tasks. */
  readonly min: number;

  /** The largest number of tasks. */
  readonly max: number;

  /**
   * The number of tasks right after the stack has made the service, from `min` to `max`. It is said once; no later deployment
   * repeats it. Above `min` it takes a function of the CDK, which runs once.
   *
   * @default - `min`
   */
  readonly initial?: number;
}

/** Between how many tasks a service scales. */
export interface ScalingBounds {
  /**
   * The largest number of tasks. The same in every call on one service.
   *
   * @default - that of `count` of the service, or of the call before; one of the three is needed
   */
  readonly maxCapacity?: number;

  /**
   * The least number of tasks. The same in every call on one service.
   *
   * @default - that of `count` of the service, or of the call before, or the desired count of the service
   */
  readonly minCapacity?: number;
}

/** How far and how eagerly the number of tasks follows a measure. */
export interface TrackingOptions extends ScalingBounds {
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

  /**
   * Whether tasks are only ever started for this measure, never stopped.
   *
   * @default false
   */
  readonly disableScaleIn?: boolean;
}

/** How the number of tasks follows a utilization. */
export interface TrackUtilizationOptions extends TrackingOptions {
  /** The average utilization to aim at, in percent of what the tasks reserve. */
  readonly targetPercent: number;
}

/** How the number of tasks follows the requests. */
export interface TrackRequestsOptions extends TrackingOptions {
  /** How many requests a task should get in a minute. */
  readonly requestsPerTask: number;
}

/** How the number of tasks follows the time to an answer. */
export interface TrackResponseTimeOptions extends TrackingOptions {
  /** The average time to aim at, from the load balancer to the task and back. */
  readonly target: Duration;
}

/** How the number of tasks follows the messages that wait. */
export interface TrackBacklogOptions extends TrackingOptions {
  /** The queue. */
  readonly queue: sqs.IQueue;

  /** How many messages may wait for each running task: the longest wait you accept, divided by the time one message takes. */
  readonly messagesPerTask: number;
}

/** How the number of tasks follows any measure. */
export interface TrackMetricOptions extends TrackingOptions {
  /** The measure. It must fall when there are more tasks. */
  readonly metric: cloudwatch.IMetric;

  /** The value to aim at. */
  readonly target: number;
}

/** By how many tasks a measure changes the number of tasks. */
export interface ScalingStepOptions extends ScalingBounds {
  /** The measure. */
  readonly metric: cloudwatch.IMetric;

  /** Ranges of the measure, and by how many tasks each changes the number. */
  readonly steps: appscaling.ScalingInterval[];

  /**
   * How long after a change the next may come.
   *
   * @default - none
   */
  readonly cooldown?: Duration;
}

/** How the bounds change with the clock. */
export interface ScalingScheduleOptions extends ScalingBounds {
  /** When. */
  readonly schedule: appscaling.Schedule;

  /**
   * The clock the schedule is read by.
   *
   * @default TimeZone.ETC_UTC
   */
  readonly timeZone?: TimeZone;

  /**
   * The least number of tasks from then on. At least one of `newMin` and `newMax` is needed.
   *
   * @default - stays as it is
   */
  readonly newMin?: number;

  /**
   * The largest number of tasks from then on.
   *
   * @default - stays as it is
   */
  readonly newMax?: number;
}

/** The measure whose pattern over days and weeks is learned. */
export enum PredictedMeasure {
  /** CPU utilization of the tasks, in percent. */
  CPU_UTILIZATION = 'ECSServiceCPUUtilization',

  /** Memory utilization of the tasks, in percent. */
  MEMORY_UTILIZATION = 'ECSServiceMemoryUtilization',

  /** Requests per task and minute. For services behind an Application Load Balancer. */
  REQUESTS = 'ALBRequestCount',
}

/** How the number of tasks follows a forecast. */
export interface PredictiveScalingOptions extends ScalingBounds {
  /**
   * The measure whose pattern is learned. A new service needs a day of it before there is a forecast.
   *
   * @default PredictedMeasure.CPU_UTILIZATION
   */
  readonly measure?: PredictedMeasure;

  /** The value to aim at: percent, or requests per task and minute. */
  readonly target: number;

  /**
   * Whether the forecast only shows in the console, so that it can be judged before it starts tasks.
   *
   * @default false
   */
  readonly forecastOnly?: boolean;

  /**
   * How long before the forecast load tasks start, up to an hour.
   *
   * @default Duration.minutes(5)
   */
  readonly startAhead?: Duration;

  /**
   * How far above the forecast the largest number of tasks may be lifted when the forecast comes near it, in percent from 0 to 100.
   *
   * @default - the largest number of tasks holds
   */
  readonly maxCapacityBuffer?: number;
}

/** What of the scaling is held back. */
export interface SuspendOptions {
  /**
   * Whether no policy stops tasks.
   *
   * @default true
   */
  readonly scaleIn?: boolean;

  /**
   * Whether no policy starts tasks.
   *
   * @default true
   */
  readonly scaleOut?: boolean;

  /**
   * Whether no schedule changes the bounds.
   *
   * @default true
   */
  readonly schedules?: boolean;
}
