import { serviceCure } from './service-change';
import { templateRule } from './template-rule';
import { serviceViews, type ServiceView } from './views';

export const conflictingServiceRole = templateRule({
  id: 'conflicting-service-role',
  title: 'a service names a role for its load balancer where ECS uses its service-linked role',
  viewsOf: serviceViews,
  judge(view) {
    const { role, subject } = view.service;
    if (!role?.known) return [];
    const why = refusal(view);
    if (!why) return [];
    return [
      {
        severity: why.certain ? ('error' as const) : ('warning' as const),
        summary: `${subject.constructPath} names the role ${role.value}, and ${why.text}`,
        notes: why.certain && why.event ? [`ECS will say "${why.event}"`] : [],
        cures: [serviceCure(`remove Role from ${subject.constructPath}; ECS then uses AWSServiceRoleForECS`, { role: undefined })],
      },
    ];
  },
});

interface Refusal {
  readonly certain: boolean;
  readonly text: string;
  readonly event?: string;
}

function refusal({ definition, service }: ServiceView): Refusal | undefined {
  const { loadBalancers, serviceRegistries, deploymentController } = service;
  if (definition?.networkMode.known && definition.networkMode.value === 'awsvpc') {
    return {
      certain: true, text: 'tasks in awsvpc mode take none', event: 'You cannot specify an IAM role for services that require a service linked role.',
    };
  }
  if (loadBalancers.known && loadBalancers.value.length === 0) return { certain: true, text: 'has no load balancer, which the role is for' };
  if (loadBalancers.known && loadBalancers.value.length > 1) return { certain: false, text: 'several target groups take none' };
  if (serviceRegistries?.known && serviceRegistries.value.length > 0) return { certain: false, text: 'service discovery takes none' };
  return deploymentController.known && deploymentController.value === 'EXTERNAL'
    ? { certain: false, text: 'the controller EXTERNAL takes none' } : undefined;
}
