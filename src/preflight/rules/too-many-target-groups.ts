import { templateRule } from './template-rule';
import { serviceViews } from './views';
import { QUOTAS } from '../../facts';
import { number } from '../explain/refusal-summary';
import { known } from '../model';

export const tooManyTargetGroups = templateRule({
  id: 'too-many-target-groups',
  title: 'a service has more target groups than ECS takes',
  viewsOf: serviceViews,
  judge({ service }) {
    const most = QUOTAS.targetGroupsPerService.value;
    if (!service.loadBalancers.known) return [];
    const balancers = service.loadBalancers.value;
    const count = balancers.filter(({ targetGroup }) => targetGroup !== undefined).length;
    if (count <= most) return [];
    return [
      {
        severity: 'error',
        summary: `${service.subject.constructPath} has ${number(count)} target groups, and ECS takes ${number(most)}`,
        cures: [
          {
            text: `keep ${number(most)} LoadBalancers of ${service.subject.constructPath}, and serve the rest from a second service`,
            apply: (view) => ({ ...view, service: { ...view.service, loadBalancers: known(balancers.slice(0, most)) } }),
          },
        ],
      },
    ];
  },
});
