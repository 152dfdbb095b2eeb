import { templateRule } from './template-rule';
import { placesOf, serviceViews, type Place } from './views';
import { known } from '../model';

/** Launch type FARGATE is cfn-lint's E3054 and left to it. */
export const incompatibleTaskDefinition = templateRule({
  id: 'incompatible-task-definition',
  title: 'a task definition is registered for other capacity than its service runs on',
  viewsOf: serviceViews,
  judge(view) {
    const { service, definition } = view;
    const places = placesOf(view);
    if (!definition?.requiresCompatibilities.known || definition.requiresCompatibilities.value.length === 0 || !places.known) return [];
    if (service.launchType?.known && service.launchType.value === 'FARGATE') return [];
    const served = definition.requiresCompatibilities.value;
    const missing = [...new Set(places.value.map((place) => COMPATIBILITY[place]))].filter((name) => !served.includes(name));
    return missing.map((name) => ({
      // ECS goes by what fits the task definition, asked for or not; only Fargate is certain to have to be asked for.
      severity: name === 'FARGATE' ? 'error' as const : 'warning' as const,
      summary: `${service.subject.constructPath} runs on ${name}, and its task definition is registered for ${served.join(', ')}`,
      notes: [
        `the task definition is ${definition.subject.constructPath}`,
        name === 'FARGATE' ? 'ECS will say "Task definition does not support launch_type FARGATE."'
          : `ECS checks the task definition against what it is registered for only, so what ${name} does not take comes out when tasks start`,
      ],
      cures: [
        {
          text: `add ${name} to RequiresCompatibilities of ${definition.subject.constructPath}`,
          apply: (old) => ({
            ...old,
            definition: old.definition && { ...old.definition, requiresCompatibilities: known([...served, ...missing]) },
          }),
        },
      ],
    }));
  },
});

const COMPATIBILITY: Readonly<Record<Place, string>> = {
  'fargate': 'FARGATE', 'fargate-spot': 'FARGATE', 'instances': 'EC2', 'managed-instances': 'MANAGED_INSTANCES', 'external': 'EXTERNAL',
};
