import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';

/**
 * The measures that a service follows. Two policies on one measure pull the number of tasks two ways: each has targets and
 * cooldowns of its own, and the larger number wins whatever the other says.
 */
export class FollowedMeasures {
  private readonly owners = new Map<string, string>();

  constructor(private readonly path: string) {}

  /** Throws when something follows the measure already. */
  public claim(id: string, metric: cloudwatch.IMetric): void {
    const key = keyOf(metric);
    const owner = this.owners.get(key);
    if (owner !== undefined) {
      throw new Error(`a measure of ${this.path} may be followed once, got \`${id}\` for ${key}, which \`${owner}\` follows already`);
    }
    this.owners.set(key, id);
  }
}

/** What is measured, whatever the period and statistic. */
function keyOf(metric: cloudwatch.IMetric): string {
  const { metricStat, mathExpression } = metric.toMetricConfig();
  if (metricStat) {
    const dimensions = (metricStat.dimensions ?? []).map(({ name, value }) => `${name}=${String(value)}`).sort();
    return [`${metricStat.namespace} ${metricStat.metricName}`, ...dimensions].join(' ');
  }
  const used = Object.entries(mathExpression?.usingMetrics ?? {}).map(([name, each]) => `${name}: ${keyOf(each)}`).sort();
  return [mathExpression?.expression ?? '', ...used].join('; ');
}
