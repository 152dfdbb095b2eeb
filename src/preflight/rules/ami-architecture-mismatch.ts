import { templateRule } from './template-rule';
import { groupViews, type GroupView } from './views';
import { known } from '../model';

export const amiArchitectureMismatch = templateRule({
  id: 'ami-architecture-mismatch',
  title: 'the AMI of a group is for another architecture than its instance types',
  viewsOf: groupViews,
  judge({ group }, { options }) {
    const { ami, instanceTypes, subject } = group;
    if (!ami.architecture.known || !instanceTypes.known) return [];
    const architecture = ami.architecture.value;
    const types = instanceTypes.value.map((name) => ({ name, facts: options.catalog.find(name) }));
    const others = types.filter(({ facts }) => facts && !facts.architectures.includes(architecture));
    if (others.length === 0) return [];
    const all = others.length === types.length;
    const right = types.filter((type) => !others.includes(type)).map(({ name }) => name);
    return [
      {
        severity: all ? 'error' : 'warning',
        summary: `the AMI of ${subject.constructPath} is for ${architecture}, and ${others.map(({ name }) => name).join(', ')} ${others.length === 1 ? 'is' : 'are'} not`,
        evidence: [
          {
            kind: 'table',
            columns: ['', 'architecture'],
            rows: [
              { cells: ['AMI', architecture] },
              ...types.map(({ name, facts }) => ({ cells: [name, facts ? facts.architectures.join(', ') : 'unknown'] })),
            ],
          },
        ],
        notes: [all ? 'EC2 starts no instance of the group' : 'EC2 refuses these types; the group has only the others'],
        cures: [
          ...all ? [{
            text: `use the AMI for ${others[0].facts?.architectures.join(' or ') ?? 'the other architecture'} in ${subject.constructPath}`,
            apply: (view: GroupView) => ({
              ...view,
              group: {
                ...view.group,
                ami: { ...view.group.ami, architecture: known<'x86_64' | 'arm64'>(others[0].facts?.architectures.includes('arm64') ? 'arm64' : 'x86_64') },
              },
            }),
          }] : [],
          ...right.length > 0 ? [{
            text: `keep ${right.join(', ')} in ${subject.constructPath}, and put the other types into a group with their own AMI`,
            apply: (view: GroupView) => ({ ...view, group: { ...view.group, instanceTypes: known(right) } }),
          }] : [],
        ],
      },
    ];
  },
});
