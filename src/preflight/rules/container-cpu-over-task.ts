import { containerName, containersOf } from './container-problems';
import { templateRule } from './template-rule';
import { isForFargate, taskViews } from './views';
import { number } from '../explain/refusal-summary';
import { known } from '../model';

export const containerCpuOverTask = templateRule({
  id: 'container-cpu-over-task',
  title: 'the containers of a task ask for more CPU units than the task has',
  viewsOf: taskViews,
  judge(view) {
    const task = view.definition.cpuUnits;
    if (!task?.known) return [];
    const containers = containersOf(view);
    const sum = containers.reduce((total, { cpuUnits }) => total + (cpuUnits?.known ? cpuUnits.value : 0), 0);
    if (sum <= task.value) return [];
    const path = view.subject.constructPath;
    return [
      {
        severity: isForFargate(view) ? 'error' : 'warning',
        summary: `the containers of ${path} ask for ${number(sum)} CPU units together, and the task has ${number(task.value)}`,
        evidence: [
          {
            kind: 'table',
            columns: ['', 'CPU units'],
            rows: [
              ...containers.map((container) => ({
                cells: [containerName(container), container.cpuUnits?.known ? number(container.cpuUnits.value) : container.cpuUnits ? 'unknown' : '-'],
              })),
              { cells: ['task', number(task.value)] },
            ],
          },
        ],
        notes: isForFargate(view) ? [] : ['on instances the units of containers are shares; the documents state the limit for Fargate only'],
        cures: [
          {
            text: `set Cpu (cpu) of ${path} from ${number(task.value)} to ${number(sum)} or the next size that its capacity has`,
            apply: (old) => ({ ...old, definition: { ...old.definition, cpuUnits: known(sum) } }),
          },
        ],
      },
    ];
  },
});
