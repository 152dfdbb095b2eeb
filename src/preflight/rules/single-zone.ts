import { templateRule } from './template-rule';
import { placesOf, serviceViews } from './views';
import { number } from '../explain/refusal-summary';
import { known, valueOr } from '../model';

export const singleZone = templateRule({
  id: 'single-zone',
  title: 'all tasks of a service lie in one Availability Zone, or Spot has one zone to look in',
  viewsOf: serviceViews,
  judge(view) {
    const { service, subject } = view;
    const network = service.network;
    if (!network?.zones.known || network.zones.value.length !== 1 || !service.desiredCount.known) return [];
    const places = placesOf(view);
    const spotOnly = places.known && places.value.length > 0 && places.value.every((place) => place === 'fargate-spot');
    const most = Math.max(service.desiredCount.value, service.scaling ? valueOr(service.scaling.maxCapacity, 0) : 0);
    if (!spotOnly && most < 2) return [];
    const [zone] = network.zones.value;
    return [
      {
        severity: 'warning',
        summary: spotOnly ? `all tasks of ${subject.constructPath} are Spot and may start in ${zone} only`
          : `up to ${number(most)} tasks of ${subject.constructPath} all run in ${zone}`,
        notes: [
          'losing the zone stops all of them, and none can start again',
          ...(spotOnly ? ['where the zone has no Spot capacity, ECS will say "Capacity is unavailable at this time. Please try again later or in a different availability zone"'] : []),
        ],
        cures: [
          {
            text: `give ${subject.constructPath} subnets in 2 or more zones`,
            apply: (changed) => ({ ...changed, service: { ...changed.service, network: { ...network, zones: known([zone, 'another']) } } }),
          },
        ],
      },
    ];
  },
});
