import { changeContainer, containerName, containersOf } from './container-problems';
import { templateRule } from './template-rule';
import { taskViews } from './views';
import { mapKnown } from '../model';

export const repeatedVariable = templateRule({
  id: 'repeated-variable',
  title: 'a container has an environment variable and a secret of one name',
  viewsOf: taskViews,
  judge: (view) => containersOf(view).flatMap((container) => {
    if (!container.environmentNames.known) return [];
    const both = [...new Set(container.environmentNames.value)].filter((name) => Object.hasOwn(container.secrets, name)).sort();
    return both.map((name) => ({
      severity: 'error' as const,
      summary: `the container ${containerName(container)} of ${view.subject.constructPath} has ${name} as an environment variable and as a secret`,
      notes: ['ECS will say "The secret name must be unique and not shared with any new or existing environment variables set on the container, such as" and the name'],
      cures: [
        changeContainer(`remove ${name} from Environment (environment) of ${containerName(container)}`, container, {
          environmentNames: mapKnown(container.environmentNames, (names) => names.filter((other) => other !== name)),
        }),
      ],
    }));
  }),
});
