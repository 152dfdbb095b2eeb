import { templateRule } from './template-rule';
import { groupViews } from './views';
import { known } from '../model';

/** Size of the snapshot behind the ECS-optimized AMIs of Amazon Linux, GiB. */
const SNAPSHOT_GIB = 30;

export const smallRootVolume = templateRule({
  id: 'small-root-volume',
  title: 'the root volume of instances is smaller than the snapshot of their AMI',
  viewsOf: groupViews,
  judge({ group }) {
    const { ami, rootVolumeGiB, subject } = group;
    if (!rootVolumeGiB.known || rootVolumeGiB.value >= SNAPSHOT_GIB) return [];
    if (!ami.ecsOptimized.known || !ami.ecsOptimized.value || !ami.os.known || !ami.os.value.startsWith('amazon-linux')) return [];
    return [
      {
        severity: 'error',
        summary: `the root volume of ${subject.constructPath} has ${rootVolumeGiB.value} GiB, and the snapshot of its AMI ${SNAPSHOT_GIB} GiB`,
        notes: [`EC2 will say "Volume of size ${rootVolumeGiB.value}GB is smaller than snapshot ..., expect size >= ${SNAPSHOT_GIB}GB"`],
        cures: [
          {
            text: `set VolumeSize (volumeSize) of the root volume from ${rootVolumeGiB.value} to ${SNAPSHOT_GIB} or more`,
            apply: (view) => ({ ...view, group: { ...view.group, rootVolumeGiB: known(SNAPSHOT_GIB) } }),
          },
        ],
      },
    ];
  },
});
