import { changeContainer, containerName, containersOf } from './container-problems';
import { templateRule } from './template-rule';
import { isForFargate, taskViews } from './views';
import { known } from '../model';

export const containerWithoutMemory = templateRule({
  id: 'container-without-memory',
  title: 'neither a container nor its task says how much memory it gets',
  viewsOf: taskViews,
  judge(view) {
    // A task for Fargate needs a size of its own, which is cfn-lint's E3048.
    if (view.definition.memoryMiB !== undefined || isForFargate(view)) return [];
    const asked = view.definition.requiresCompatibilities;
    if (!asked.known) return [];
    return containersOf(view)
      .filter(({ memoryMiB, memoryReservationMiB }) => memoryMiB === undefined && memoryReservationMiB === undefined)
      .map((container) => ({
        severity: 'error' as const,
        summary: `the container ${containerName(container)} of ${view.subject.constructPath} has no memory, and neither has its task`,
        notes: [`ECS will say "Invalid setting for container '${containerName(container)}'. At least one of 'memory' or 'memoryReservation' must be specified."`],
        cures: [
          changeContainer(`set Memory (memoryLimitMiB) of ${containerName(container)}`, container, { memoryMiB: known(512) }),
        ],
      }));
  },
});
