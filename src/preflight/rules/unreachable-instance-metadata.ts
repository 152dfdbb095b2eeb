import { templateRule } from './template-rule';
import { groupViews } from './views';
import { known } from '../model';

export const unreachableInstanceMetadata = templateRule({
  id: 'unreachable-instance-metadata',
  title: 'container instances start with their metadata service switched off',
  viewsOf: groupViews,
  judge({ group }) {
    const { metadataEndpoint, subject } = group;
    if (!metadataEndpoint?.known || metadataEndpoint.value !== 'disabled') return [];
    return [
      {
        severity: 'warning',
        summary: `instances of ${subject.constructPath} have no metadata service, from which the agent learns its region, its identity and its credentials`,
        notes: [
          'user data and the credentials of the instance role come from there too, so the instances do not register with the cluster',
        ],
        cures: [
          {
            text: `set MetadataOptions.HttpEndpoint of ${subject.constructPath} from disabled to enabled`,
            apply: (view) => ({ ...view, group: { ...view.group, metadataEndpoint: known('enabled') } }),
          },
        ],
      },
    ];
  },
});
