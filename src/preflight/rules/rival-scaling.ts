import { templateRule, type Problem } from './template-rule';
import { groupViews, type GroupView } from './views';

export const rivalScaling = templateRule({
  id: 'rival-scaling',
  title: 'a group is scaled by managed scaling and by something else as well',
  viewsOf: groupViews,
  judge: ({ group }) => [...ownPolicies(group), ...furtherProviders(group)],
});

function ownPolicies({ scalingPolicies: policies, provider, subject }: GroupView['group']): readonly Problem<GroupView>[] {
  if (!policies || policies.length === 0 || !provider?.managedScaling.known || !provider.managedScaling.value) return [];
  return [
    {
      severity: 'warning',
      summary: `${subject.constructPath} has scaling policies of its own beside the managed scaling of ${provider.subject.constructPath}`,
      notes: ['ECS keeps a target tracking policy on the group; another policy moves the size against it'],
      cures: [
        {
          text: `remove the scaling policies of ${subject.constructPath}, and set TargetCapacity of the capacity provider below 100 for headroom`,
          apply: (view) => ({ ...view, group: { ...view.group, scalingPolicies: undefined } }),
        },
      ],
    },
  ];
}

function furtherProviders({ moreProviders: further, provider, subject }: GroupView['group']): readonly Problem<GroupView>[] {
  if (!further || further.length === 0 || !provider) return [];
  return [
    {
      severity: 'warning',
      summary: `${1 + further.length} capacity providers stand over ${subject.constructPath}, and ECS supports one for each group`,
      evidence: [{ kind: 'text', lines: [provider, ...further].map((one) => one.subject.constructPath) }],
      cures: [
        {
          text: `give ${further.map((one) => one.subject.constructPath).join(', ')} a group of its own`,
          apply: (view) => ({ ...view, group: { ...view.group, moreProviders: undefined } }),
        },
      ],
    },
  ];
}
