import { Duration, Token } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import type { Service } from './service';
import { ServiceAlarmOptions } from './service-alarm-options';

const period = Duration.minutes(1);

/** Alarms that every service can have, as children `MissingTasks`, `CpuExhausted` and `MemoryExhausted`. */
export function newServiceAlarms(service: Service, options: ServiceAlarmOptions): cloudwatch.Alarm[] {
  checkPercent('cpuPercent', options.cpuPercent);
  checkPercent('memoryPercent', options.memoryPercent);
  if (service.node.tryFindChild('MissingTasks')) throw new Error(`alarms of ${service.node.path} are already there: call \`addAlarms\` once`);
  const missing = new cloudwatch.MathExpression({
    label: 'Tasks that are missing',
    expression: 'desired - FILL(running, 0)',
    period,
    usingMetrics: { desired: service.metricDesiredTaskCount({ period }), running: service.metricRunningTaskCount({ period }) },
  });
  const alarms = [
    newAlarm(service, 'MissingTasks', missing, 1, options),
    newAlarm(service, 'CpuExhausted', service.metricCpuUtilization({ period }), options.cpuPercent ?? 90, options),
    newAlarm(service, 'MemoryExhausted', service.metricMemoryUtilization({ period }), options.memoryPercent ?? 90, options),
  ];
  alarms.forEach((alarm) => alarm.addAlarmAction(...options.alarmActions ?? []));
  return alarms;
}

function newAlarm(service: Service, id: string, metric: cloudwatch.IMetric, threshold: number, options: ServiceAlarmOptions): cloudwatch.Alarm {
  return new cloudwatch.Alarm(service, id, {
    metric,
    threshold,
    comparisonOperator: cloudwatch.ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
    evaluationPeriods: options.evaluationPeriods ?? 15,
    // A service without tasks has no utilization, and one that is being made has no counts yet.
    treatMissingData: cloudwatch.TreatMissingData.NOT_BREACHING,
  });
}

function checkPercent(prop: string, percent: number | undefined): void {
  if (percent === undefined || Token.isUnresolved(percent) || (percent > 0 && percent <= 100)) return;
  throw new Error(`\`${prop}\` must be above 0 and at most 100, got ${percent}`);
}
