import { Duration, Token } from 'aws-cdk-lib';
import * as elbv2 from 'aws-cdk-lib/aws-elasticloadbalancingv2';

/** What Elastic Load Balancing does when nothing is said. */
const USUAL = { intervalSeconds: 30, successes: 5 };

/**
 * How long failed health checks of a new task do not count: as long as it may need to start, and then until enough checks
 * have succeeded, but at least two minutes.
 */
export function gracePeriod(check: elbv2.HealthCheck = {}, startPeriod: Duration = Duration.seconds(0)): Duration {
  const least = Duration.minutes(2);
  const interval = check.interval ?? Duration.seconds(USUAL.intervalSeconds);
  const successes = check.healthyThresholdCount ?? USUAL.successes;
  if (interval.isUnresolved() || startPeriod.isUnresolved() || Token.isUnresolved(successes)) return least;
  return Duration.seconds(Math.max(least.toSeconds(), startPeriod.toSeconds() + interval.toSeconds() * successes));
}
