import { at, isAbsent, number, pairRecord, pattern, propertiesOf, text } from './property';
import { ofType, type Reading } from './reading';
import { unknown, type Alarm } from '../../model';

/** CloudWatch alarms, by which deployments are stopped and step scaling is set off. */
export function readAlarms(reading: Reading): readonly Alarm[] {
  return ofType(reading, 'AWS::CloudWatch::Alarm').map((resource) => {
    const properties = propertiesOf(resource, reading.evaluation);
    const isExpression = !isAbsent(at(properties, 'Metrics'));
    const open = unknown(isExpression ? 'the alarm looks at a calculation over several metrics' : 'the template names no metric');
    return {
      id: resource.id,
      subject: resource.subject,
      name: pattern(at(properties, 'AlarmName')) ?? unknown('CloudFormation makes up the name at deployment', 'Properties.AlarmName'),
      metric: text(at(properties, 'MetricName')) ?? open,
      namespace: text(at(properties, 'Namespace')) ?? open,
      dimensions: pairRecord(at(properties, 'Dimensions')),
      statistic: text(at(properties, 'Statistic')) ?? text(at(properties, 'ExtendedStatistic')),
      threshold: number(at(properties, 'Threshold')),
      comparison: text(at(properties, 'ComparisonOperator')),
      periodSeconds: number(at(properties, 'Period')),
      evaluationPeriods: number(at(properties, 'EvaluationPeriods')),
      missingData: text(at(properties, 'TreatMissingData')),
      isExpression,
    };
  });
}
