import { templateRule } from './template-rule';
import { taskViews } from './views';
import { known, mapKnown } from '../model';

export const plainEfsAuthorization = templateRule({
  id: 'plain-efs-authorization',
  title: 'an EFS volume uses an access point or IAM without encryption in transit',
  viewsOf: taskViews,
  judge({ definition, subject }) {
    if (!definition.volumes.known) return [];
    return definition.volumes.value.flatMap((volume) => {
      if (volume.kind !== 'efs' || !volume.efsTransitEncryption?.known || volume.efsTransitEncryption.value) return [];
      const uses = [
        ...volume.efsAccessPoint?.known ? ['an access point'] : [],
        ...volume.efsIamAuthorization?.known && volume.efsIamAuthorization.value ? ['IAM authorization'] : [],
      ];
      if (uses.length === 0) return [];
      const name = volume.name.known ? volume.name.value : 'without a known name';
      return [
        {
          severity: 'error' as const,
          summary: `the volume ${name} of ${subject.constructPath} uses ${uses.join(' and ')}, which needs encryption in transit`,
          cures: [
            {
              text: `set TransitEncryption (transitEncryption) of the volume ${name} to ENABLED`,
              apply: (view) => ({
                ...view,
                definition: {
                  ...view.definition,
                  volumes: mapKnown(view.definition.volumes, (all) =>
                    all.map((other) => (other === volume ? { ...other, efsTransitEncryption: known(true) } : other))),
                },
              }),
            },
          ],
        },
      ];
    });
  },
});
