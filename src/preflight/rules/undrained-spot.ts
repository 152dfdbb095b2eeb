import { templateRule } from './template-rule';
import { groupViews } from './views';
import { known } from '../model';

export const undrainedSpot = templateRule({
  id: 'undrained-spot',
  title: 'Spot instances are reclaimed without draining, so their tasks end with them',
  viewsOf: groupViews,
  judge({ group }) {
    const { purchase, agent, subject } = group;
    if (!purchase.known || purchase.value.kind === 'on-demand' || !agent.spotDraining.known || agent.spotDraining.value) return [];
    return [
      {
        severity: 'warning',
        summary: `the agent on the Spot instances of ${subject.constructPath} does not drain them when they are reclaimed`,
        notes: [
          'with draining, ECS stops the tasks in order and starts others within the two minutes of notice',
          'without it, ECS sees the tasks end when the instance is gone',
        ],
        cures: [
          {
            text: `set ECS_ENABLE_SPOT_INSTANCE_DRAINING=true (spotInstanceDraining: true) in the user data of ${subject.constructPath}`,
            apply: (view) => ({ ...view, group: { ...view.group, agent: { ...view.group.agent, spotDraining: known(true) } } }),
          },
        ],
      },
    ];
  },
});
