import { changeContainer, containerName, containersOf } from './container-problems';
import { templateRule } from './template-rule';
import { taskViews } from './views';
import { known } from '../model';

export const undeclaredVolume = templateRule({
  id: 'undeclared-volume',
  title: 'a container mounts a volume that its task definition does not declare',
  viewsOf: taskViews,
  judge(view) {
    const { volumes } = view.definition;
    if (!volumes.known || !volumes.value.every(({ name }) => name.known)) return [];
    const declared = volumes.value.flatMap(({ name }) => (name.known ? [name.value] : []));
    return containersOf(view).flatMap((container) => {
      const mounts = container.mountPoints.known ? container.mountPoints.value : [];
      return mounts.flatMap((mount) => {
        const volume = mount.sourceVolume;
        if (!volume.known || declared.includes(volume.value)) return [];
        return [
          {
            severity: 'error' as const,
            summary: `the container ${containerName(container)} of ${view.subject.constructPath} mounts the volume ${volume.value}, which is not declared`,
            notes: [
              declared.length === 0 ? 'the task definition declares no volume' : `declared are ${declared.join(', ')}`,
              `ECS will say "Unknown volume '${volume.value}'."`,
            ],
            cures: [
              {
                text: `declare the volume ${volume.value} in Volumes of ${view.subject.constructPath}`,
                apply: (old) => ({
                  ...old, definition: { ...old.definition, volumes: known([...volumes.value, { name: volume, kind: 'bind' }]) },
                }),
              },
              changeContainer(`remove the mount of ${volume.value} from ${containerName(container)}`, container, {
                mountPoints: known(mounts.filter((other) => other !== mount)),
              }),
            ],
          },
        ];
      });
    });
  },
});
