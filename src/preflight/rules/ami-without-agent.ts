import { templateRule } from './template-rule';
import { groupViews } from './views';
import { known } from '../model';

export const amiWithoutAgent = templateRule({
  id: 'ami-without-agent',
  title: 'instances start from an AMI without the ECS agent',
  viewsOf: groupViews,
  judge({ group }) {
    const { ami, subject } = group;
    if (!ami.ecsOptimized.known || ami.ecsOptimized.value || !ami.source.known) return [];
    return [
      {
        severity: 'warning',
        summary: `${subject.constructPath} starts from ${ami.source.value}, which holds no ECS agent`,
        notes: ['unless user data installs and starts the agent, the instances never register with a cluster'],
        cures: [
          {
            text: `use an ECS-optimized AMI (EcsOptimizedImage.amazonLinux2023()) in ${subject.constructPath}`,
            apply: (view) => ({ ...view, group: { ...view.group, ami: { ...view.group.ami, ecsOptimized: known(true) } } }),
          },
        ],
      },
    ];
  },
});
