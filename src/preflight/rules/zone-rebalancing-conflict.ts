import { serviceCure } from './service-change';
import { templateRule } from './template-rule';
import { serviceViews, type ServiceView } from './views';
import { known } from '../model';

export const zoneRebalancingConflict = templateRule({
  id: 'zone-rebalancing-conflict',
  title: 'a service asks for zone rebalancing together with something that excludes it',
  viewsOf: serviceViews,
  judge(view) {
    const { availabilityZoneRebalancing: rebalancing } = view.service;
    // Only what is written: ECS leaves the default off where it cannot be.
    if (!rebalancing.known || !rebalancing.value || rebalancing.assumed !== undefined) return [];
    const found = conflicts(view);
    return found.length === 0
      ? []
      : [
        {
          severity: 'error' as const,
          summary: `${view.subject.constructPath} asks for zone rebalancing, which ${found.join(' and ')} ${found.length === 1 ? 'excludes' : 'exclude'}`,
          cures: [
            serviceCure(`set AvailabilityZoneRebalancing (availabilityZoneRebalancing) of ${view.subject.constructPath} to DISABLED`, {
              availabilityZoneRebalancing: known(false),
            }),
          ],
        },
      ];
  },
});

function conflicts({ service }: ServiceView): readonly string[] {
  const {
    schedulingStrategy,
    maxHealthyPercent,
    placementStrategies,
    placementConstraints,
    loadBalancers,
    deploymentController,
    launchType,
  } = service;
  const [first] = placementStrategies.known ? placementStrategies.value : [];
  const field = first?.field;
  const zoneFirst =
    !first || !first.type.known || (first.type.value === 'spread' && (!field?.known || /availability-zone$/.test(field.value)));
  return [
    ...(schedulingStrategy.known && schedulingStrategy.value === 'DAEMON' ? ['the scheduling strategy DAEMON'] : []),
    ...(maxHealthyPercent.known && maxHealthyPercent.value <= 100 ? [`MaximumPercent ${maxHealthyPercent.value}`] : []),
    ...(zoneFirst ? [] : ['a first placement strategy other than spread over zones']),
    ...(placementConstraints.known &&
    placementConstraints.value.some(({ expression }) => expression?.known && expression.value.includes('ecs.availability-zone'))
      ? ['a placement constraint on the zone']
      : []),
    ...(loadBalancers.known && loadBalancers.value.some(({ loadBalancerName }) => loadBalancerName !== undefined)
      ? ['a Classic Load Balancer']
      : []),
    ...(deploymentController.known && deploymentController.value !== 'ECS'
      ? [`the deployment controller ${deploymentController.value}`]
      : []),
    ...(launchType?.known && launchType.value === 'EXTERNAL' ? ['launch type EXTERNAL'] : []),
  ];
}
