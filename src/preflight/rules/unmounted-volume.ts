import { containersOf } from './container-problems';
import { templateRule } from './template-rule';
import { taskViews } from './views';
import { known } from '../model';

export const unmountedVolume = templateRule({
  id: 'unmounted-volume',
  title: 'a task declares a volume that no container mounts',
  viewsOf: taskViews,
  judge(view) {
    const { volumes } = view.definition;
    const containers = containersOf(view);
    // `VolumesFrom` mounts what another container mounts, so it adds none.
    if (!volumes.known || containers.length === 0 || containers.some(({ mountPoints }) => !mountPoints.known)) return [];
    const mounts = containers.flatMap(({ mountPoints }) => (mountPoints.known ? mountPoints.value : []));
    if (mounts.some(({ sourceVolume }) => !sourceVolume.known)) return [];
    return volumes.value.flatMap((volume) => {
      if (
        !volume.name.known ||
        mounts.some(({ sourceVolume }) => sourceVolume.known && volume.name.known && sourceVolume.value === volume.name.value)
      ) {return [];}
      return [
        {
          severity: 'warning' as const,
          summary: `no container of ${view.subject.constructPath} mounts the volume ${volume.name.value}`,
          notes: ['what a container writes to the path goes to its own layer, and is gone with the task'],
          cures: [
            {
              text: `mount ${volume.name.value} (MountPoints, addMountPoints), or remove it from Volumes`,
              apply: (changed) => ({
                ...changed,
                definition: { ...changed.definition, volumes: known(volumes.value.filter((one) => one !== volume)) },
              }),
            },
          ],
        },
      ];
    });
  },
});
