import { templateRule } from './template-rule';
import { placesOf, serviceViews, strategyOf } from './views';
import { known, valueOr } from '../model';

export const onlyFargateSpot = templateRule({
  id: 'only-fargate-spot',
  title: 'every task of a service is on Fargate Spot, which may have no capacity',
  viewsOf: serviceViews,
  judge(view) {
    const { service } = view;
    const places = placesOf(view);
    const strategy = strategyOf(view);
    if (!places.known || !strategy?.known || places.value.length === 0) return [];
    if (!places.value.every((place) => place === 'fargate-spot') || valueOr(service.desiredCount, 1) === 0) return [];
    const path = service.subject.constructPath;
    return [
      {
        severity: 'warning',
        summary: `every task of ${path} runs on FARGATE_SPOT, and ECS starts none elsewhere when Spot has no capacity`,
        notes: [
          'a reclaimed task ends two minutes after its notice, and another starts only where Spot capacity is left',
          'tasks of a strategy are divided by base and weight alone: a provider without capacity is not replaced by another',
        ],
        cures: [
          {
            text: `add FARGATE with a base of 1 to CapacityProviderStrategy of ${path}, so that one task runs whatever happens to Spot`,
            apply: (old) => ({
              ...old,
              service: {
                ...old.service,
                strategy: known([...strategy.value.map((item) => ({ ...item, base: known(0) })), { provider: known('FARGATE'), base: known(1), weight: known(1) }]),
              },
            }),
          },
        ],
      },
    ];
  },
});
