import { Duration } from 'aws-cdk-lib';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import { Capacity } from './capacity';
import { BalancedServiceOptions } from './service-options';
import { FARGATE_MAX_STOP_TIMEOUT_SECONDS } from '../facts';

export interface StopTiming {
  /** How long open requests may take after the load balancer sends no new ones. */
  readonly deregistrationDelay: Duration;
  /** How long the container may take to stop. Undefined: as ECS does, or as the given task definition says. */
  readonly stopTimeout?: Duration;
}

const USUAL = Duration.seconds(30);

/**
 * The two times of a task that stops, so that it is not killed while the load balancer still lets it answer: when a Spot
 * instance is reclaimed or a task is stopped by hand, both begin at once.
 */
export function stopTiming(props: BalancedServiceOptions): StopTiming {
  const { deregistrationDelay: delay, stopTimeout } = props;
  if (delay?.isUnresolved() || stopTimeout?.isUnresolved()) return { deregistrationDelay: delay ?? USUAL, stopTimeout };
  if (delay === undefined) return { deregistrationDelay: stopTimeout ? shorter(stopTimeout, USUAL) : USUAL, stopTimeout };
  const least = shorter(delay, longestStop(props));
  if (stopTimeout === undefined) {
    return { deregistrationDelay: delay, stopTimeout: !props.taskDefinition && longer(least, USUAL) ? least : undefined };
  }
  if (longer(least, stopTimeout)) {
    throw new Error(
      `\`stopTimeout\` must be at least ${least.toSeconds()} seconds with a \`deregistrationDelay\` of ${delay.toSeconds()} seconds, ` +
        `got ${stopTimeout.toSeconds()} seconds: the task would be killed while it still may answer`,
    );
  }
  return { deregistrationDelay: delay, stopTimeout };
}

function longestStop(props: BalancedServiceOptions): Duration {
  const { compatibility } = (props.capacity ?? Capacity.fargate()).bind();
  return compatibility === ecs.Compatibility.FARGATE ? Duration.seconds(FARGATE_MAX_STOP_TIMEOUT_SECONDS) : Duration.days(365);
}

function longer(one: Duration, other: Duration): boolean {
  return one.toMilliseconds() > other.toMilliseconds();
}

function shorter(one: Duration, other: Duration): Duration {
  return longer(one, other) ? other : one;
}
