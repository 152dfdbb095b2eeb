import { templateRule } from './template-rule';
import { groupsOf, placesOf, serviceViews, type ServiceView } from './views';
import { number } from '../explain/refusal-summary';
import { known, valueOr, type Known } from '../model';

export const singleZone = templateRule({
  id: 'single-zone',
  title: 'all tasks of a service lie in one Availability Zone, or Spot has one zone to look in',
  viewsOf: serviceViews,
  judge(view) {
    const { service, subject } = view;
    const network = service.network;
    const zones = network ? network.zones : zonesOfGroups(view);
    if (!zones?.known || zones.value.length !== 1 || !service.desiredCount.known) return [];
    const places = placesOf(view);
    const spotOnly = places.known && places.value.length > 0 && places.value.every((place) => place === 'fargate-spot');
    const most = Math.max(service.desiredCount.value, service.scaling ? valueOr(service.scaling.maxCapacity, 0) : 0);
    if (!spotOnly && most < 2) return [];
    const [zone] = zones.value;
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
            apply: (changed) => withZones(changed, [zone, 'another']),
          },
        ],
      },
    ];
  },
});

/** Zones of all groups that may take the tasks; undefined where that is not known, or where there is no group. */
function zonesOfGroups(view: ServiceView): Known<readonly string[]> | undefined {
  const groups = groupsOf(view);
  if (!groups.known || groups.value.length === 0) return undefined;
  const zones = groups.value.map((group) => group.zones);
  return zones.every((one) => one.known) ? known([...new Set(zones.flatMap((one) => (one.known ? one.value : [])))]) : undefined;
}

function withZones(view: ServiceView, zones: readonly string[]): ServiceView {
  const { network } = view.service;
  return network ? { ...view, service: { ...view.service, network: { ...network, zones: known(zones) } } }
    : { ...view, capacities: view.capacities.map((one) => (one.kind === 'instance-group' ? { ...one, zones: known(zones) } : one)) };
}
