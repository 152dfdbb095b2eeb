import { templateRule, type Problem } from './template-rule';
import { groupViews, type GroupView } from './views';
import { known } from '../model';

export const openInstance = templateRule({
  id: 'open-instance',
  title: 'instances answer metadata requests without a token, or keep an unencrypted root volume',
  viewsOf: groupViews,
  judge: ({ group }) => [...metadata(group), ...volume(group)],
});

function metadata({ metadataTokens: tokens, ami, subject }: GroupView['group']): readonly Problem<GroupView>[] {
  // Amazon Linux 2023 asks for a token by itself; of others one does not know.
  const oldDefault = tokens === undefined && ami.os.known && ami.os.value === 'amazon-linux-2';
  const optional = tokens?.known === true && tokens.value === 'optional';
  if (!oldDefault && !optional) return [];
  return [
    {
      severity: 'warning',
      summary: `instances of ${subject.constructPath} answer metadata requests without a token (IMDSv1)`,
      notes: ['a container in bridge or host mode that is made to send a request gets the credentials of the instance role'],
      cures: [
        {
          text: `set MetadataOptions.HttpTokens (requireImdsv2) of ${subject.constructPath} to required`,
          apply: (view) => ({ ...view, group: { ...view.group, metadataTokens: known('required') } }),
        },
      ],
    },
  ];
}

function volume({ blockDevices, rootVolumeGiB, subject }: GroupView['group']): readonly Problem<GroupView>[] {
  const devices = blockDevices ?? known([]);
  if (!devices.known || devices.value.some(({ deviceName }) => !deviceName.known)) return [];
  const root = devices.value.find(({ deviceName }) => deviceName.known && ROOT_DEVICES.includes(deviceName.value));
  const off = root?.encrypted?.known === true && !root.encrypted.value;
  const unsaid = root?.encrypted === undefined && rootVolumeGiB.known;
  if (!off && !unsaid) return [];
  return [
    {
      severity: off ? 'warning' : 'note',
      summary: off
        ? `the root volume of ${subject.constructPath} is not encrypted`
        : `whether the root volume of ${subject.constructPath} is encrypted is up to the account`,
      notes: ['container layers, logs and whatever tasks write outside of volumes lie on it'],
      cures: [
        {
          text: `set Ebs.Encrypted (encrypted) of the root volume of ${subject.constructPath} to true`,
          apply: (view) => ({
            ...view,
            group: {
              ...view.group,
              blockDevices: known([
                ...devices.value.filter((one) => one !== root),
                { ...root, deviceName: known(ROOT_DEVICES[0]), encrypted: known(true) },
              ]),
            },
          }),
        },
      ],
    },
  ];
}

const ROOT_DEVICES: readonly string[] = ['/dev/xvda', '/dev/sda1'];
