import { dependenciesIn, withoutDependency } from './container-dependencies';
import { changeContainer, containerName, containersOf } from './container-problems';
import { templateRule } from './template-rule';
import { taskViews } from './views';
import type { ContainerDefinition } from '../model';

export const dependencyCycle = templateRule({
  id: 'dependency-cycle',
  title: 'containers of a task wait for each other in a circle',
  viewsOf: taskViews,
  judge(view) {
    const cycle = findCycle(containersOf(view));
    if (!cycle) return [];
    const names = [...cycle, cycle[0]].map(containerName);
    return [
      {
        severity: 'error',
        summary: cycle.length === 1 ? `the container ${names[0]} of ${view.subject.constructPath} waits for itself`
          : `the containers ${names.join(' → ')} of ${view.subject.constructPath} wait for each other`,
        cures: [
          changeContainer(`remove the dependency of ${names[0]} on ${names[1]}`, cycle[0], withoutDependency(cycle[0], names[1])),
        ],
      },
    ];
  },
});

/** The first circle in the order of the template: each waits for the next, the last for the first. */
function findCycle(containers: readonly ContainerDefinition[]): readonly ContainerDefinition[] | undefined {
  const next = new Map<ContainerDefinition, ContainerDefinition[]>();
  for (const { from, on } of dependenciesIn(containers)) next.set(from, [...next.get(from) ?? [], on]);
  const done = new Set<ContainerDefinition>();
  const path: ContainerDefinition[] = [];
  const visit = (container: ContainerDefinition): readonly ContainerDefinition[] | undefined => {
    const seen = path.indexOf(container);
    if (seen >= 0) return path.slice(seen);
    if (done.has(container)) return undefined;
    path.push(container);
    for (const other of next.get(container) ?? []) {
      const cycle = visit(other);
      if (cycle) return cycle;
    }
    path.pop();
    done.add(container);
    return undefined;
  };
  for (const container of containers) {
    const cycle = visit(container);
    if (cycle) return cycle;
  }
  return undefined;
}
