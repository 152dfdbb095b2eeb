import { changeContainer, containerName, containersOf, type TaskProblem } from './container-problems';
import { templateRule } from './template-rule';
import { taskViews, type TaskView } from './views';
import { number } from '../explain/refusal-summary';
import { known, type ContainerDefinition } from '../model';

export const impatientDependency = templateRule({
  id: 'impatient-dependency',
  title: 'a container is waited for until it is healthy, and given up before its first health check',
  viewsOf: taskViews,
  judge(view) {
    const all = containersOf(view);
    return all.flatMap((waited) => {
      const waiting = all.filter((container) => waitsFor(container, waited));
      return waiting.length === 0 ? [] : tooSoon(view, waited, waiting);
    });
  },
});

function waitsFor({ dependsOn }: ContainerDefinition, { name }: ContainerDefinition): boolean {
  return dependsOn.known && name.known && dependsOn.value.some(({ containerName: other, condition }) =>
    other.known && other.value === name.value && condition.known && condition.value === 'HEALTHY');
}

function tooSoon({ subject }: TaskView, waited: ContainerDefinition, waiting: readonly ContainerDefinition[]): readonly TaskProblem[] {
  const { startTimeoutSeconds: timeout, healthCheck: check } = waited;
  if (!timeout?.known || !check?.known || !check.value.intervalSeconds.known) return [];
  const { startPeriodSeconds: period, intervalSeconds: interval } = check.value;
  // Within a start period newer versions of Docker check more often than the interval.
  if (!period.known || period.value > 0 || timeout.value > interval.value) return [];
  const enough = interval.value * 3;
  return [
    {
      severity: 'warning',
      summary: `${waiting.map(containerName).join(', ')} of ${subject.constructPath} gives up on ${containerName(waited)} after ${number(timeout.value)} s, and its health is first checked after ${number(interval.value)} s`,
      notes: ['when the start timeout of a container ends before it is healthy, those that wait for it do not start, and the task stops'],
      cures: [
        changeContainer(`set StartTimeout (startTimeout) of ${containerName(waited)} from ${number(timeout.value)} to ${number(enough)} s`, waited, {
          startTimeoutSeconds: known(enough),
        }),
        ...(timeout.value > 5 ? [
          changeContainer(`set Interval of the health check of ${containerName(waited)} from ${number(interval.value)} to 5 s`, waited, {
            healthCheck: known({ ...check.value, intervalSeconds: known(5) }),
          }),
        ] : []),
      ],
    },
  ];
}
