import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';

/** When the alarms of a service go off. */
export interface ServiceAlarmOptions {
  /**
   * The average CPU utilization that is too high, in percent of what the tasks reserve.
   *
   * @default 90
   */
  readonly cpuPercent?: number;

  /**
   * The average memory utilization that is too high, in percent. A container that uses all of it is stopped.
   *
   * @default 90
   */
  readonly memoryPercent?: number;

  /**
   * How many minutes in a row it takes. Tasks may be missing for as long, for example while a deployment replaces them.
   *
   * @default 15
   */
  readonly evaluationPeriods?: number;

  /**
   * Who is told.
   *
   * @default - nobody; the state of the alarm shows in the console
   */
  readonly alarmActions?: cloudwatch.IAlarmAction[];
}
