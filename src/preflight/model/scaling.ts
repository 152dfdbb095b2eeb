import type { Known } from './known';
import type { Subject } from './subject';

/** The number of tasks of a service as Application Auto Scaling moves it. */
export interface ScalableTarget {
  readonly subject: Subject;
  readonly minCapacity: Known<number>;
  readonly maxCapacity: Known<number>;
  readonly policies: readonly ScalingPolicy[];
  readonly role?: Known<string>;
  readonly dimension?: Known<string>;
  readonly scheduledActions?: Known<readonly ScheduledScaling[]>;
  /** Names of what is suspended: `in`, `out`, `scheduled`. */
  readonly suspended?: Known<readonly string[]>;
}

/** What a scalable target says it scales: `service/<cluster>/<service>`, in which names may stay open. */
export interface ScaledResource {
  readonly id: string;
  readonly subject: Subject;
  readonly resourceId: Known<string>;
}

export interface ScalingPolicy {
  readonly subject: Subject;
  readonly type: Known<string>;
  readonly metric: Known<string>;
  readonly targetValue: Known<number>;
  readonly disableScaleIn?: Known<boolean>;
  readonly scaleInCooldownSeconds?: Known<number>;
  readonly scaleOutCooldownSeconds?: Known<number>;
  /** What a request count is measured at: a load balancer and a target group. */
  readonly resourceLabel?: Known<string>;
  readonly metricNamespace?: Known<string>;
  readonly steps?: Known<readonly ScalingStep[]>;
  readonly adjustmentType?: Known<string>;
  readonly cooldownSeconds?: Known<number>;
  /** `ForecastOnly` or `ForecastAndScale`; only for predictive scaling. */
  readonly predictiveMode?: Known<string>;
}

export interface ScalingStep {
  readonly lowerBound?: Known<number>;
  readonly upperBound?: Known<number>;
  readonly adjustment: Known<number>;
}

export interface ScheduledScaling {
  readonly name: Known<string>;
  readonly schedule: Known<string>;
  readonly timezone?: Known<string>;
  readonly startTime?: Known<string>;
  readonly endTime?: Known<string>;
  readonly minCapacity?: Known<number>;
  readonly maxCapacity?: Known<number>;
}
