import { templateRule } from './template-rule';
import { taskViews } from './views';
import { QUOTAS } from '../../facts';
import { number } from '../explain/refusal-summary';
import { known } from '../model';

export const tooManyContainers = templateRule({
  id: 'too-many-containers',
  title: 'a task definition has more containers than ECS takes',
  viewsOf: taskViews,
  judge({ definition }) {
    const most = QUOTAS.containersPerTaskDefinition.value;
    if (!definition.containers.known || definition.containers.value.length <= most) return [];
    const containers = definition.containers.value;
    return [
      {
        severity: 'error',
        summary: `${definition.subject.constructPath} has ${number(containers.length)} containers, and ECS takes ${number(most)}`,
        notes: ['the quota cannot be raised; each FireLens router and sidecar counts'],
        cures: [
          {
            text: `move ${number(containers.length - most)} of the containers of ${definition.subject.constructPath} to a second task definition`,
            apply: (view) => ({ ...view, definition: { ...view.definition, containers: known(containers.slice(0, most)) } }),
          },
        ],
      },
    ];
  },
});
