import { withoutLeast, withoutOne } from './eased-requirements';
import { templateRule, type Cure } from './template-rule';
import { groupViews, type GroupView } from './views';
import type { Catalog } from '../catalog';
import { unknown } from '../model';
import type { InstanceGroup } from '../model';
import { chosenTypes } from '../scenario/chosen-types';

export const unmetInstanceRequirements = templateRule<GroupView>({
  id: 'unmet-instance-requirements',
  title: 'no instance type meets the requirements of a group, so it launches none',
  viewsOf: groupViews,
  judge({ group }, { options }) {
    const { subject, ami, maxSize } = group;
    const chosen = chosenTypes(group, options.catalog);
    if (!chosen || chosen.types.length > 0 || (maxSize.known && maxSize.value === 0)) return [];
    const architecture = ami.architecture.known && otherwiseMet(group, options.catalog) ? ami.architecture.value : undefined;
    return [
      {
        severity: chosen.newer ? 'warning' : 'error',
        summary: architecture
          ? `no instance type that meets the requirements of ${subject.constructPath} runs ${architecture}, which its AMI is for`
          : `no instance type that is known meets the requirements of ${subject.constructPath}`,
        notes: [
          'Auto Scaling launches no instance, so no task of the group starts',
          chosen.newer ? 'a type that is newer than the catalog may do' : 'certain: the allowed types are written out, and none will do',
        ],
        cures: [...(architecture ? [otherAmi(group, architecture)] : []), ...easier(group)],
      },
    ];
  },
});

const OTHER = { arm64: 'x86_64', x86_64: 'arm64' } as const;

/** Some type of another architecture meets the requirements. */
function otherwiseMet(group: InstanceGroup, catalog: Catalog): boolean {
  const chosen = chosenTypes({ ...group, ami: { ...group.ami, architecture: unknown('any architecture') } }, catalog);
  return chosen !== undefined && chosen.types.length > 0;
}

function otherAmi({ subject }: InstanceGroup, architecture: keyof typeof OTHER): Cure<GroupView> {
  return {
    text: `use an AMI for ${OTHER[architecture]} in ${subject.constructPath}, with images for it`,
    apply: (view) => ({
      ...view, group: { ...view.group, ami: { ...view.group.ami, architecture: { known: true, value: OTHER[architecture] } } },
    }),
  };
}

/** Each change is made in every override. */
function easier({ instanceRequirements = [], subject }: InstanceGroup): readonly Cure<GroupView>[] {
  const eases = instanceRequirements.flatMap((one) => [...withoutOne(one, subject.constructPath), ...withoutLeast(one, subject.constructPath)]);
  const once = eases.filter(({ text }, index) => eases.findIndex((other) => other.text === text) === index);
  return once.map(({ text, change }) => ({
    text,
    apply: (view) => ({ ...view, group: { ...view.group, instanceRequirements: view.group.instanceRequirements?.map(change) } }),
  }));
}
