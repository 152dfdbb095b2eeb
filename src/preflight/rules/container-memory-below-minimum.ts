import { changeContainer, containerName, containersOf } from './container-problems';
import { templateRule } from './template-rule';
import { taskViews } from './views';
import { MIN_CONTAINER_MEMORY_MIB } from '../../facts';
import { known } from '../model';

export const containerMemoryBelowMinimum = templateRule({
  id: 'container-memory-below-minimum',
  title: 'the memory of a container is below what Docker starts one with',
  viewsOf: taskViews,
  judge(view) {
    const { operatingSystemFamily } = view.definition;
    if (!operatingSystemFamily.known || operatingSystemFamily.value.toUpperCase() !== 'LINUX') return [];
    return containersOf(view).flatMap((container) =>
      (['memoryMiB', 'memoryReservationMiB'] as const).flatMap((property) => {
        const value = container[property];
        if (!value?.known || value.value >= MIN_CONTAINER_MEMORY_MIB) return [];
        const word = property === 'memoryMiB' ? 'Memory' : 'MemoryReservation';
        const name = containerName(container);
        return [
          {
            severity: 'error' as const,
            summary: `${word} of the container ${name} of ${view.subject.constructPath} is ${value.value} MiB, and the least is ${MIN_CONTAINER_MEMORY_MIB}`,
            notes: ['the value is in MiB, so 1 is one MiB and not one GiB'],
            cures: [
              changeContainer(`set ${word} of ${name} from ${value.value} to at least ${MIN_CONTAINER_MEMORY_MIB}`,
                container, { [property]: known(MIN_CONTAINER_MEMORY_MIB) }),
            ],
          },
        ];
      }));
  },
});
