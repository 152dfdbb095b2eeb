import { changeContainer, containerName, containersOf } from './container-problems';
import { templateRule } from './template-rule';
import { taskViews } from './views';
import { number } from '../explain/refusal-summary';

export const reservationAboveLimit = templateRule({
  id: 'reservation-above-limit',
  title: 'the soft memory limit of a container is above its hard limit',
  viewsOf: taskViews,
  judge: (view) => containersOf(view).flatMap((container) => {
    const { memoryMiB: hard, memoryReservationMiB: soft } = container;
    if (!hard?.known || !soft?.known || soft.value <= hard.value) return [];
    const name = containerName(container);
    return [
      {
        severity: 'error' as const,
        summary: `the container ${name} of ${view.subject.constructPath} reserves ${number(soft.value)} MiB and is limited to ${number(hard.value)} MiB`,
        cures: [
          changeContainer(`set MemoryReservation (memoryReservationMiB) of ${name} from ${number(soft.value)} to below ${number(hard.value)}`,
            container, { memoryReservationMiB: { ...soft, value: hard.value - 1 } }),
          changeContainer(`set Memory (memoryLimitMiB) of ${name} from ${number(hard.value)} to more than ${number(soft.value)}`,
            container, { memoryMiB: { ...hard, value: soft.value + 1 } }),
        ],
      },
    ];
  }),
});
