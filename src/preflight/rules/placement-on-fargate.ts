import { templateRule } from './template-rule';
import { placesOf, serviceViews } from './views';
import { number } from '../explain/refusal-summary';
import { known } from '../model';

export const placementOnFargate = templateRule({
  id: 'placement-on-fargate',
  title: 'a service on Fargate has placement strategies or constraints',
  viewsOf: serviceViews,
  judge(view) {
    const { placementStrategies: strategies, placementConstraints: constraints, subject } = view.service;
    const places = placesOf(view);
    if (!places.known || !places.value.every((place) => place === 'fargate' || place === 'fargate-spot')) return [];
    const counts = [
      strategies.known && strategies.value.length > 0 ? `${number(strategies.value.length)} placement strategies` : '',
      constraints.known && constraints.value.length > 0 ? `${number(constraints.value.length)} placement constraints` : '',
    ].filter((text) => text !== '');
    if (counts.length === 0) return [];
    return [
      {
        severity: 'error',
        summary: `${subject.constructPath} runs on Fargate, which takes no placement strategy or constraint, and has ${counts.join(' and ')}`,
        notes: ['Fargate spreads the tasks of a service over the zones of its subnets by itself'],
        cures: [
          {
            text: `remove PlacementStrategies and PlacementConstraints from ${subject.constructPath}`,
            apply: (old) => ({ ...old, service: { ...old.service, placementStrategies: known([]), placementConstraints: known([]) } }),
          },
        ],
      },
    ];
  },
});
