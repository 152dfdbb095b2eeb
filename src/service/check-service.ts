import { Token } from 'aws-cdk-lib';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import { CapacityConfig } from './capacity';
import { kindOf } from './capacity-share';
import { Deployment, DeploymentConfig } from './deployment';
import { ReplicaServiceOptions, ServiceOptions } from './service-options';

const MOST_STRATEGIES = 5;
const MOST_CONSTRAINTS = 10;

/** Throws on props of a service with a desired count that contradict each other; tokens pass. */
export function checkReplicaService(props: ReplicaServiceOptions, capacity: CapacityConfig, deployment: DeploymentConfig): void {
  if (props.count && props.desiredCount !== undefined) {
    throw new Error(`\`desiredCount\` must be left out beside \`count\`, whose \`min\` and \`initial\` say it, got ${props.desiredCount}`);
  }
  const count = props.desiredCount ?? 2;
  if (!Token.isUnresolved(count) && !(Number.isInteger(count) && count >= 0)) {
    throw new Error(`\`desiredCount\` must be a whole number from 0, got ${count}`);
  }
  checkPlacement(props, capacity, props.placementStrategies);
  checkPercents(props.minHealthyPercent ?? 100, props.maxHealthyPercent ?? 200);
  checkRebalancing(props);
  if (deployment.controller !== undefined && props.circuitBreaker !== undefined) {
    throw new Error(`\`circuitBreaker\` must be left out when ECS does not deploy, got one beside the ${deployment.controller} controller`);
  }
  checkBreaker(props);
}

/** Throws when placement is asked for where ECS does not place, or for more of it than ECS takes. */
export function checkPlacement(
  props: Pick<ServiceOptions, 'placementConstraints'>, capacity: CapacityConfig, strategies: readonly ecs.PlacementStrategy[] = [],
): void {
  const constraints = props.placementConstraints ?? [];
  if (capacity.compatibility !== ecs.Compatibility.EC2) checkOnEc2('placementStrategies', strategies, capacity);
  if (capacity.compatibility === ecs.Compatibility.FARGATE) checkOnEc2('placementConstraints', constraints, capacity);
  checkMost('placementStrategies', MOST_STRATEGIES, strategies.flatMap((strategy) => strategy.toJson()).length);
  checkMost('placementConstraints', MOST_CONSTRAINTS, constraints.flatMap((constraint) => constraint.toJson()).length);
}

/** Throws when a deployment moves traffic of a service that gets none from a load balancer. */
export function checkMovesNothing(deployment: Deployment | undefined, what: string): void {
  const { shiftsTraffic, codeDeploy } = deployment?.bind() ?? {};
  if (!shiftsTraffic && !codeDeploy) return;
  throw new Error(`\`deployment\` of ${what} must be Deployment.rolling() or external(), got one that moves traffic between target groups`);
}

export function checkBreaker({ circuitBreaker = {} }: ServiceOptions): void {
  const { enable, failureThreshold, failurePercent, boundedPercent } = circuitBreaker;
  const given = Object.entries({ failureThreshold, failurePercent }).filter(([, value]) => value !== undefined);
  if (given.length === 2) throw new Error(`one of \`failureThreshold\` and \`failurePercent\` must be left out, got ${failureThreshold} and ${failurePercent}`);
  if (boundedPercent !== undefined && failurePercent === undefined) throw new Error('`boundedPercent` needs `failurePercent`, got it alone');
  for (const [prop, value] of given) {
    if (Token.isUnresolved(value)) continue;
    if (enable === false) throw new Error(`\`${prop}\` needs the circuit breaker: \`enable\` must be true, got false and a threshold of ${value}`);
    if (!Number.isInteger(value) || value! < 1) throw new Error(`\`${prop}\` must be a whole number from 1, got ${value}`);
  }
}

function checkOnEc2(prop: string, given: readonly unknown[], capacity: CapacityConfig): void {
  if (given.length === 0) return;
  throw new Error(`\`${prop}\` need container instances to choose from: \`capacity\` must be Capacity.ec2(), ` +
    `got ${kindOf(capacity)} and ${given.length} of them`);
}

function checkMost(prop: string, most: number, given: number): void {
  if (given > most) throw new Error(`\`${prop}\` may hold ${most}, got ${given}`);
}

function checkPercents(min: number, max: number): void {
  if (Token.isUnresolved(min) || Token.isUnresolved(max)) return;
  if (!(min >= 0 && min <= 100)) throw new Error(`\`minHealthyPercent\` must be from 0 to 100, got ${min}`);
  if (!(max >= 100)) throw new Error(`\`maxHealthyPercent\` must be at least 100, got ${max}`);
}

/** ECS refuses to rebalance what it may not start before it stops, or what is not spread over zones in the first place. */
function checkRebalancing(props: ReplicaServiceOptions): void {
  if (props.availabilityZoneRebalancing !== ecs.AvailabilityZoneRebalancing.ENABLED) return;
  const max = props.maxHealthyPercent ?? 200;
  if (!Token.isUnresolved(max) && max <= 100) {
    throw new Error(`\`maxHealthyPercent\` must be above 100 with \`availabilityZoneRebalancing\`, got ${max}: a task starts elsewhere before one stops`);
  }
  const first = props.placementStrategies?.[0]?.toJson()[0];
  if (first === undefined || Token.isUnresolved(first.field)) return;
  if (first.type === 'spread' && first.field === ecs.BuiltInAttributes.AVAILABILITY_ZONE) return;
  throw new Error(`the first of \`placementStrategies\` must spread over ${ecs.BuiltInAttributes.AVAILABILITY_ZONE} ` +
    `with \`availabilityZoneRebalancing\`, got ${[first.type, first.field].filter(Boolean).join(' ')}`);
}
