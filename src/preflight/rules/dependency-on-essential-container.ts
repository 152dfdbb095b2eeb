import { dependenciesIn } from './container-dependencies';
import { changeContainer, containerName, containersOf } from './container-problems';
import { templateRule } from './template-rule';
import { taskViews } from './views';
import { known } from '../model';

export const dependencyOnEssentialContainer = templateRule({
  id: 'dependency-on-essential-container',
  title: 'a container waits for the end of an essential one, whose end stops the task',
  viewsOf: taskViews,
  judge: (view) => dependenciesIn(containersOf(view))
    .filter(({ on, condition }) => (condition === 'COMPLETE' || condition === 'SUCCESS') && on.essential.known && on.essential.value)
    .map(({ from, on, condition }) => ({
      severity: 'error' as const,
      summary: `the container ${containerName(from)} of ${view.subject.constructPath} waits for ${condition} of ${containerName(on)}, which is essential`,
      notes: ['when an essential container ends, ECS stops the whole task; a container is essential unless it says otherwise'],
      cures: [changeContainer(`set Essential (essential) of ${containerName(on)} from true to false`, on, { essential: known(false) })],
    })),
});
