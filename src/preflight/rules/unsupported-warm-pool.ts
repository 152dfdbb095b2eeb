import { templateRule, type Problem } from './template-rule';
import { groupViews, type GroupView } from './views';
import { known } from '../model';

const CHECK = 'ECS_WARM_POOLS_CHECK';

export const unsupportedWarmPool = templateRule({
  id: 'unsupported-warm-pool',
  title: 'a warm pool takes used instances back, or its instances register before they are in use',
  viewsOf: groupViews,
  judge: ({ group }) => (group.warmPool ? [...reused(group), ...registered(group)] : []),
});

function reused({ warmPool, subject }: GroupView['group']): readonly Problem<GroupView>[] {
  if (!warmPool?.reuseOnScaleIn.known || !warmPool.reuseOnScaleIn.value) return [];
  return [
    {
      severity: 'warning',
      summary: `the warm pool of ${subject.constructPath} takes instances back on scale-in, which ECS does not support`,
      notes: ['an instance that comes back still carries the registration and the containers of its first use'],
      cures: [
        {
          text: `set InstanceReusePolicy.ReuseOnScaleIn (reuseOnScaleIn) of the warm pool of ${subject.constructPath} to false`,
          apply: (view) => ({ ...view, group: { ...view.group, warmPool: { ...warmPool, reuseOnScaleIn: known(false) } } }),
        },
      ],
    },
  ];
}

function registered({ agent, ami, subject }: GroupView['group']): readonly Problem<GroupView>[] {
  const { settings } = agent;
  // The reserved memory is known only where all of user data was read.
  const read = agent.reservedMemoryMiB.known && ami.os.known && ami.os.value.startsWith('amazon-linux');
  if (!read || settings[CHECK] !== undefined) return [];
  return [
    {
      severity: 'warning',
      summary: `instances of ${subject.constructPath} register with the cluster while they are in its warm pool`,
      notes: ['ECS places tasks on them, and the pool stops the instances with the tasks on them'],
      cures: [
        {
          text: `write ${CHECK}=true into /etc/ecs/ecs.config in the user data of ${subject.constructPath}`,
          apply: (view) => ({ ...view, group: { ...view.group, agent: { ...agent, settings: { ...settings, [CHECK]: known('true') } } } }),
        },
      ],
    },
  ];
}
