import { templateRule } from './template-rule';
import { placesOf, serviceViews, strategyOf, type Place } from './views';
import { known } from '../model';

export const mixedCapacityStrategy = templateRule({
  id: 'mixed-capacity-strategy',
  title: 'one capacity provider strategy mixes Fargate, Auto Scaling groups or Managed Instances',
  viewsOf: serviceViews,
  judge(view) {
    const { service, cluster } = view;
    const places = placesOf(view);
    if (!places.known || service.launchType || !strategyOf(view)) return [];
    const kinds = [...new Set(places.value.map((place) => KINDS[place]))];
    if (kinds.length < 2) return [];
    const own = service.strategy !== undefined;
    const path = own ? service.subject.constructPath : cluster?.subject.constructPath;
    return [
      {
        severity: 'error',
        summary: `the capacity provider strategy of ${service.subject.constructPath} mixes ${kinds.join(' and ')}`,
        notes: ['a strategy holds providers of one kind: Auto Scaling groups, Fargate with Fargate Spot, or Managed Instances'],
        cures: [
          {
            text: `keep one kind in ${own ? 'CapacityProviderStrategy' : 'DefaultCapacityProviderStrategy'} of ${path ?? ''}, and run the rest as a second service`,
            apply: (old) => {
              const strategy = strategyOf(old);
              if (!strategy?.known) return old;
              const first = strategy.value.slice(0, 1);
              return own
                ? { ...old, service: { ...old.service, strategy: known(first) } }
                : { ...old, cluster: old.cluster && { ...old.cluster, defaultStrategy: known(first) } };
            },
          },
        ],
      },
    ];
  },
});

const KINDS: Readonly<Record<Place, string>> = {
  'fargate': 'Fargate',
  'fargate-spot': 'Fargate',
  'instances': 'an Auto Scaling group',
  'managed-instances': 'Managed Instances',
  'external': 'external instances',
};
