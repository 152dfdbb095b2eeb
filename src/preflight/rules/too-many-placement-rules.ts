import { templateRule, type Problem } from './template-rule';
import { serviceViews, type ServiceView } from './views';
import { QUOTAS } from '../../facts';
import { number } from '../explain/refusal-summary';
import { known } from '../model';

export const tooManyPlacementRules = templateRule({
  id: 'too-many-placement-rules',
  title: 'a service has more placement strategies or constraints than ECS takes',
  viewsOf: serviceViews,
  judge: (view) => [...strategies(view), ...constraints(view)],
});

function strategies({ service }: ServiceView): readonly Problem<ServiceView>[] {
  const most = QUOTAS.placementStrategiesPerTask.value;
  if (!service.placementStrategies.known || service.placementStrategies.value.length <= most) return [];
  const count = service.placementStrategies.value.length;
  return [
    {
      severity: 'error',
      summary: `${service.subject.constructPath} has ${number(count)} placement strategies, and ECS takes ${number(most)}`,
      cures: [
        {
          text: `keep the first ${number(most)} of ${number(count)} PlacementStrategies; each narrows the choice of the one before`,
          apply: (view) => ({ ...view, service: { ...view.service, placementStrategies: known((valuesOf(view).strategies).slice(0, most)) } }),
        },
      ],
    },
  ];
}

function constraints(view: ServiceView): readonly Problem<ServiceView>[] {
  const most = QUOTAS.placementConstraintsPerTask.value;
  const { own, ofTask } = valuesOf(view);
  const count = own.length + ofTask.length;
  if (count <= most) return [];
  return [
    {
      severity: 'error',
      summary: `a task of ${view.subject.constructPath} has ${number(count)} placement constraints, and ECS takes ${number(most)}`,
      evidence: [
        {
          kind: 'table',
          columns: ['', 'constraints'],
          rows: [{ cells: ['service', number(own.length)] }, { cells: ['task definition', number(ofTask.length)] }],
        },
      ],
      cures: [
        {
          text: 'write several expressions as one, joined by `and`',
          apply: (old) => ({
            ...old,
            service: { ...old.service, placementConstraints: known(own.slice(0, Math.max(0, most - ofTask.length))) },
            definition: old.definition && { ...old.definition, placementConstraints: known(ofTask.slice(0, most)) },
          }),
        },
      ],
    },
  ];
}

function valuesOf({ service, definition }: ServiceView) {
  return {
    strategies: service.placementStrategies.known ? service.placementStrategies.value : [],
    own: service.placementConstraints.known ? service.placementConstraints.value : [],
    ofTask: definition?.placementConstraints.known ? definition.placementConstraints.value : [],
  };
}
