import { changeContainer, containerName, containersOf } from './container-problems';
import { templateRule } from './template-rule';
import { taskViews } from './views';
import { known } from '../model';

export const repeatedMountPath = templateRule({
  id: 'repeated-mount-path',
  title: 'a container mounts two volumes on one path',
  viewsOf: taskViews,
  judge: (view) => containersOf(view).flatMap((container) => {
    const mounts = container.mountPoints.known ? container.mountPoints.value : [];
    const paths = mounts.map(({ containerPath }) => (containerPath.known ? containerPath.value : undefined));
    return mounts.flatMap((mount, position) => {
      const path = paths[position];
      if (path === undefined || paths.indexOf(path) === position) return [];
      return [
        {
          severity: 'warning' as const,
          summary: `the container ${containerName(container)} of ${view.subject.constructPath} mounts more than one volume on ${path}`,
          notes: ['only one of them can be seen there; the documents do not say which'],
          cures: [
            changeContainer(`mount ${mount.sourceVolume.known ? mount.sourceVolume.value : 'the second volume'} on another path`, container, {
              mountPoints: known(mounts.map((other) => (other === mount ? { ...other, containerPath: known(`${path}-${position}`) } : other))),
            }),
          ],
        },
      ];
    });
  }),
});
