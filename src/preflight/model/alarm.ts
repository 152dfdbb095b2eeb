import type { Known } from './known';
import type { Subject } from './subject';

/** A CloudWatch alarm, as deployments and scaling refer to it. */
export interface Alarm {
  readonly id: string;
  readonly subject: Subject;
  readonly name: Known<string>;
  readonly metric: Known<string>;
  readonly namespace: Known<string>;
  readonly dimensions: Readonly<Record<string, Known<string>>>;
  readonly statistic?: Known<string>;
  readonly threshold?: Known<number>;
  readonly comparison?: Known<string>;
  readonly periodSeconds?: Known<number>;
  readonly evaluationPeriods?: Known<number>;
  /** `missing`, `ignore`, `breaching` or `notBreaching`. */
  readonly missingData?: Known<string>;
  /** True when the alarm looks at a calculation over several metrics. */
  readonly isExpression: boolean;
}
