import { changeContainer, containersOf, containerName } from './container-problems';
import { templateRule } from './template-rule';
import { taskViews } from './views';
import { known } from '../model';

export const noEssentialContainer = templateRule({
  id: 'no-essential-container',
  title: 'a task definition has no essential container',
  viewsOf: taskViews,
  judge(view) {
    const containers = containersOf(view);
    if (containers.length === 0 || !containers.every(({ essential }) => essential.known && !essential.value)) return [];
    const [first] = containers;
    return [
      {
        severity: 'error' as const,
        summary: `none of the ${containers.length} containers of ${view.subject.constructPath} is essential`,
        notes: ['a task lives as long as its essential containers, so ECS asks for one at least'],
        cures: [changeContainer(`set Essential (essential) of ${containerName(first)} to true`, first, { essential: known(true) })],
      },
    ];
  },
});
