import { templateRule } from './template-rule';
import { taskViews } from './views';
import { mapKnown } from '../model';

export const efsRootWithAccessPoint = templateRule({
  id: 'efs-root-with-access-point',
  title: 'an EFS volume has an access point and a root directory of its own',
  viewsOf: taskViews,
  judge({ definition, subject }) {
    const volumes = definition.volumes.known ? definition.volumes.value : [];
    return volumes.flatMap((volume) => {
      const { efsAccessPoint: point, efsRootDirectory: root } = volume;
      if (!point?.known || !root?.known || root.value === '/') return [];
      const name = volume.name.known ? volume.name.value : 'without a known name';
      return [
        {
          severity: 'error' as const,
          summary: `the volume ${name} of ${subject.constructPath} has an access point and the root directory ${root.value}`,
          notes: ['an access point brings its own directory, so RootDirectory is left out or is /'],
          cures: [
            {
              text: `remove RootDirectory (rootDirectory) ${root.value} from the volume ${name}`,
              apply: (view) => ({
                ...view,
                definition: {
                  ...view.definition,
                  volumes: mapKnown(view.definition.volumes, (all) =>
                    all.map((one) => (one === volume ? { ...one, efsRootDirectory: undefined } : one)),
                  ),
                },
              }),
            },
          ],
        },
      ];
    });
  },
});
