import { changeContainer, containerName, containersOf, type TaskProblem } from './container-problems';
import { templateRule } from './template-rule';
import { taskViews, type TaskView } from './views';
import { number } from '../explain/refusal-summary';
import type { EvidenceTable } from '../findings';
import { known } from '../model';
import type { ContainerDefinition } from '../model';

export const containerMemoryOverTask = templateRule({
  id: 'container-memory-over-task',
  title: 'the containers of a task ask for more memory than the task has',
  viewsOf: taskViews,
  judge(view) {
    const { memoryMiB } = view.definition;
    if (!memoryMiB?.known) return [];
    const larger = containersOf(view).filter((container) => limitOf(container) > memoryMiB.value);
    if (larger.length > 0) return larger.map((container) => largerThanTask(view, container, memoryMiB.value));
    return sumOverTask(view, memoryMiB.value);
  },
});

function largerThanTask(view: TaskView, container: ContainerDefinition, task: number): TaskProblem {
  const path = view.subject.constructPath;
  const asked = limitOf(container);
  return {
    severity: 'error',
    summary: `the container ${containerName(container)} of ${path} asks for ${number(asked)} MiB, and the task has ${number(task)} MiB`,
    evidence: [table(view, task)],
    cures: [
      changeContainer(
        `set the memory of ${containerName(container)} from ${number(asked)} MiB to at most ${number(task)} MiB`,
        container,
        {
          memoryMiB: container.memoryMiB && known(task),
          memoryReservationMiB: container.memoryReservationMiB?.known
            ? known(Math.min(container.memoryReservationMiB.value, task)) : container.memoryReservationMiB,
        },
      ),
      ...raised(view, asked),
    ],
  };
}

function sumOverTask(view: TaskView, task: number): readonly TaskProblem[] {
  const sum = containersOf(view).reduce((total, container) => total + reservedBy(container), 0);
  if (sum <= task) return [];
  const path = view.subject.constructPath;
  return [
    {
      severity: 'error',
      summary: `the containers of ${path} reserve ${number(sum)} MiB together, and the task has ${number(task)} MiB`,
      evidence: [table(view, task)],
      notes: ['a container reserves its soft limit (MemoryReservation) where it has one, else its hard limit (Memory)'],
      cures: raised(view, sum),
    },
  ];
}

function raised(view: TaskView, memoryMiB: number): TaskProblem['cures'] & object {
  return [
    {
      text: `set Memory (memoryLimitMiB) of ${view.subject.constructPath} to ${number(memoryMiB)} MiB or the next size that its capacity has`,
      apply: (old) => ({ ...old, definition: { ...old.definition, memoryMiB: known(memoryMiB) } }),
    },
  ];
}

function table(view: TaskView, task: number): EvidenceTable {
  return {
    kind: 'table',
    columns: ['', 'soft limit', 'hard limit'],
    rows: [
      ...containersOf(view).map((container) => ({
        cells: [containerName(container), mebibytes(container.memoryReservationMiB), mebibytes(container.memoryMiB)],
      })),
      { cells: ['task', '', `${number(task)} MiB`] },
    ],
  };
}

function mebibytes(value: ContainerDefinition['memoryMiB']): string {
  return value === undefined ? '-' : value.known ? `${number(value.value)} MiB` : 'unknown';
}

function limitOf({ memoryMiB, memoryReservationMiB }: ContainerDefinition): number {
  return Math.max(memoryMiB?.known ? memoryMiB.value : 0, memoryReservationMiB?.known ? memoryReservationMiB.value : 0);
}

/** At least what the container reserves: an unknown soft limit may be small. */
function reservedBy({ memoryMiB, memoryReservationMiB }: ContainerDefinition): number {
  if (memoryReservationMiB) return memoryReservationMiB.known ? memoryReservationMiB.value : 0;
  return memoryMiB?.known ? memoryMiB.value : 0;
}
