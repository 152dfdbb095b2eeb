import { templateRule } from './template-rule';
import { groupViews } from './views';

export const weightedInstances = templateRule({
  id: 'weighted-instances',
  title: 'a group that ECS scales counts its instances in weights',
  viewsOf: groupViews,
  judge({ group }) {
    const { weights, provider, subject } = group;
    if (!weights?.known || !provider?.managedScaling.known || !provider.managedScaling.value) return [];
    const written = Object.entries(weights.value);
    if (written.every(([, weight]) => weight === 1)) return [];
    return [
      {
        severity: 'warning',
        summary: `${subject.constructPath} counts in weights (${written.map(([type, weight]) => `${type} ${weight}`).join(', ')}), and managed scaling counts instances`,
        notes: [
          'managed scaling sets the desired capacity to the number of instances that tasks need, and Auto Scaling reads it as units',
          'so the group gets fewer instances than tasks need, and tasks stay in PROVISIONING',
        ],
        cures: [
          {
            text: `remove WeightedCapacity from the overrides of ${subject.constructPath}`,
            apply: (view) => ({ ...view, group: { ...view.group, weights: undefined } }),
          },
        ],
      },
    ];
  },
});
