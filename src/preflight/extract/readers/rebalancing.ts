import { flag, type Property } from './property';
import { assumed, unknown, type Known, type Service } from '../../model';

/** Whether ECS moves tasks between zones: as written, else on for a new service that is eligible. */
export function rebalancing(property: Property, service: Omit<Service, 'availabilityZoneRebalancing'>): Known<boolean> {
  const written = flag(property, 'ENABLED', 'DISABLED');
  if (written) {
    return written;
  }
  const eligible = isEligible(service);
  if (eligible === undefined) {
    return unknown('it depends on settings that are not known whether a new service is rebalanced', property.path);
  }
  return assumed(eligible, eligible
    ? 'a new service that spreads over zones first is rebalanced by default; an existing one keeps its setting'
    : 'the service is not eligible for rebalancing, so it is off by default', property.path);
}

function isEligible(service: Omit<Service, 'availabilityZoneRebalancing'>): boolean | undefined {
  const { schedulingStrategy, placementStrategies, placementConstraints, maxHealthyPercent, loadBalancers } = service;
  const { launchType, deploymentController } = service;
  const needed = [schedulingStrategy, placementStrategies, placementConstraints, maxHealthyPercent, loadBalancers, deploymentController];
  if (schedulingStrategy.known && schedulingStrategy.value === 'DAEMON') {
    return false;
  }
  if (needed.some((value) => !value.known) || launchType?.known === false) {
    return undefined;
  }
  const first = placementStrategies.known ? placementStrategies.value[0] : undefined;
  const spreadsFirst = first === undefined || (first.type.known && first.type.value === 'spread' && first.field?.known === true
    && first.field.value.toLowerCase() === 'attribute:ecs.availability-zone');
  const bindsZone = placementConstraints.known && placementConstraints.value.some((constraint) =>
    constraint.expression?.known === true && constraint.expression.value.includes('ecs.availability-zone'));
  const classic = loadBalancers.known && loadBalancers.value.some((balancer) => balancer.loadBalancerName !== undefined);
  const external = launchType?.known === true && launchType.value === 'EXTERNAL';
  const fixed = maxHealthyPercent.known && maxHealthyPercent.value <= 100;
  const rolling = deploymentController.known && deploymentController.value === 'ECS';
  return spreadsFirst && !bindsZone && !classic && !external && !fixed && rolling;
}
