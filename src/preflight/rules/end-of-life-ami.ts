import { templateRule } from './template-rule';
import { groupViews } from './views';
import { known } from '../model';

export const endOfLifeAmi = templateRule({
  id: 'end-of-life-ami',
  title: 'instances start from an AMI family whose support has an end',
  viewsOf: groupViews,
  judge({ group }) {
    const { ami, subject } = group;
    if (!ami.os.known || ami.os.value !== 'amazon-linux-2') return [];
    return [
      {
        severity: 'warning',
        summary: `${subject.constructPath} starts from Amazon Linux 2, whose support ends on 2026-06-30`,
        evidence: ami.source.known ? [{ kind: 'text', lines: [ami.source.value] }] : [],
        notes: ['after that day the kernel, Docker and the ECS agent of the image get no more fixes'],
        cures: [
          {
            text: `use the ECS-optimized AMI of Amazon Linux 2023 (EcsOptimizedImage.amazonLinux2023()) in ${subject.constructPath}`,
            apply: (view) => ({ ...view, group: { ...view.group, ami: { ...view.group.ami, os: known<'amazon-linux-2023'>('amazon-linux-2023') } } }),
          },
        ],
      },
    ];
  },
});
