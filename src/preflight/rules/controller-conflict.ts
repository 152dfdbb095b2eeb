import { serviceCure } from './service-change';
import { templateRule, type Problem } from './template-rule';
import { placesOf, serviceViews, type ServiceView } from './views';
import { known } from '../model';

export const controllerConflict = templateRule({
  id: 'controller-conflict',
  title: 'a service has a deployment controller and settings of another one',
  viewsOf: serviceViews,
  judge(view) {
    const { deploymentController: controller } = view.service;
    if (!controller.known || controller.value === 'ECS') return [];
    return [
      ...breaker(view, controller.value),
      ...alarms(view, controller.value),
      ...percentages(view, controller.value),
      ...groups(view, controller.value),
    ];
  },
});

function breaker({ service, subject }: ServiceView, controller: string): readonly Problem<ServiceView>[] {
  const { circuitBreaker } = service;
  return !circuitBreaker.known || !circuitBreaker.value.enable
    ? []
    : [
      {
        severity: 'error',
        summary: `${subject.constructPath} has a circuit breaker and the controller ${controller}, and only rolling updates of ECS have one`,
        cures: [
          serviceCure(`remove DeploymentCircuitBreaker from ${subject.constructPath}`, {
            circuitBreaker: known({ enable: false, rollback: false }),
          }),
        ],
      },
    ];
}

function alarms({ service, subject }: ServiceView, controller: string): readonly Problem<ServiceView>[] {
  const { deploymentAlarms } = service;
  return !deploymentAlarms.known || deploymentAlarms.value.length === 0
    ? []
    : [
      {
        severity: 'error',
        summary: `${subject.constructPath} has deployment alarms and the controller ${controller}, and only the controller ECS watches them`,
        cures: [serviceCure(`remove DeploymentConfiguration.Alarms from ${subject.constructPath}`, { deploymentAlarms: known([]) })],
      },
    ];
}

/** Documented for tasks on EC2, and aws-ecs writes 50 all the same, so a refusal is not certain; on Fargate the percentages are not used. */
function percentages(view: ServiceView, controller: string): readonly Problem<ServiceView>[] {
  const { minHealthyPercent: minimum, maxHealthyPercent: maximum } = view.service;
  const places = placesOf(view);
  if (!minimum.known || !maximum.known || !places.known || !places.value.includes('instances')) return [];
  if (minimum.value === 100 && maximum.value === 200) return [];
  return [
    {
      severity: 'warning',
      summary: `${view.subject.constructPath} has the percentages ${minimum.value} and ${maximum.value}, and the controller ${controller} takes the defaults only`,
      cures: [
        serviceCure(`set MinimumHealthyPercent to 100 and MaximumPercent to 200 in ${view.subject.constructPath}`, {
          minHealthyPercent: known(100),
          maxHealthyPercent: known(200),
        }),
      ],
    },
  ];
}

function groups({ service, subject }: ServiceView, controller: string): readonly Problem<ServiceView>[] {
  const { loadBalancers } = service;
  return !loadBalancers.known || loadBalancers.value.length < 2
    ? []
    : [
      {
        severity: 'error',
        summary: `${subject.constructPath} has ${loadBalancers.value.length} target groups, and the controller ${controller} takes one`,
        cures: [
          serviceCure(`keep one of LoadBalancers of ${subject.constructPath}`, { loadBalancers: known(loadBalancers.value.slice(0, 1)) }),
        ],
      },
    ];
}
