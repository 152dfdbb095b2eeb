import { withoutDependency } from './container-dependencies';
import { changeContainer, containerName, containersOf } from './container-problems';
import { templateRule } from './template-rule';
import { taskViews } from './views';

export const unknownDependency = templateRule({
  id: 'unknown-dependency',
  title: 'a container waits for one that its task definition does not have',
  viewsOf: taskViews,
  judge(view) {
    const containers = containersOf(view);
    if (!containers.every(({ name }) => name.known)) return [];
    const names = containers.map(containerName);
    return containers.flatMap((container) =>
      (container.dependsOn.known ? container.dependsOn.value : []).flatMap(({ containerName: other }) => {
        if (!other.known || names.includes(other.value)) return [];
        return [
          {
            severity: 'error' as const,
            summary: `the container ${containerName(container)} of ${view.subject.constructPath} waits for ${other.value}, which is not in the task`,
            notes: [`the containers of the task are ${names.join(', ')}`],
            cures: [
              changeContainer(`remove the dependency of ${containerName(container)} on ${other.value}`, container, withoutDependency(container, other.value)),
            ],
          },
        ];
      }));
  },
});
