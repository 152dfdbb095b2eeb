import { templateRule } from './template-rule';
import { taskViews } from './views';
import { mapKnown, type Known, type Volume } from '../model';

export const efsRootWithAccessPoint = templateRule({
  id: 'efs-root-with-access-point',
  title: 'a volume of Amazon EFS or S3 Files has an access point and a root directory of its own',
  viewsOf: taskViews,
  judge({ definition, subject }) {
    const volumes = definition.volumes.known ? definition.volumes.value : [];
    return volumes.flatMap((volume) => {
      const { point, root } = placeOf(volume);
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
                  volumes: mapKnown(view.definition.volumes, (all) => all.map((one) => (one === volume ? withoutRoot(one) : one))),
                },
              }),
            },
          ],
        },
      ];
    });
  },
});

function placeOf({ s3Files, efsAccessPoint, efsRootDirectory }: Volume): { readonly point?: Known<string>; readonly root?: Known<string> } {
  return s3Files ? { point: s3Files.accessPoint, root: s3Files.rootDirectory } : { point: efsAccessPoint, root: efsRootDirectory };
}

function withoutRoot(volume: Volume): Volume {
  return volume.s3Files ? { ...volume, s3Files: { ...volume.s3Files, rootDirectory: undefined } } : { ...volume, efsRootDirectory: undefined };
}
